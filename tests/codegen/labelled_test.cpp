// Rules mined from descriptions against those that people found in them. The descriptions are other people's text and
// no part of the project; without them this test is skipped.

#include "rules/labelled.hpp"

#include "support/pages.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <sstream>

using namespace bindery::codegen;

namespace {

using boost::json::object;

const std::string labelled_file = std::string(BINDERY_SHARED_DIR) + "/corpus/constraints/dev.jsonl";

/// "Less than 512" may be said as "at most 511", of what is counted.
object inclusive(object of) {
    const auto move = [&](const char* exclusive, const char* bound, std::int64_t by) {
        const auto* found = of.if_contains(bound);
        if (!of.contains(exclusive) || !found || !found->is_int64())
            return;
        of[bound] = found->get_int64() + by;
        of.erase(exclusive);
    };
    move("exclusive_min", "min", 1);
    move("exclusive_max", "max", -1);
    of.erase("same_as");
    return of;
}

bool same(const object& found, const object& wanted) {
    const auto& kind = wanted.at("kind").as_string();
    if (found.at("kind").as_string() != kind)
        return false;
    if (kind == "charset" || kind == "conditional")
        return true; // the text shows where the rule is, no more
    return inclusive(found) == inclusive(wanted);
}

struct tally {
    std::size_t wanted = 0;
    std::size_t found = 0;
    std::size_t right = 0;
    double recall() const { return wanted ? double(right) / double(wanted) : 1; }
    double precision() const { return found ? double(right) / double(found) : 1; }
    void print(const std::string& name) const {
        std::printf("%-12s %7zu %7zu %7zu %9.4f %9.4f\n", name.c_str(), wanted, found, right, recall(), precision());
    }
};

} // namespace

TEST_SUITE_BEGIN("rules");

TEST_CASE("rules: what is mined is what people found") {
    if (!std::filesystem::exists(labelled_file)) {
        MESSAGE("skipped: no pages in ", labelled_file, "; name their folder with -D BINDERY_SHARED_DIR=...");
        return;
    }
    std::map<std::string, tally> kinds;
    std::istringstream lines(contents(labelled_file));
    for (std::string line; std::getline(lines, line);) {
        const auto one = boost::json::parse(line);
        auto wanted = one.at("constraints").as_array();
        for (const auto& each : wanted)
            ++kinds[std::string(each.at("kind").as_string())].wanted;
        const auto found = labelled_rules(std::string_view(one.at("type").as_string()),
                                          std::string_view(one.at("document").as_string()));
        for (const auto& each : found) {
            auto& kind = kinds[std::string(each.at("kind").as_string())];
            ++kind.found;
            for (auto hit = wanted.begin(); hit != wanted.end(); ++hit)
                if (same(each.as_object(), hit->as_object())) {
                    ++kind.right;
                    wanted.erase(hit);
                    break;
                }
        }
    }
    std::printf("%-12s %7s %7s %7s %9s %9s\n", "kind", "stated", "mined", "right", "recall", "precision");
    tally hard;
    for (const auto& [kind, of] : kinds) {
        of.print(kind);
        for (const std::string_view counts :
             {"length", "range", "one_of", "items", "nullable", "deprecated", "default"})
            if (kind == counts) {
                hard.wanted += of.wanted;
                hard.found += of.found;
                hard.right += of.right;
            }
    }
    hard.print("hard limits");
    CHECK(hard.precision() >= 0.98);
    CHECK(hard.recall() >= 0.92);
}

TEST_SUITE_END();

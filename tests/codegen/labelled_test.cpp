// Rules mined from descriptions against those that people found in them. The descriptions are other people's text and
// no part of the project; without them this test is skipped.

#include "rules/mine.hpp"

#include "support/pages.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <sstream>
#include <vector>

using namespace bindery::codegen;

namespace {

using boost::json::object;

const std::string constraints = std::string(BINDERY_SHARED_DIR) + "/corpus/constraints/";

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
    if (found.at("kind").as_string() == kind && (kind == "charset" || kind == "conditional"))
        return true; // the text shows where the rule is, no more
    const auto* other = wanted.if_contains("same_as");
    return inclusive(found) == inclusive(wanted) ||
           (other && other->is_object() && inclusive(found) == inclusive(other->get_object()));
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

/// What is mined of each description, counted against its labels by kind.
class comparison {
public:
    void add(std::string_view type, std::string_view document, boost::json::array wanted) {
        for (const auto& each : wanted)
            ++kinds_[std::string(each.at("kind").as_string())].wanted;
        for (const auto& each : labelled_rules(type, document)) {
            auto& kind = kinds_[std::string(each.at("kind").as_string())];
            ++kind.found;
            for (auto hit = wanted.begin(); hit != wanted.end(); ++hit)
                if (same(each.as_object(), hit->as_object())) {
                    ++kinds_[std::string(hit->at("kind").as_string())].right;
                    wanted.erase(hit);
                    break;
                }
        }
    }

    /// All kinds but those of which the words are all there is.
    tally print(const std::string& name) const {
        std::printf("%-12s %7s %7s %7s %9s %9s\n", name.c_str(), "stated", "mined", "right", "recall", "precision");
        tally all;
        for (const auto& [kind, of] : kinds_) {
            of.print(kind);
            if (kind == "charset" || kind == "conditional")
                continue;
            all.wanted += of.wanted;
            all.found += of.found;
            all.right += of.right;
        }
        all.print("together");
        return all;
    }

private:
    std::map<std::string, tally> kinds_;
};

bool is_missing(const std::string& file) {
    if (std::filesystem::exists(file))
        return false;
    MESSAGE("skipped: no pages in ", file, "; name their folder with -D BINDERY_SHARED_DIR=...");
    return true;
}

std::vector<boost::json::object> objects_in(const std::string& file) {
    std::vector<boost::json::object> all;
    std::istringstream lines(contents(file));
    for (std::string line; std::getline(lines, line);)
        all.push_back(boost::json::parse(line).as_object());
    return all;
}

} // namespace

TEST_SUITE_BEGIN("rules");

TEST_CASE("rules: what is mined is what people found") {
    if (is_missing(constraints + "dev.jsonl"))
        return;
    comparison found;
    for (const auto& one : objects_in(constraints + "dev.jsonl"))
        found.add(std::string_view(one.at("type").as_string()), std::string_view(one.at("document").as_string()),
                  one.at("constraints").as_array());
    const auto all = found.print("two services");
    CHECK(all.precision() >= 0.98);
    CHECK(all.recall() >= 0.95);
}

// The labels of labelled/services.jsonl were made without seeing what is mined. `line` is the description's
// in the file of descriptions; `fold` parts the services, whose descriptions were looked at one fold after the other.
TEST_CASE("rules: what is mined is what was labelled, of a hundred other services") {
    if (is_missing(constraints + "unlabelled.jsonl"))
        return;
    const auto documents = objects_in(constraints + "unlabelled.jsonl");
    std::map<std::int64_t, comparison> folds;
    for (const auto& one : objects_in(std::string(BINDERY_CODEGEN_TESTS_DIR) + "/labelled/services.jsonl")) {
        const auto& document = documents.at(one.at("line").to_number<std::size_t>());
        REQUIRE(std::string(document.at("object").as_string()) + "." + std::string(document.at("member").as_string()) ==
                std::string(one.at("member").as_string()));
        folds[one.at("fold").as_int64()].add(std::string_view(document.at("type").as_string()),
                                             std::string_view(document.at("document").as_string()),
                                             one.at("constraints").as_array());
    }
    for (const auto& [fold, found] : folds) {
        const auto all = found.print("fold " + std::to_string(fold));
        CHECK(all.precision() >= 0.98);
        CHECK(all.recall() >= 0.85);
    }
}

TEST_SUITE_END();

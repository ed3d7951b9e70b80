// Real reference pages of every layout met so far, read as they are: the rows that come out are those counted by hand
// or by a reference script. The pages are other people's text and no part of the project; without them this test is
// skipped. `BINDERY_CORPUS_VERBOSE=1` names every row that is missed or made up.

#include "support/pages.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

using namespace bindery::codegen;

namespace {

namespace fs = std::filesystem;

const fs::path corpus = fs::path(BINDERY_SHARED_DIR) / "corpus";

/// Pages whose counted rows are not those of the operation, each with the reason.
const std::map<std::string, std::string> exceptions = {
    {"ali-md-cn-4col/mts_QuerySmarttagJob",
     "the four members of a callback message were counted as the response's; the table of error codes was not counted"},
    {"ali-md-en-4col/slb_DescribeHealthStatus",
     "the column of types is headed Parameters, so no types were counted; they are read"},
    {"hw-html-in-md/live_RunRecord", "a header that both of two statuses answer with is one member"},
    {"tc2-md-legacy/vodv2_MultiPullVodFile_zh",
     "the tables of two callbacks, and one of status values, were counted as the operation's"},
    {"tc3-md-cn/monitor_GetMonitorData", "the codes are negative; they were counted without their sign"},
    {"tc3-md-en-2020/dts_ModifyMigrateJob",
     "a row of three cells under four headers has lost its answer, which was counted as No; it is left open"},
};

using rows = std::multiset<std::string>;

/// A type as both sides may spell it: the counted ones keep some of the markup.
std::string bare(std::string text) {
    std::erase_if(text, [](char c) { return c == '\\' || c == '*' || c == ' '; });
    return text;
}

/// The rows of a page, flat, as its tables show them.
class page_rows {
public:
    page_rows(const api& all, const operation& of) : all_(all), of_(of) {
        add(request, of.request);
        add(response, of.response);
        for (const auto& each : of.errors)
            errors.insert(each.code);
        for (const auto& each : all.structures)
            if (!each.what.inferred && !seen_.contains(&each.what) && each.what.where.path == of.where.path)
                add(is_of_response(each.what) ? response : beside, each.what.members);
    }

    rows request;
    rows response;
    rows errors;
    rows beside; ///< of structures that no member refers to

private:
    void add(rows& to, const std::vector<member>& members) {
        for (const auto& each : members) {
            to.insert(each.name + " : " + bare(each.type.words) +
                      (&to == &request && each.required ? *each.required ? " yes" : " no" : ""));
            const auto* inner =
                each.type.kind == type_kind::structure ? all_.find(of_.of, each.type.structure) : nullptr;
            if (!inner || inner->inferred || inner->where.path != of_.where.path || open_.contains(inner))
                continue;
            seen_.insert(inner);
            open_.insert(inner);
            add(is_of_response(*inner) ? to : beside, inner->members);
            open_.erase(inner);
        }
    }

    /// Structures that say what is required of them are counted with neither side.
    static bool is_of_response(const structure& of) { return of.members.empty() || !of.members.front().required; }

    const api& all_;
    const operation& of_;
    std::set<const structure*> seen_;
    std::set<const structure*> open_;
};

rows counted(const boost::json::value& in, std::string_view side) {
    rows all;
    for (const auto& each : in.at(side).as_array()) {
        std::string row(each.at("name").as_string());
        row += " : " + bare(std::string(each.at("type").as_string()));
        if (const auto* required = each.as_object().if_contains("required");
            side == "request" && required && required->is_bool())
            row += required->as_bool() ? " yes" : " no";
        all.insert(row);
    }
    return all;
}

struct score {
    std::size_t wanted = 0;
    std::size_t found = 0;
    std::size_t right = 0;
    std::size_t pages = 0;
    std::size_t whole = 0; ///< pages with nothing missed and nothing made up

    void add(const rows& want, const rows& have) {
        std::vector<std::string> both;
        std::ranges::set_intersection(want, have, std::back_inserter(both));
        wanted += want.size();
        found += have.size();
        right += both.size();
    }
    double recall() const { return wanted ? double(right) / double(wanted) : 1; }
    double precision() const { return found ? double(right) / double(found) : 1; }
};

struct counted_page {
    std::string family;
    fs::path page;
    fs::path expected;
};

std::vector<counted_page> counted_pages() {
    std::vector<counted_page> all;
    for (const auto& each : fs::recursive_directory_iterator(corpus / "expected")) {
        if (each.path().extension() != ".json")
            continue;
        const auto family = each.path().parent_path().filename().string();
        for (const auto* ending : {".md", ".txt", ".html"}) {
            const auto page = corpus / "pages" / family / (each.path().stem().string() + ending);
            if (fs::exists(page))
                all.push_back({family, page, each.path()});
        }
        for (const auto& derived : fs::directory_iterator(corpus / "pages" / "derived"))
            if (derived.path().stem().stem() == each.path().stem())
                all.push_back({"derived", derived.path(), each.path()});
    }
    for (const auto& each : fs::directory_iterator(fs::path(BINDERY_SHARED_DIR) / "seeds" / "expected"))
        for (const auto& seed : fs::directory_iterator(fs::path(BINDERY_SHARED_DIR) / "seeds"))
            if (seed.path().stem().string().ends_with(each.path().stem().string()) && seed.path().extension() == ".txt")
                all.push_back({"seeds", seed.path(), each.path()});
    std::ranges::sort(all, {}, [](const counted_page& each) { return each.page.string(); });
    return all;
}

void say_difference(const char* what, const rows& from, const rows& without) {
    std::vector<std::string> rest;
    std::ranges::set_difference(from, without, std::back_inserter(rest));
    for (const auto& each : rest)
        std::printf("    %s %s\n", what, each.c_str());
}

} // namespace

TEST_SUITE_BEGIN("corpus");

TEST_CASE("corpus: the rows of every page are those counted") {
    if (!fs::exists(corpus)) {
        MESSAGE("skipped: no pages in ", corpus.string(), "; name their folder with -D BINDERY_SHARED_DIR=...");
        return;
    }
    const bool verbose = std::getenv("BINDERY_CORPUS_VERBOSE") != nullptr;
    std::map<std::string, score> families;
    score all;
    for (const auto& each : counted_pages()) {
        const auto path = each.page.string();
        const auto result = resolve_texts({{path, contents(path)}});
        const auto expected = boost::json::parse(contents(each.expected.string()));
        rows errors;
        for (const auto& one : expected.at("errors").as_array())
            errors.insert(std::string(one.at("code").as_string()));
        const page_rows have =
            result.model.operations.empty() ? page_rows({}, {}) : page_rows(result.model, result.first());
        score own;
        own.add(counted(expected, "request"), have.request);
        own.add(counted(expected, "response"), have.response);
        own.add(errors, have.errors);
        const bool whole = own.right == own.wanted && own.right == own.found && !result.said.failed();
        for (auto* total : {&families[each.family], &all}) {
            total->wanted += own.wanted;
            total->found += own.found;
            total->right += own.right;
            ++total->pages;
            total->whole += whole;
        }
        const auto name = each.family + "/" + each.page.stem().string();
        if (!whole && verbose) {
            std::printf("%s\n", name.c_str());
            say_difference("missed", counted(expected, "request"), have.request);
            say_difference("made up", have.request, counted(expected, "request"));
            say_difference("missed response", counted(expected, "response"), have.response);
            say_difference("made up response", have.response, counted(expected, "response"));
            say_difference("missed error", errors, have.errors);
            say_difference("made up error", have.errors, errors);
            for (const auto& line : result.lines())
                if (line.find(": error: ") != std::string::npos)
                    std::printf("    %s\n", line.c_str());
        }
        const auto known = exceptions.find(name);
        CHECK_MESSAGE(whole != (known != exceptions.end()), name,
                      whole ? " equals what was counted and is no exception any more"
                            : " differs from what was counted");
        if (!result.model.operations.empty())
            CHECK_MESSAGE(result.first().name == expected.at("operation").as_string(), name, " is named ",
                          result.first().name);
    }
    std::printf("%-26s %6s %6s %6s %9s %9s\n", "family", "pages", "whole", "rows", "recall", "precision");
    for (const auto& [family, of] : families)
        std::printf("%-26s %6zu %6zu %6zu %9.4f %9.4f\n", family.c_str(), of.pages, of.whole, of.wanted, of.recall(),
                    of.precision());
    std::printf("%-26s %6zu %6zu %6zu %9.4f %9.4f\n", "all", all.pages, all.whole, all.wanted, all.recall(),
                all.precision());
    CHECK(all.recall() >= 0.97);
    CHECK(all.precision() >= 0.99);
}

TEST_SUITE_END();

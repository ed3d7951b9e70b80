// What people do with the model besides generating: merging pages into metadata, diff, lint and explain.

#include "diff/diff.hpp"
#include "explain/explain.hpp"
#include "lint/lint.hpp"
#include "merge/merge.hpp"
#include "support/pages.hpp"
#include "support/scratch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

using namespace bindery::codegen;

namespace {

struct page_text {
    std::string version = "2024-02-29";
    std::string rate = "20 per second";
    std::string input = "| Token | String | no | length at most 50 | A token. |\n";
    std::string output = "| RequestId | String | | Names the request. |\n";
    std::string errors = "| Failed | 200 | It failed. |\n";

    std::string whole() const {
        return "# Boil\n\nBoils water.\n\n| Fact | Value |\n|-|-|\n| Provider | acme |\n| Service | kettle |\n| Version | " +
               version + " |\n| Host | kettle.test |\n| Rate | " + rate +
               " |\n\n## Input\n\n| Name | Type | Required | Rules | Description |\n|-|-|-|-|-|\n" + input +
               "\n## Output\n\n| Name | Type | Rules | Description |\n|-|-|-|-|\n" + output +
               "\n## Errors\n\n| Code | HTTP | Description |\n|-|-|-|\n" + errors;
    }
};

api model_of(const page_text& text) {
    auto read = resolve_texts({{"page.md", text.whole()}});
    INFO(read.lines());
    REQUIRE_FALSE(read.said.failed());
    return read.model;
}

/// The kinds of change, and whether each breaks.
std::map<std::string, bool> kinds(const page_text& before, const page_text& after) {
    std::map<std::string, bool> all;
    for (const auto& each : changes_between(model_of(before), model_of(after)))
        all[each.kind] = each.weight == weight::breaking;
    return all;
}

using told = std::map<std::string, bool>;

std::vector<std::string> lint_rules(const page_text& text) {
    std::vector<std::string> rules;
    for (const auto& each : lint_model(model_of(text)))
        rules.push_back(each.rule);
    return rules;
}

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("diff: tells what breaks from what does not") {
    const page_text before;
    CHECK(kinds(before, before).empty());
    auto after = before;
    after.input = "| Token | String | no | length at most 40 | A token. |\n| Kettle | String | yes | | Which. |\n";
    CHECK(kinds(before, after) == told{{"limit-tightened", true}, {"required-added", true}});
    CHECK(kinds(after, before) == told{{"limit-loosened", false}, {"member-removed", true}});
    after.input = "| Token | Integer | yes | | A token. |\n";
    CHECK(kinds(before, after) == told{{"became-required", true}, {"limit-loosened", false}, {"type-changed", true}});
    after.input = "| Token | String | no | one of `a`, `b` | A token. |\n";
    CHECK(kinds(before, after) == told{{"limit-loosened", false}, {"values-listed", true}});
    auto further = after;
    further.input = "| Token | String | no | one of `b`, `c` | A token. |\n";
    CHECK(kinds(after, further) == told{{"value-added", false}, {"value-removed", true}});
    further.input = "| Token | String | no | one of `a`, `b`; default `a` | A token. |\n";
    CHECK(kinds(after, further) == told{{"default-changed", false}}); // told for the first time, and perhaps not new
    CHECK(kinds(further, after) == told{{"default-changed", true}});
}

TEST_CASE("diff: answers, errors and facts") {
    const page_text before;
    auto after = before;
    after.output += "| Took | Integer | | How long. |\n";
    after.errors += "| Failed.Dry | 200 | It is dry. |\n";
    CHECK(kinds(before, after) == told{{"member-added", false}, {"error-added", false}});
    CHECK(kinds(after, before) == told{{"member-removed", true}, {"error-removed", true}});
    after = before;
    after.rate = "10 per second";
    CHECK(kinds(before, after) == told{{"rate-lowered", true}});
    CHECK(kinds(after, before) == told{{"rate-raised", false}});
    after = before;
    after.version = "2025-01-01";
    CHECK(kinds(before, after) == told{{"version-changed", true}});
    CHECK(changes_between(model_of(before), {}).front().kind == "operation-removed");
    CHECK(changes_between({}, model_of(before)).front().kind == "operation-added");
    const auto changes = changes_between(model_of(before), model_of(after));
    CHECK(changes.front().before.path == "page.md");
}

TEST_CASE("diff: a name in another case is one change, and a relaxed rule refuses nothing") {
    const page_text before;
    auto after = before;
    after.input = "| token | String | no | length at most 50 | A token. |\n";
    CHECK(kinds(before, after) == told{{"case-changed", true}});
    after.input = "| Token | String | no | relaxed length at most 5 | A token. |\n";
    CHECK(kinds(before, after) == told{{"limit-loosened", false}});
    after.input = "| Token | String | no | length at most 50 bytes | A token. |\n";
    CHECK(kinds(before, after) == told{{"limit-tightened", true}}); // a character may take several
    CHECK(kinds(after, before) == told{{"limit-loosened", false}});
    after.input = "| Token | Array of String | no | items at most 3; each length at most 50 | Tokens. |\n";
    auto further = after;
    further.input = "| Token | Array of String | no | items at most 4; each length at most 40 | Tokens. |\n";
    CHECK(kinds(after, further) == told{{"limit-loosened", false}, {"limit-tightened", true}});
}

TEST_CASE("diff: an example of the metadata that is mended changes nothing, a sentence that is does") {
    const scratch folder;
    const auto metadata = [](const std::string& document, const std::string& shown) {
        return R"({"actions": {"DoIt": {"document": "", "input": "In", "output": "Out"}}, "objects": {"Out": {"members": []},
                   "In": {"members": [{"name": "Switch", "type": "string", "member": "string", "example": ")" +
               shown + R"(", "document": ")" + document +
               R"("}]}}, "metadata": {"serviceShortName": "demo", "apiVersion": "2020-01-01"}})";
    };
    const std::string listed = "Switch. Valid values: <li>ON: enables it;</li> <li>OFF: disables it.</li>";
    folder.put("old/api.json", metadata(listed, "none"));
    folder.put("new/api.json", metadata(listed, "ON"));
    folder.put("other/api.json", metadata("Switch.", "ON"));
    const auto compared = [&](const std::string& before, const std::string& after) {
        std::ostringstream out;
        diff_request asked;
        asked.before = folder / before;
        asked.after = folder / after;
        diff(asked, out, out);
        return out.str();
    };
    CHECK(compared("old", "new") == "0 breaking, 0 compatible\n");
    CHECK(compared("other", "new").find("[values-listed]") != std::string::npos);
}

TEST_CASE("diff: a structure is judged by where it travels") {
    const auto with = [](const std::string& input, const std::string& output, const std::string& rows) {
        page_text text;
        if (!input.empty())
            text.input = "| In | " + input + " | no | | What goes in. |\n";
        if (!output.empty())
            text.output += "| Out | " + output + " | | What comes out. |\n";
        text.errors += "\n## Cup\n\nA cup.\n\n| Name | Type | Required | Rules | Description |\n|-|-|-|-|-|\n" + rows;
        return text;
    };
    const std::string loose = "| Size | Integer | no | range 1 to 9 | How big. |\n";
    const std::string tight = "| Size | Integer | yes | range 1 to 5 | How big. |\n";
    CHECK(kinds(with("Cup", "", loose), with("Cup", "", tight)) ==
          told{{"became-required", true}, {"limit-tightened", true}});
    CHECK(kinds(with("", "Cup", loose), with("", "Cup", tight)) == told{{"limit-tightened", false}});
    CHECK(kinds(with("Cup", "Cup", loose), with("Cup", "Cup", tight)).at("became-required"));
    CHECK(kinds(with("Cup", "", loose), with("Array of Cup", "", loose)) == told{{"type-changed", true}});
}

TEST_CASE("diff: a page against metadata counts what both tell") {
    page_text page;
    page.input =
        "| Token | Timestamp ISO8601 | no | length at most 50 | A token. |\n| Cups | Integer | yes | | Cups. |\n";
    auto metadata =
        model_of({.rate = "5 per second",
                  .input = "| Token | String | no | | A token. |\n| Cups | Unsigned integer | no | | Cups. |\n",
                  .errors = "| Other | 200 | Another. |\n"});
    metadata.operations.front().host = "elsewhere.test";
    told all;
    for (const auto& each : changes_between(model_of(page), metadata, comparing::page_and_metadata))
        all[each.kind] = each.weight == weight::breaking;
    CHECK(all == told{{"became-optional", false}});
}

TEST_CASE("lint: what is likely to be wrong, with its place") {
    page_text text;
    CHECK(lint_rules(text).empty());
    text.input = "| Token | String | yes | one of `a`, `b`; default `c` | A token. |\n"
                 "| token | Integer | no | range 1 to 5; default `9` | No full stop |\n"
                 "| Long | String | no | | Up to 50 characters. |\n"
                 "| Bare | String | no | | |\n";
    text.errors += "| Failed | 400 | Again. |\n";
    const auto rules = lint_rules(text);
    for (const auto* each : {"default-required", "default-not-listed", "names-alike", "default-out-of-range",
                             "no-full-stop", "rule-in-prose", "undescribed"})
        CHECK_MESSAGE(std::ranges::find(rules, each) != rules.end(), each);
    text.input = "| Token | String | no | length at most 50; one of `a`, `b`; default `a` | A token. |\n"
                 "| Size | Integer | no | range 1 to 5; one of `3`, `9` | Up to 6. Value range: 1 to 6. |\n";
    const auto further = lint_rules(text);
    CHECK(std::ranges::count(further, "length-and-values") == 1);
    CHECK(std::ranges::count(further, "limits-contradict") == 2); // of the listed 9, and of the sentence
    const auto found = lint_model(model_of(text));
    CHECK(std::ranges::all_of(
        found, [](const finding& each) { return each.where.path == "page.md" && each.where.at.line > 0; }));
}

TEST_CASE("merge: the page wins on rules, the metadata on types, and each disagreement names both places") {
    auto metadata = model_of(
        {.input =
             "| Token | Integer | no | | A token. |\n| Cups | Integer | yes | | Cups. |\n"
             "| Size | Integer | no | range 1 to 9 | Size. |\n| Mode | String | no | one of `a` | Mode. |\n| Hidden | String | no | | Hidden. |\n"});
    for (auto& each : metadata.operations.front().request)
        each.where.path = "api.json";
    const auto page =
        model_of({.input = "| Token | String | no | length at most 50 | The token. |\n"
                           "| Cups | Integer | no | | How many. |\n| Size | Integer | no | range 1 to 5 | How big. |\n"
                           "| Mode | String | no | default `b` | How. |\n| New | String | no | | New. |\n"});
    report said;
    merge_pages(metadata, page, said);
    const auto& members = metadata.operations.front().request;
    REQUIRE(members.size() == 6);
    CHECK(members[0].type.kind == type_kind::integer);
    CHECK(members[0].rules.empty()); // a length of no text
    CHECK(members[0].description == "The token.");
    CHECK_FALSE(*members[1].required);
    CHECK(find<range_rule>(members[2].rules)->of.max == 5);
    CHECK(members[3].rules == std::vector{rule{default_rule{"b"}}}); // values that the page does not state
    CHECK(members[5].name == "New");
    CHECK_FALSE(said.failed());
    REQUIRE(said.said().size() == 6);
    for (const auto& each : said.said()) {
        CHECK(each.level == severity::warning);
        CHECK(each.where.path == "page.md");
    }
    CHECK(std::ranges::count_if(said.said(), [](const diagnostic& each) {
              return each.hint.find("api.json:") != std::string::npos;
          }) == 5);
    said.be_strict();
    CHECK(said.failed());
}

TEST_CASE("explain: each table's layout, each row's outcome and each rule's sentence") {
    std::ostringstream out;
    std::ostringstream err;
    CHECK(explain({.files = {BINDERY_SPECS_DIR "/tencent/vod/v20180717/ManageTask.md"}}, out, err) == exit_code::done);
    const auto text = out.str();
    CHECK(text.find("taken as input") != std::string::npos);
    CHECK(text.find("\"TaskId\": \"String\" is text<>, required") != std::string::npos);
    CHECK(text.find("error FailedOperation.InvalidVodUser, HTTP 200") != std::string::npos);
    CHECK(text.find("ManageTask.OperationType: text<one_of<\"Abort\">>") != std::string::npos);
    CHECK(err.str().empty());
}

TEST_CASE("explain: a mined rule with its line and sentence, and a limit that is none with the reason") {
    const auto file = (std::filesystem::temp_directory_path() / "bindery explain test.md").string();
    std::ofstream(file)
        << "# DescribePour\n\n## Request Parameters\n\n| Parameter | Type | Required | Description |\n|-|-|-|-|\n"
           "| Cup | String | Yes | Which cup. It can contain up to 20 characters. |\n"
           "| Speed | Float | No | Value range: 0.5 to 2.5. |\n| !! | String | No | No name. |\n";
    std::ostringstream out;
    std::ostringstream err;
    explain({.files = {file}}, out, err);
    std::filesystem::remove(file);
    const auto text = out.str();
    CHECK_MESSAGE(text.find("DescribePour.Cup: text<length<0, 20>>\n      " + file +
                            ":7:1: \"It can contain up to 20 characters") != std::string::npos,
                  text);
    CHECK_MESSAGE(text.find("DescribePour.Speed: no rule, because a bound is no whole number") != std::string::npos,
                  text);
    CHECK_MESSAGE(text.find("line 9  \"!!\", left out: ") != std::string::npos, text);
    CHECK(text.find("under    Request Parameters") != std::string::npos);
}

TEST_SUITE_END();

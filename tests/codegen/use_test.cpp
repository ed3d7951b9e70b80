// What people do with the model besides generating: merging pages into metadata, diff, lint and explain.

#include "diff/diff.hpp"
#include "explain/explain.hpp"
#include "import/import.hpp"
#include "input.hpp"
#include "lint/lint.hpp"
#include "merge/merge.hpp"
#include "paging/paging.hpp"
#include "support/pages.hpp"
#include "support/scratch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

using namespace bindery::codegen;

namespace {

struct page_text {
    std::string version = "2024-02-29";
    std::string rate = "20 per second";
    std::string facts = {};
    std::string input = "| Token | String | no | length at most 50 | A token. |\n";
    std::string output = "| RequestId | String | | Names the request. |\n";
    std::string errors = "| Failed | 200 | It failed. |\n";

    std::string whole() const {
        return "# Boil\n\nBoils water.\n\n| Fact | Value |\n|-|-|\n| Provider | acme |\n| Service | kettle |\n| Version | " +
               version + " |\n| Host | kettle.test |\n| Rate | " + rate + " |\n" + facts +
               "\n## Input\n\n| Name | Type | Required | Rules | Description |\n|-|-|-|-|-|\n" + input +
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
    after.output += "| Cups | Array of String | | All. |\n| State | String | | How it is. |\n";
    auto followed = after;
    followed.facts = "| Pages | token `Token` from `/RequestId` |\n| Wait | until `State` is `FULL` |\n";
    CHECK(kinds(after, followed) == told{{"paging-changed", false}, {"wait-changed", false}});
    CHECK(kinds(followed, after) == told{{"paging-changed", true}, {"wait-changed", true}});
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

TEST_CASE("diff: a change is a change of what the two texts say, not of what was understood of them") {
    const auto member_of = [](const std::string& text, std::vector<rule> rules) {
        api of;
        operation one;
        one.name = "DoIt";
        member next;
        next.name = "A";
        next.document = text;
        next.rules = std::move(rules);
        next.description_has_rules = true;
        one.request = {next};
        of.operations = {one};
        return of;
    };
    const auto told_of = [&](const std::string& was, std::vector<rule> before, const std::string& is,
                             std::vector<rule> after) {
        told all;
        for (const auto& each :
             changes_between(member_of(was, std::move(before)), member_of(is, std::move(after)), comparing::alike))
            all[each.kind] = each.weight == weight::breaking;
        return all;
    };
    const auto length = [](std::int64_t most) { return rule{length_rule{{{}, most}}}; };
    const auto listed = [](std::vector<std::string> values) { return rule{one_of_rule{std::move(values)}}; };
    const rule usual{default_rule{"slow"}};
    const told none;
    const std::string fifty = "The name. It can contain up to 50 characters.";

    // The same text, but for blanks and markup, and whatever is made of it.
    CHECK(told_of(fifty, {length(50)}, "The name.  It can <b>contain</b>\nup to 50 characters.", {}) == none);
    CHECK(told_of("Valid values: a, b.", {listed({"a", "b"})}, "Valid values:\n\n- `a`\n- `b`", {listed({"a"})}) ==
          none);
    // The sentence stays, and others come.
    CHECK(told_of(fifty, {length(50)}, fifty + " A request takes up to 20 files.", {length(20)}) == none);
    CHECK(told_of("The name.", {}, "The name. Up to 20 characters.", {length(20)}) == told{{"limit-tightened", true}});
    // Words change, and what they say does not.
    CHECK(told_of(fifty, {length(50)}, "The name, of at most 50 characters in all.", {}) == none);
    CHECK(told_of("A number of 1,024 at most.", {}, "At most 1024.", {rule{range_rule{{{}, 1024}}}}) == none);
    CHECK(told_of("Speed: slow (default) or fast.", {usual}, "Either fast, or slow.", {}) == none);
    CHECK(told_of("\u901F\u5EA6\uFF1Aslow\u3001fast\u3002", {}, "Valid values: slow, fast.",
                  {listed({"slow", "fast"})}) == none);
    CHECK(told_of("Speed, slow or fast.", {listed({"slow"})}, "Speed: slow, fast.", {listed({"slow", "fast"})}) ==
          none);

    // Metadata without a word state nothing.
    CHECK(told_of("", {}, fifty, {length(50), usual}) == none);
    CHECK(told_of(fifty, {length(50)}, "", {}) == none);

    // What they say does change.
    CHECK(told_of(fifty, {length(50)}, "The name. It can contain up to 40 characters.", {length(40)}) ==
          told{{"limit-tightened", true}});
    CHECK(told_of(fifty, {length(50)}, "The name.", {}) == told{{"limit-loosened", false}});
    CHECK(told_of("Valid values: a, b.", {listed({"a", "b"})}, "Valid values: b, c.", {listed({"b", "c"})}) ==
          told{{"value-removed", true}, {"value-added", false}});
    CHECK(told_of("a or b.", {}, "Valid values: a, b, c.", {listed({"a", "b", "c"})}) == told{{"value-added", false}});
    CHECK(told_of("Speed, such as slow.", {}, "Valid values: slow, fast, best.", {listed({"slow", "fast", "best"})}) ==
          told{{"values-listed", true}});
    CHECK(told_of("Valid values: a, b.", {listed({"a", "b"})}, "Any.", {}) == told{{"values-opened", false}});
    CHECK(told_of("Default: slow. Or fast.", {usual}, "Default: fast.", {rule{default_rule{"fast"}}}) == none);
    CHECK(told_of("Default: slow.", {usual}, "Default: fast.", {rule{default_rule{"fast"}}}) ==
          told{{"default-changed", true}});
    CHECK(told_of("In use.", {}, "Deprecated.", {rule{deprecated_rule{}}}) == told{{"became-disused", false}});
}

TEST_CASE("diff: real metadata against themselves with each sentence worded anew, one number changed") {
    const fs::path there = BINDERY_SHARED_DIR "/corpus/metadata/tencent/vod/v20180717/api.json";
    if (!fs::exists(there)) {
        MESSAGE("skipped: no metadata");
        return;
    }
    const scratch folder;
    auto text = contents(there.string());
    folder.put("old/api.json", text);
    const auto replace = [&](const std::string& from, const std::string& to) {
        std::size_t found = 0;
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
            text.replace(at, from.size(), to);
            ++found;
        }
        return found;
    };
    const auto compared = [&] {
        folder.put("new/api.json", text);
        report said;
        return changes_between(read_metadata(folder / "old", {}, said), read_metadata(folder / "new", {}, said));
    };
    CHECK(replace("Valid values:", "The following may be given:") > 50);
    CHECK(replace("</li>", "</li>\\n") > 500);
    CHECK(replace("ength limit:", "ength:") > 10);
    CHECK(replace("Default value:", "Normally") > 50);
    for (const auto& each : compared())
        FAIL_CHECK((each.subject + " " + each.message));
    CHECK(replace("64 characters", "63 characters") > 5);
    const auto changes = compared();
    CHECK(changes.size() > 5);
    for (const auto& each : changes)
        CHECK_MESSAGE(each.message.find("63 characters, was") != std::string::npos, each.message);
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

TEST_CASE("examples: one that breaks a mined rule makes it a note, wherever it stands, and placeholders do not") {
    const auto relaxed = [](const std::string& member, const std::string& input = "{}") {
        const scratch folder;
        folder.put("api.json", R"({"actions": {"DoIt": {"document": "", "input": "In", "output": "Out"}},
"objects": {"Out": {"members": []}, "Box": {"members": [{"name": "Size", "type": "int", "member": "int",
"document": "Value range: 1 to 5."}, {"name": "Marks", "type": "list", "member": "string", "document": "Marks."}]},
"In": {"members": [{"name": "A", )" +
                                   member +
                                   R"(}]}}, "metadata": {"serviceShortName": "demo", "apiVersion": "2020-01-01"}})");
        folder.put("examples.json",
                   R"({"actions": {"DoIt": [{"title": "", "input": ")" + input + R"(", "output": "{}"}]}})");
        report said;
        const auto model = read_metadata(folder / "", {}, said);
        std::vector<rule> all;
        for (const auto* members : {&model.operations.at(0).request, &model.structures.at(0).what.members})
            for (const auto& each : *members)
                std::ranges::copy(each.rules, std::back_inserter(all));
        REQUIRE(std::ranges::count_if(all, is_enforced) > 0);
        const bool noted = std::ranges::any_of(said.said(), [](const diagnostic& each) {
            return each.message.starts_with("requests are not held to a rule of ");
        });
        const bool found = std::ranges::any_of(all, &rule::relaxed);
        CHECK(noted == found);
        return found;
    };
    const std::string text =
        R"("type": "string", "member": "string", "document": "Valid values: on, off.", "example": )";
    const std::string list = R"("type": "list", "member": "string", "document": "Valid values: on, off.", "example": )";
    const std::string box = R"("type": "object", "member": "Box", "document": "")";
    const std::string boxes = R"("type": "list", "member": "Box", "document": "", "example": )";
    for (const auto* each : {R"("x2")", R"("On")", R"("On/off")", R"("\"none of them\"")"})
        CHECK_MESSAGE(relaxed(text + each), each);
    for (const auto* each : {R"("")", R"("无")", R"("on/off")", R"("on|off")", R"("xx")", R"("null")", R"("string")",
                             R"("<value>")", R"("on")", R"("\"off\"")", R"(" - ")"})
        CHECK_MESSAGE(!relaxed(text + each), each);
    for (const auto* each : {R"("[\"on\", \"x2\"]")", R"("x2")"})
        CHECK_MESSAGE(relaxed(list + each), each);
    for (const auto* each : {R"("[\"on\", \"off\"]")", R"("[\"xxx\"]")", R"("[]")", R"("on,off")"})
        CHECK_MESSAGE(!relaxed(list + each), each);
    CHECK(relaxed(boxes + R"("[{\"Size\": 6}]")"));
    CHECK_FALSE(relaxed(boxes + R"("[{\"Size\": 5}]")"));
    CHECK(relaxed(box, R"({\"A\": {\"Size\": 6}})"));
    CHECK(relaxed(box, R"(https://demo.test/?Action=DoIt&A.Size=6)"));
    CHECK_FALSE(relaxed(box, R"({\"A\": {\"Size\": null}})"));
    CHECK(relaxed(list + R"("")", R"({\"A\": [\"x2\"]})"));
    CHECK_FALSE(relaxed(list + R"("")", R"({\"A\": [\"string\"]})"));
    CHECK(relaxed(text + R"("")", R"({\"A\": \"\"})"));
}

TEST_CASE("examples and diff: the small metadata that were misread") {
    const fs::path cases = BINDERY_SHARED_DIR "/cases/metadata";
    if (!fs::exists(cases)) {
        MESSAGE("skipped: no metadata");
        return;
    }
    report said;
    const auto list = read_metadata(cases / "listexample", {}, said);
    for (const auto& each : list.operations.at(0).request)
        for (const auto& rule : each.rules)
            CHECK_MESSAGE((each.name != "Algorithms" || !is_enforced(rule) || rule.relaxed), each.name);
    std::ostringstream out;
    CHECK(diff({.before = cases / "diffsame/old", .after = cases / "diffsame/new"}, out, out) == exit_code::done);
    CHECK(out.str() == "0 breaking, 0 compatible\n");
}

TEST_CASE("examples: those of a page try what was mined from it, and nothing that it states as a rule") {
    const scratch folder;
    const std::string mined =
        "# DescribePour\n\n## Request Parameters\n\n| Parameter | Type | Required | Description |\n"
        "|-|-|-|-|\n| Cup | String | Yes | Which cup. Valid values: big, small. |\n"
        "| Ids.N | Array of String | No | Up to 2 characters each. Valid values: aa, bb. |\n\n"
        "## Response Parameters\n\n| Parameter | Type | Description |\n|-|-|-|\n"
        "| RequestId | String | The request. |\n\n## Example\n\n```\n";
    const auto relaxed = [&](const std::string& text) {
        folder.put("page.md", text);
        report said;
        const auto model = read_any(folder / "page.md", said).model;
        std::string all;
        for (const auto& each : model.operations.at(0).request)
            if (std::ranges::any_of(each.rules, &rule::relaxed))
                all += each.name + ' ';
        return all;
    };
    CHECK(relaxed(mined + "https://x.test/?Action=DescribePour&Cup=huge&Ids.0=aa&Ids.1=cc\n```\n") == "Cup Ids.N ");
    CHECK(relaxed(mined + "https://x.test/?Action=DescribePour&Cup=big&Ids.0=aa\n```\n") == "");
    auto written = page_text{.input = "| Token | String | no | one of `a`, `b` | A token. |\n"}.whole() +
                   "\n## Example: one\n\n```\nhttps://x.test/?Token=c\n```\n\n```json\n{\"RequestId\": \"x\"}\n```\n";
    CHECK(relaxed(written) == "");
}

TEST_CASE("import: what is mined from descriptions is enforced, told or not looked for") {
    const scratch folder;
    folder.put("api.json", R"({"actions": {"DoIt": {"document": "", "input": "In", "output": "Out"}},
"objects": {"Out": {"members": []}, "In": {"members": [{"name": "A", "type": "string", "member": "string",
"document": "Which. Up to 50 characters."}]}}, "metadata": {"serviceShortName": "demo", "apiVersion": "2020-01-01"}})");
    const auto imported = [&](mined_rules mined) {
        std::ostringstream said;
        import_request asked;
        asked.from = folder / "";
        asked.out = folder / "out";
        asked.mined = mined;
        CHECK(import_metadata(asked, said, said) == exit_code::done);
        return said.str() + contents((folder / "out/tencent/demo/v20200101/DoIt.hpp").string());
    };
    const auto has = [](const std::string& all, const std::string& text) {
        return all.find(text) != std::string::npos;
    };
    CHECK(has(imported(mined_rules::enforce),
              "    /// Which. Up to 50 characters.\n    optional<text<length<0, 50>>> A{};"));
    const auto noted = imported(mined_rules::note);
    CHECK(has(noted, "api.json:2:56: note: requests are not held to what the description of \"A\" states: "
                     "text<length<0, 50>>\n"));
    CHECK(has(noted,
              "    /// Which. Up to 50 characters. Not enforced: at most 50 characters.\n    optional<text<>> A{};"));
    const auto off = imported(mined_rules::off);
    CHECK(has(off, "    /// Which. Up to 50 characters.\n    optional<text<>> A{};"));
    CHECK_FALSE(has(off, "not held to"));
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

TEST_CASE("merge: how answers are paged is the page's to say, inferred of answers it tells of, and checked anew") {
    const auto merged = [](const std::string& offset_in_metadata, const page_text& page) {
        const std::string limit = "| Limit | Integer | no | | How many. |\n";
        auto metadata = model_of({.input = "| Offset | " + offset_in_metadata + " | no | | Where. |\n" + limit});
        auto told = page;
        told.input = "| Offset | Integer | no | | Where. |\n" + limit;
        told.output += "| TotalCount | Integer | | All. |\n| Cups | Array of String | | Some. |\n";
        report said;
        merge_pages(metadata, model_of(told), said);
        const auto& found = metadata.operations.front();
        return std::pair(in_words(found.pages) + ';' + in_words(found.wait), said);
    };
    CHECK(merged("Integer", {}).first == "offset `Offset` limit `Limit` total `/TotalCount` items `/Cups`;");
    const page_text states{.facts = "| Pages | offset `Offset` |\n| Wait | until `RequestId` is `1` |\n"};
    CHECK(merged("Integer", states).first == "offset `Offset` items `/Cups`;until `/RequestId` is `1`");
    const auto said = merged("String", states).second;
    CHECK(said.failed());
    CHECK(std::ranges::any_of(said.said(), [](const diagnostic& each) {
        return to_string(each).starts_with(
            "page.md:12:11: error: saw \"Offset\" of type \"String\", expected a whole number");
    }));
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

// Kinds of pages that were read wrongly once: each by a page of our own, and, where they are at hand, by the pages of
// ../shared/cases that showed it.

#include "support/pages.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

using namespace bindery::codegen;

namespace {

namespace fs = std::filesystem;

/// "Name Type yes", those of an object below it behind a dot.
std::vector<std::string> rows_of(const resolved& from, const std::vector<member>& members,
                                 const std::string& before = {}) {
    std::vector<std::string> all;
    for (const auto& each : members) {
        all.push_back(before + each.name + ' ' + each.type.words +
                      (each.required ? *each.required ? " yes" : " no" : ""));
        if (const auto* inner =
                each.type.structure.empty() ? nullptr : from.model.find(from.first().of, each.type.structure))
            for (auto& row : rows_of(from, inner->members, before + '.'))
                all.push_back(std::move(row));
    }
    return all;
}

struct outcome {
    std::vector<std::string> request;
    std::vector<std::string> response = {"Total Integer"};
    std::vector<std::string> errors = {"InternalError"};
    std::string said = {}; ///< part of a message
    bool refused = false;
};

void check(const std::string& text, const std::string& name, const outcome& right) {
    CAPTURE(name);
    const auto found = resolve_texts({{name, text}});
    INFO(found.lines());
    CHECK(found.said.failed() == right.refused);
    bool said = right.said.empty();
    for (const auto& each : found.lines())
        said = said || each.find(right.said) != std::string::npos;
    CHECK(said);
    if (right.refused || found.model.operations.empty())
        return;
    CHECK(rows_of(found, found.first().request) == right.request);
    CHECK(rows_of(found, found.first().response) == right.response);
    std::vector<std::string> errors;
    for (const auto& each : found.first().errors)
        errors.push_back(each.code);
    CHECK(errors == right.errors);
}

const std::string output =
    "\n## Response parameters\n\n| Name | Type | Description |\n|-|-|-|\n| Total | Integer | How many. |\n";
const std::string errors = "\n## Error codes\n\n| Error code | Description |\n|-|-|\n| InternalError | Failed. |\n";
const std::string input = "# BoilWater\n\nBoils water.\n\n## Request parameters\n\n";
const std::string head = "| Name | Type | Required | Description |\n|-|-|-|-|\n";

std::string with_input(const std::string& table) {
    return input + table + output + errors;
}

std::string with_rows(const std::string& rows) {
    return with_input(head + rows);
}

std::string html(const std::string& rows) {
    return "<html><body><h1>BoilWater</h1><h2>Request parameters</h2>\n<table>\n" + rows +
           "</table>\n<h2>Response parameters</h2>\n<table>\n<tr><th>Name</th><th>Type</th></tr>\n"
           "<tr><td>Total</td><td>Integer</td></tr>\n</table>\n<h2>Error codes</h2>\n<table>\n"
           "<tr><th>Error code</th><th>Description</th></tr>\n"
           "<tr><td>InternalError</td><td>Failed.</td></tr>\n</table></body></html>\n";
}

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("cases: a cell may hold a fenced block or a list, begin on the next line, and go on over blank lines") {
    const outcome right{{"Kettle String no", "Cups Integer yes", "Mode String no"}};
    for (const std::string cell :
         {"| Kettle | String | No | These signs:\n\n ```\n|a|b\n# no heading\n```\n\n Not a slash. |\n",
          "| Kettle | String | No | These:\n\n- one\n- two | and a bar\n\n More. |\n",
          "| Kettle | String | No |\n\n Which kettle.\n\n |\n",
          "| Kettle | String | No | Which\n\nkettle,\n\nplease. |\n",
          "| Kettle\n\n| String\n\n| No\n\n| Which kettle. |\n", "| Kettle | String | No | Which kettle.\n"})
        check(with_rows(cell + "| Cups | Integer | Yes | How many. |\n| Mode | String | No | How. |\n"), cell, right);
    check(
        with_rows(
            "| Kettle | String | No | Which. |\n\n| Cups | Integer | Yes | Many. |\n\n| Mode | String | No | How. |\n"),
        "rows that stand apart", right);
}

TEST_CASE("cases: cells of browser text end with the next row, not with the line") {
    check("BoilWater\n\nBoils.\n\nRequest parameters\n\nName\tRequired\tType\tDescription\nKettle\tYes\tString\t\n"
          "Which kettle.\n\n\nExample: blue\nCups\tNo\tInteger\tHow many.\n\nOne is enough.\nMode\tNo\tString\n\nHow.\n"
          "Response parameters\n\nName\tType\tDescription\nTotal\tInteger\t\nHow many.\nError codes\n\n"
          "Error code\tDescription\nInternalError\tFailed.\n",
          "tabs", {{"Kettle String yes", "Cups Integer no", "Mode String no"}});
    check("BoilWater\n\nBoils.\n\nParameter Name Required Type Description\nKettle Yes String Which kettle.\n\n"
          "It whistles.\n\nCups No Integer How many.\n\nResponse Parameters\n\nParameter Name Type Description\n"
          "Total Integer How many.\n\nError codes\n\nError Code Description\nInternalError Failed.\n",
          "blanks", {{"Kettle String yes", "Cups Integer no"}});
}

TEST_CASE("cases: header cells with footnotes, arrows and spans, and headers of two rows") {
    const std::string row = "<tr><td>Cups</td><td>Integer</td><td>Yes</td><td>How many.</td></tr>\n";
    const outcome right{{"Cups Integer yes"}};
    for (
        const std::string header :
        {"<tr><th>Name<sup>1</sup></th><th>Type [2]</th><th>Required ⇅</th><th>Description▲</th></tr>\n",
         "<tr><th colspan=4>Parameters</th></tr><tr><th>Name</th><th>Type</th><th>Required</th><th>Description</th></tr>\n",
         "<tr><th colspan=2>Parameter</th><th rowspan=2>Required</th><th rowspan=2>Description</th></tr>"
         "<tr><th>Name</th><th>Type</th></tr>\n"})
        check(html(header + row), header, right);
    check(html("<tr><th rowspan=2>Name</th><th rowspan=2>Type</th><th rowspan=2>Required</th>"
               "<th colspan=2>Description</th></tr><tr><th>English</th><th>Chinese</th></tr>"
               "<tr><td>Cups</td><td>Integer</td><td>Yes</td><td>How many.</td><td>几个。</td></tr>"),
          "a part of the header for two languages", right);
    check(html("<tr><th colspan=2>Name</th><th>Type</th><th>Required</th></tr>"
               "<tr><td colspan=2>Leaf</td><td>Object</td><td>Yes</td></tr>"
               "<tr><td></td><td>Kind</td><td>String</td><td>No</td></tr>"
               "<tr><td colspan=2>Cups</td><td>Integer</td><td>Yes</td></tr>"),
          "a name over two columns, the second for what is nested",
          {{"Leaf Object yes", ".Kind String no", "Cups Integer yes"}});
    check(with_input(head + "| Name | Type | Required | |\n| Cups | Integer | Yes | How many. |\n"),
          "the header once more", right);
}

TEST_CASE("cases: what is required has many heads, and a column that is not understood is told") {
    for (const std::string word : {"Obligatory", "Compulsory", "Mandatory?", "Is necessary", "Needed", "是否必须传"})
        check(with_input("| Name | Type | " + word + " | Description |\n|-|-|-|-|\n| Cups | Integer | Yes | Many. |\n"),
              word, {{"Cups Integer yes"}});
    check(with_input("| Name | Type | Optional | Description |\n|-|-|-|-|\n| Cups | Integer | No | Many. |\n"
                     "| Mode | String | Yes | How. |\n"),
          "asked the other way", {{"Cups Integer yes", "Mode String no"}});
    check(with_input("| Name | Type | Duty | Description |\n|-|-|-|-|\n| Cups | Integer | Mandatory | Many. |\n"
                     "| Mode | String | Optional | How. |\n"),
          "told by its cells",
          {.request = {"Cups Integer yes", "Mode String no"},
           .said = "the column \"Duty\" is taken for that of what is required: its cells say so"});
    check(with_input("| Name | Type | Zeal | Description |\n|-|-|-|-|\n| Cups | Integer | Yes | Many. |\n"),
          "not understood",
          {.request = {"Cups Integer"}, .said = "the column \"Zeal\" is not understood: what it says is left out"});
}

TEST_CASE("cases: headings for path, query, header and body part the input") {
    const auto table = [](const std::string& name) { return head + "| " + name + " | String | Yes | One. |\n"; };
    const outcome right{{"Token String yes", "Kettle String yes", "code String yes"}};
    for (const std::string mark : {"## ", "### "})
        check(input + mark + "Header\n\n" + table("Token") + "\n" + mark + "Path parameters\n\n" + table("Kettle") +
                  "\n" + mark + "Parameter\n\n" + table("code") + output + errors,
              mark, right);
    const auto found = resolve_text(input + "### Header\n\n" + table("Token") + "\n### Query\n\n" + table("Kettle") +
                                    "\n### Body\n\n" + table("code") + output + errors);
    REQUIRE(found.first().request.size() == 3);
    CHECK(found.first().request[0].where_sent == position::header);
    CHECK(found.first().request[1].where_sent == position::query);
    CHECK(found.first().request[2].where_sent == position::body);
}

TEST_CASE("cases: members that stand flat below the list they are of go into it, with what is said of them") {
    check(
        input + head + "| Cups | Integer | Yes | Many. |\n" +
            "\n## Response parameters\n\n| Name | Type | Description |\n|-|-|-|\n| Leaves | Array of Leaf | Some. |\n"
            "| Kind | String | Which. |\n| Age | Integer | How old. |\n| RequestId | String | Names it. |\n" +
            errors +
            "\n## Examples\n\n```json\n{\"RequestId\": \"1\", \"Leaves\": [{\"Kind\": \"green\", \"Age\": 2}]}\n```\n",
        "flat",
        {.request = {"Cups Integer yes"},
         .response = {"Leaves Array of Leaf", ".Kind String", ".Age Integer", "RequestId String"}});
}

TEST_CASE(
    "cases: lists of texts that a query repeats stand in objects, too, and a description among labels is a member") {
    const auto found = resolve_text(with_rows("| Leaf | Object | No | Which. |\n| └ Kinds | RepeatList | No | A. |\n"));
    INFO(found.lines());
    const auto* leaf = found.model.find({}, found.first().request.at(0).type.structure);
    REQUIRE(leaf);
    CHECK(leaf->members.at(0).type.kind == type_kind::text);
    check(
        input +
            "**Cups**\n\nMany.\n\nType: Integer\n\nRequired: Yes\n\n**Description**\n\nOf what.\n\nType: String\n\nRequired: No\n" +
            output + errors,
        "labels", {{"Cups Integer yes", "Description String no"}});
}

TEST_CASE("cases: a member that is called like a section is one where lines below it tell its type") {
    const std::string labels = "\n\nWhich.\n\nType: Bowl\n\nRequired: No\n\n";
    for (const std::string name : {"**Output**", "### Output", "### Description", "**Errors**"}) {
        const auto bare = name.substr(name.find_first_not_of("# *"), name.find_last_not_of('*') + 1);
        check(input + name + labels + "**Cups**\n\nMany.\n\nType: Integer\n\nRequired: Yes\n" + output + errors, name,
              {{bare.substr(0, bare.find('*')) + " Bowl no", "Cups Integer yes"}});
    }
    // What is a section has members first.
    check("# BoilWater\n\nBoils.\n\n**Input**\n\n**Cups**\n\nType: Integer\n\nRequired: Yes\n\n**Output**\n\n"
          "**Total**\n\nType: Integer\n\n**Errors**\n\n- `InternalError`: Failed.\n",
          "sections", {{"Cups Integer yes"}});
}

TEST_CASE("cases: what is set in below a member that holds none is part of what is said of it") {
    const auto found =
        resolve_text(input +
                     "- `Until` (String, required): Which must be later than the:\n  - first\n"
                     "  - start date. It is a day.\n- `Mode` (String, optional): One of:\n  - the first\n"
                     "  - Valid values: of any kind\n  - Note: as you like.\n" +
                     output + errors);
    INFO(found.lines());
    CHECK(rows_of(found, found.first().request) == std::vector<std::string>{"Until String yes", "Mode String no"});
    CHECK(found.first().request.at(0).description ==
          "Which must be later than the:\n- first\n- start date. It is a day.");
    CHECK(found.first().request.at(1).description ==
          "One of:\n- the first\n- Valid values: of any kind\n- Note: as you like.");
    check(
        input +
            "- `Leaves` (Array of Object, optional): Some:\n  - the first\n  - detail list.\n  - `Age` (Integer): Old.\n" +
            output + errors,
        "bare", {.request = {"Leaves Array of Object no", ".Age Integer"}});
}

TEST_CASE("cases: in cells on lines of their own a structure that no table describes is a type all the same") {
    const std::string rows =
        "BoilWater\n\nBoils.\n\nInput parameters\n\nName\n\nType\n\nDescription\n\nCup\n\nCupInfo2\n\n"
        "Which cup.\n\nMode\n\nString\n\nOne of:\n\nFast\n\nVerySlow\n\nLeaf\n\nTeaLeaf\n\nWhich leaf.\n\n";
    const auto found =
        resolve_text(rows + "Output parameters\n\nName\n\nType\n\nDescription\n\nTotal\n\nInteger\n\nSum.\n");
    INFO(found.lines());
    CHECK(rows_of(found, found.first().request) ==
          std::vector<std::string>{"Cup CupInfo2", "Mode String", "Leaf TeaLeaf"});
}

TEST_CASE("cases: a name that a drawn table puts below what marks its level, and text that goes on like a row") {
    check("# BoilWater\n\nBoils.\n\n## Request parameters\n\n┌──────┬─────────┬──────────┬─────────────┐\n"
          "│ Name │ Type │ Required │ Description │\n├──────┼─────────┼──────────┼─────────────┤\n"
          "│ Cups │ CupInfo │ Yes │ Many. │\n│ └ │ String │ No │ Which │\n│ Leaf │ │ │ of them. │\n"
          "│ └ Heat │ Integer │ No │ How hot. │\n└──────┴─────────┴──────────┴─────────────┘\n\n" +
              output + errors,
          "drawn", {{"Cups CupInfo yes", ".Leaf String no", ".Heat Integer no"}});
    check(
        "# BoilWater\n\nBoils.\n\n## Request parameters\n\nName Required Type Description\n"
        "Kettle Yes String Which.\n\n## Response parameters\n\nName Type Description\nCups Integer Keep the\n"
        "returned subject yourself, as KettleInfo:\n- and KettleInfo are one.\nRequestId String Names the request.\n" +
            errors,
        "blanks", {{"Kettle String yes"}, {"Cups Integer", "RequestId String"}});
}

TEST_CASE("cases: a word below a column of a ruled table is no heading, and a type may take two lines") {
    check("# BoilWater\n\nBoils.\n\n## Request parameters\n\n=====  =========  ========  ===========\n"
          "Name   Type       Required  Description\n=====  =========  ========  ===========\n"
          "Cups   Array of   Yes       Many, as the\n       CupInfo              and as the\n"
          "                            input\n"
          "                            says.\nLeaf   String     No        Which.\n"
          "=====  =========  ========  ===========\n" +
              output + errors,
          "ruled", {{"Cups Array of CupInfo yes", "Leaf String no"}});
}

TEST_CASE("cases: cells that nothing parts end where the name of a structure does that a table below has") {
    check("BoilWater\n\nBoils.\n\nInput parameters\nNameRequiredTypeDescription\nTagsNoArray of ResourceTagTag list.\n"
          "LeafYesLeafkind of leaf.\n\nOutput parameters\nNameTypeDescription\nCupSetArray of CupInfoCup list.\n\n"
          "ResourceTag\nNameRequiredTypeDescription\nKeyYesStringIts key.\n\nCupInfo\nNameRequiredTypeDescription\n"
          "SizeNoIntegerIts size.\n\nLeaf\nNameRequiredTypeDescription\nAgeNoIntegerIts age.\n",
          "joined",
          {{"Tags Array of ResourceTag no", ".Key String yes", "Leaf Leaf yes", ".Age Integer no"},
           {"CupSet Array of CupInfo", ".Size Integer no"},
           {}});
}

TEST_CASE("cases: cells that nothing parts hold a type that is an edition of the name, and none of capitals alone") {
    check(
        "BoilWater\n\nBoils.\n\nInput parameters\nNameRequiredTypeDescription\nCupsNoIntegerMany.\n\nOutput parameters\n"
        "NameTypeDescription\nTotalIntegerA sum of the leaf\nID\nClipTaskClipTask2017Clip it.\n",
        "editions", {{"Cups Integer no"}, {"Total Integer", "ClipTask ClipTask2017"}, {}});
}

TEST_CASE("cases: a table of the fields of a text adds no parameter") {
    check(with_rows("| Source | String | Yes | JSON. |\n| Cups | Integer | No | Many. |\n\n"
                    "The following table describes the fields in the Source parameter.\n\n" +
                    head + "| type | String | Yes | Which. |\n| content | String | Yes | What. |\n"),
          "fields",
          {.request = {"Source String yes", "Cups Integer no"}, .said = "it lists the fields of the text in Source"});
}

TEST_CASE("cases: a list that a query repeats is of texts, unless something shows an object") {
    const std::string answer =
        "\n## Response parameters\n\n| Name | Type | Description |\n|-|-|-|\n| Leaves | Array of Leaf | Some. |\n"
        "| Leaf | | |\n| Kind | String | Which. |\n| RequestId | String | Names it. |\n";
    const std::vector<std::string> response = {"Leaves Array of Leaf", ".Leaf ", "..Kind String", "RequestId String"};
    check(input + head + "| Leaves.N | RepeatList | No | Which. |\n" + answer + errors, "of texts",
          {.request = {"Leaves.N RepeatList no"}, .response = response, .said = "they are taken for texts"});
}

TEST_CASE("cases: marks of footnotes and characters without width are no part of a name, a type or an answer") {
    for (const std::string name : {"Cups<sup>1</sup>", "Cups[1]", "Cups[^1]", "Cups†", "\u200BCups", "Cu\u200Bps",
                                   "\u00ADCups", "Ｃｕｐｓ", "Cups¹", "`Cups`<sup>[2]</sup>"})
        check(with_rows("| Mode | String | No | How. |\n| " + name + " | Integer<sup>2</sup> | Yes[3] | How many. |\n"),
              name, {{"Mode String no", "Cups Integer yes"}});
    const auto found = resolve_text(with_rows("| A | Integer | No | Value range: 1\u00A0to\u00A0100. |\n"
                                              "| B | Integer | No | Value range: \u22121 to 100. |\n"
                                              "| C | Integer | No | 取值范围：［１,１００］。 |\n"));
    INFO(found.lines());
    CHECK(found.first().request[0].rules == std::vector{rule{range_rule{{1, 100}}}});
    CHECK(found.first().request[1].rules == std::vector{rule{range_rule{{-1, 100}}}});
    CHECK(found.first().request[2].rules == std::vector{rule{range_rule{{1, 100}}}});
}

TEST_CASE("cases: a table headed in a language that is not known is named with its words") {
    check("# BoilWater\n\n## パラメータ\n\n| 名前 | 必須 | 型 |\n|-|-|-|\n| Cups | はい | Integer |\n", "text",
          {.request = {}, .said = "the table is headed \"名前\", \"必須\", \"型\"", .refused = true});
    check("<html><body><h1>BoilWater</h1>\n<table><tr><th>名前</th><th>型</th></tr>\n"
          "<tr><td>Cups</td><td>Integer</td></tr></table></body></html>",
          "html", {.request = {}, .said = "the table is headed \"名前\", \"型\"", .refused = true});
}

TEST_CASE("cases: one odd row never refuses a page") {
    const std::string rows = "| Cups | Integer | Yes | Many. |\n";
    const auto with_errors = [&](const std::string& table) {
        return input + head + rows + output + "\n## Error codes\n\n" + table;
    };
    check(with_errors("| HTTP status | Error code | Description |\n|-|-|-|\n| 400 | Invalid%s.Value | Bad. |\n"
                      "| 400 | two words | Bad. |\n| 400 | Other.Code | Bad. |\n"),
          "codes that are none",
          {.request = {"Cups Integer yes"},
           .errors = {"Other.Code"},
           .said = "\"Invalid%s.Value\" can be no error code"});
    check(with_errors("| Error code | HTTP status | Description |\n|-|-|-|\n| A.B | 400 | Bad. |\n| C.D |\n"),
          "a short row",
          {.request = {"Cups Integer yes"},
           .errors = {"A.B", "C.D"},
           .said = "the row ends without a cell for HTTP status"});
    check(input + head + output + errors, "a table without rows", {.request = {}, .said = "the table has no rows"});
    check(with_rows(rows + "\n| Value | Meaning |\n|-|-|\n| 1 | One. |\n| 2 | Two. |\n"), "a table of values",
          {.request = {"Cups Integer yes"}, .said = "a table headed \"Value\", \"Meaning\" is not read"});
    check(with_rows(rows + "\n| Name | Meaning | Price |\n|-|-|-|\n| one | One. | 1 |\n"), "a table about other things",
          {.request = {"Cups Integer yes"}, .said = "a table is left out"});
    check(with_rows("| Cups | Integer | Yes | Many. | and | more |\n| 2 | String |\n"), "cells too many and too few",
          {.request = {"Cups Integer yes"}, .said = "\"2\" can be no name of a member"});
}

TEST_CASE("cases: what reads like a row outside of the tables is an error that says where reading stopped") {
    const std::string rows = "| Cups | Integer | Yes | Many. |\n";
    for (const std::string lost :
         {"Then there are others.\n\n| Mode | String | No | How. |\n| Kettle | String | No | Which. |\n",
          "Then there are others.\n\nMode No String How to boil.\nKettle No String Which.\n",
          "Then there are others.\n\nModeNoStringHow to boil.\nKettleNoStringWhich.\n",
          "Then there are others.\n\nMode\tNo\tString\tHow.\nKettle\tNo\tString\tWhich.\n",
          "Then there are others.\n\nMode\n\nNo\n\nString\n\nKettle\n\nNo\n\nString\n"}) {
        CAPTURE(lost);
        auto found = resolve_text(with_rows(rows + "\n" + lost));
        INFO(found.lines());
        REQUIRE(found.said.failed());
        const auto& first = *std::ranges::find(found.said.said(), severity::error, &diagnostic::level);
        CHECK(first.where.at.line == 13);
        CHECK(first.message.find("2 lines up to 1") != std::string::npos);
        CHECK(first.message.find("read like rows and are not read") != std::string::npos);
        CHECK(first.hint == "the table above was read up to line 9");
        found.said.be_lenient();
        CHECK_FALSE(found.said.failed());
    }
    for (const std::string text :
         {"Cups is an Integer, and must be given.\n", "No String is as long as this.\n",
          "Boolean and Integer values are texts.\n", "| see also |\n", "Yes\n\nNo\n\nString\n"})
        check(with_rows(rows + "\n" + text), text, {{"Cups Integer yes"}});
}

TEST_CASE("cases: a member of an example that no table has is an error where a line begins with it") {
    const std::string example = "\n## Examples\n\n```json\n{\"RequestId\": \"1\", \"Total\": 2, \"Took\": 3}\n```\n";
    const auto page = with_rows("| Cups | Integer | Yes | Many. |\n");
    check(page + example, "shown only",
          {.request = {"Cups Integer yes"},
           .said = "warning: an example of BoilWater.Output has \"Took\", which no table has"});
    check(page + "\n- Took: how long.\n" + example, "named, too",
          {.request = {},
           .said = "error: an example of BoilWater.Output has \"Took\", which no table has",
           .refused = true});
}

TEST_CASE("cases: the members of a structure stand under its name, marked or not, as a table or as a list") {
    const outcome right{
        {"Leaf Leaf yes", ".Kind String no", ".Age Integer yes"}, {"RequestId String"}, {"InternalError"}};
    const std::string front = "BoilWater\n\nBoils water.\n\n";
    check(
        front +
            "Request parameters\n\nName\tRequired\tType\tDescription\nLeaf\tYes\tLeaf\tWhich.\n\nResponse parameters\n\n"
            "Name\tType\tDescription\nRequestId\tString\tNames it.\n\nError codes\n\nError code\tDescription\n"
            "InternalError\tFailed.\n\nLeaf\nName\tRequired\tType\tDescription\nKind\tNo\tString\tA.\n"
            "Age\tYes\tInteger\tB.\n",
        "tabs", right);
    check(front +
              "Request parameters\nName Required Type Description\nLeaf Yes Leaf Which.\n\nResponse parameters\n"
              "Name Type Description\nRequestId String Names it.\n\nError codes\nError code Description\n"
              "InternalError Failed.\n\nLeaf\nName Required Type Description\nKind No String A.\nAge Yes Integer B.\n",
          "blanks", right);
    check(
        front +
            "Request parameters\n\nName\n\nRequired\n\nType\n\nDescription\n\nLeaf\n\nYes\n\nLeaf\n\nWhich.\n\n"
            "Response parameters\n\nName\n\nType\n\nDescription\n\nRequestId\n\nString\n\nNames it.\n\nError codes\n\n"
            "Error code\n\nDescription\n\nInternalError\n\nFailed.\n\nLeaf\n\nName\n\nRequired\n\nType\n\n"
            "Description\n\nKind\n\nNo\n\nString\n\nA.\n\nAge\n\nYes\n\nInteger\n\nB.\n",
        "paragraphs", right);
    const std::string rulers =
        "=====  ========  =======  ====\nName   Required  Type     Description\n=====  ========  =======  ====\n";
    check(
        "BoilWater\n=========\n\nBoils.\n\nRequest parameters\n------------------\n\n" + rulers +
            "Leaf   Yes       Leaf     W.\n=====  ========  =======  ====\n\nResponse parameters\n-------------------\n\n"
            "=========  ======\nName       Type\n=========  ======\nRequestId  String\n=========  ======\n\n"
            "Error codes\n-----------\n\n=============  ====\nError code     Description\n=============  ====\n"
            "InternalError  F.\n=============  ====\n\nLeaf\n~~~~\n\n" +
            rulers + "Kind   No        String   A.\nAge    Yes       Integer  B.\n=====  ========  =======  ====\n",
        "ruled headings", right);
    check(
        "# BoilWater\n\nBoils.\n\n## Request parameters\n\n- `Leaf` (Leaf, required): Which.\n\n## Response parameters\n\n"
        "- `RequestId` (String): Names it.\n\n## Error codes\n\n- `InternalError` (HTTP 400): Failed.\n\n## Leaf\n\n"
        "- `Kind` (String, optional): A.\n- `Age` (Integer, required): B.\n",
        "lists", right);
}

TEST_CASE("cases: members called like sections and columns are members where a cell fills a line") {
    const std::string page =
        "BoilWater\n\nBoils.\n\nInput parameters\n\nName\n\nRequired\n\nType\n\nDescription\n\nName\n\nYes\n\nString\n\n"
        "Which.\n\nOutput\n\nNo\n\nInteger\n\nHow much.\n\nOutput parameters\n\nName\n\nType\n\nDescription\n\n"
        "Definition\n\nString\n\nWhat.\n\nTotal\n\nInteger\n\nAll.\n";
    check(page, "paragraphs", {{"Name String yes", "Output Integer no"}, {"Definition String", "Total Integer"}, {}});
    check(
        "BoilWater\n\nBoils.\n\nInput parameters\n\nName\n\nRequired\n\nType\n\nDescription\n\nLimit\n\nNo\n\nInteger\n\nMost.\n\n"
        "Date\n\nYes\n\nString\n\nWhen.\n\nOutput parameters\n\nName\n\nType\n\nDescription\n\nLeaf\n\nLeafInfo\n\nWhich.\n\n"
        "LeafInfo\n\nName\n\nType\n\nDescription\n\nKind\n\nString\n\nWhat.\n",
        "called like a column, like a type, of a structure",
        {{"Limit Integer no", "Date String yes"}, {"Leaf LeafInfo", ".Kind String"}, {}});
}

TEST_CASE(
    "cases: columns of simple tables stand below their rulers as terminals show them, two columns to a character") {
    check(
        "BoilWater\n\nBoils.\n\n请求参数\n--------\n\n======  ====  =======  ====\n名称    必选  类型     描述\n"
        "======  ====  =======  ====\nCups    是    Integer  杯\nMode    否             a b\n======  ====  =======  ====\n",
        "two", {{"Cups Integer yes", "Mode  no"}, {}, {}});
}

TEST_CASE("cases: structures of the same members are two where they say different things") {
    const auto found =
        resolve_text(with_rows("| Tea | Object | No | A. |\n| └ Kind | String | No | Valid values: Green, Black. |\n"
                               "| Bread | Object | No | B. |\n| └ Kind | String | No | Valid values: Rye, Oat. |\n"
                               "| Milk | Object | No | C. |\n| └ Kind | String | No | Valid values: Rye, Oat. |\n"));
    INFO(found.lines());
    const auto kind_of = [&](std::size_t i) {
        return found.model.find({}, found.first().request.at(i).type.structure)->members.at(0).rules;
    };
    CHECK(kind_of(0) == std::vector{rule{one_of_rule{{"Green", "Black"}}}});
    CHECK(kind_of(1) == std::vector{rule{one_of_rule{{"Rye", "Oat"}}}});
}

TEST_CASE("cases: rows stand apart from the header, too, and the header once more parts no table") {
    const outcome right{{"Leaf Object yes", ".Kind String no", ".Name String no", "Name String no"}};
    const std::string first = "| Leaf | Object | Yes | Which. |\n| └ Kind | String | No | A. |\n";
    const std::string rest = "| └ Name | String | No | B. |\n| Name | String | No | C. |\n";
    check(with_rows("\n" + first + "\n" + rest), "apart", right);
    check(with_rows(first + "| Name | Type | Required | Description |\n" + rest), "once more", right);
}

TEST_CASE("cases: parts of the input have members of the same name below their own, in tables and in lists") {
    const std::string rows = "| Leaf | Object | Yes | Which. |\n| └ Kind | String | No | A. |\n";
    const auto both = [](const resolved& found) {
        INFO(found.lines());
        REQUIRE_FALSE(found.said.failed());
        CHECK(rows_of(found, found.first().request) ==
              std::vector<std::string>{"Leaf Object yes", ".Kind String no", "Twig Object yes", ".Kind String no"});
        CHECK(found.first().request.at(0).where_sent == position::query);
        CHECK(found.first().request.at(1).where_sent == position::body);
    };
    both(resolve_text(input + "### Query\n\n" + head + rows + "\n### Body\n\n" + head + "| Twig" + rows.substr(6) +
                      output + errors));
    const std::string list = " (Object, required): Which.\n  - `Kind` (String, optional): A.\n";
    both(resolve_text(input + "### Query\n\n- `Leaf`" + list + "\n### Body\n\n- `Twig`" + list + output + errors));
    const auto plain = resolve_text(
        "BoilWater\n\nBoils.\n\nRequest parameters\n\nPath parameters\n\nName\tRequired\tType\tDescription\n"
        "Cups\tYes\tInteger\tMany.\n\nBody parameters\n\nName\tRequired\tType\tDescription\n"
        "Mode\tNo\tString\tHow.\n");
    REQUIRE(plain.first().request.size() == 2);
    CHECK(plain.first().request[0].where_sent == position::path);
    CHECK(plain.first().request[1].where_sent == position::body);
}

TEST_CASE("cases: a header with a cell a line has footnotes and columns that are not understood, too") {
    check(
        "BoilWater\n\nBoils.\n\nRequest parameters\n\n| Name<sup>1</sup> |\nType [2] |\nZeal |\nRequired |\nDescription |\n"
        "| Cups |\nInteger |\nblue |\nYes |\nMany. |\n| Mode |\nString |\nred |\nNo |\nHow. |\n\nResponse parameters\n\n"
        "| Name |\nType |\nDescription |\n| Total |\nInteger |\nAll. |\n\nError codes\n\n| Error code |\nDescription |\n"
        "| InternalError |\nFailed. |\n",
        "cells", {.request = {"Cups Integer yes", "Mode String no"}, .said = "the column \"Zeal\" is not understood"});
    check(
        "BoilWater\n\nBoils.\n\nRequest parameters\n\n| Name |\nType |\nDescription |\n| Cups |\nInteger |\nMany. |\n| Type |\n"
        "String |\nWhich. |\nLeaf\n| Name |\nType |\nRequired |\nDescription |\n| Kind |\nString |\nNo |\nA. |\n",
        "a member called like a column", {{"Cups Integer", "Type String", "Kind String no"}, {}, {}});
    check(with_input(
              "|Name\n\n|Type\n\n|Required |\n|-|-|-|\n|Cups\n\n|Integer\n\n|Yes |\n|Limit\n\n|Integer\n\n|No |\n\n"
              "|Name\n\n|Type\n\n|Required |\n|-|-|-|\n"),
          "a row above another table", {{"Cups Integer yes", "Limit Integer no"}});
    check(input + "Name Obligatory Type Description\nCups Yes Integer Many.\n" + output + errors, "blanks",
          {{"Cups Integer yes"}});
}

TEST_CASE("cases: a table that is not understood is told in whatever layout it has") {
    for (const std::string table :
         {"<table><tr><th>Size</th><th>Price</th></tr><tr><td>big</td><td>3</td></tr></table>\n",
          "+------+-------+\n| Size | Price |\n+======+=======+\n| big  | 3     |\n+------+-------+\n",
          "====  =====\nSize  Price\n====  =====\nbig   3\n====  =====\n", "Size | Price\n--- | ---\nbig | 3\n",
          "Size\tPrice\nbig\t3\n"})
        check(with_rows("| Cups | Integer | Yes | Many. |\n\nThese are the sizes:\n\n" + table), table,
              {.request = {"Cups Integer yes"}, .said = "a table headed \"Size\", \"Price\" is not read"});
    check(with_rows("| Cups | Integer | Yes | Many. |\n\nThere is more.\n\n名前,型,必須\nMode,String,Yes\n"), "commas",
          {.request = {}, .said = "the table is headed \"名前\", \"型\", \"必須\"", .refused = true});
    check(
        "BoilWater\n\nBoils.\n\nRequest parameters\n\nName\tType\tRequired\tDescription\nCups\tInteger\tYes\tMany.\n\n"
        "These are the sizes:\n\nSize\tPrice\tRegion\nbig\t3\tall\n",
        "another table of tabs",
        {{"Cups Integer yes"}, {}, {}, "a table headed \"Size\", \"Price\", \"Region\" is not read"});
}

TEST_CASE("cases: the pages that showed them") {
    const auto folder = fs::path(BINDERY_SHARED_DIR) / "cases" / "pages";
    if (!fs::exists(folder)) {
        MESSAGE("skipped: no pages in ", folder.string());
        return;
    }
    const std::vector<std::string> none;
    const std::vector<std::string> one_id = {"RequestId String"};
    const std::pair<const char*, outcome> all[] = {
        {"04-footnote-in-name.md", {{"Limit Integer yes"}}},
        {"05-two-row-header-rowspan.html", {{"Limit Integer yes"}, none, none}},
        {"06-name-header-colspan.html", {{"Filter Object yes", ".Key String yes"}, none, none}},
        {"07-input-subheading-parameter.md", {{"Authorization string yes", "code string yes"}}},
        {"08-zero-width-space-before-name.md", {{"Limit Integer yes", "Offset Integer yes"}}},
        {"17-bidi-in-description.md", {{"Limit Integer yes"}}},
        {"18-reserved-identifiers.md", {{"class_ String no"}}},
        {"19-obligatory.md", {{"Limit Integer yes"}}},
        {"21-nbsp-in-range.md", {{"Plain Integer yes", "Nbsp Integer yes", "Minus Integer yes", "Wide Integer yes"}}},
        {"22-japanese-header.md",
         {.request = {}, .said = "headed \"パラメータ名\", \"必須\", \"タイプ\", \"説明\"", .refused = true}},
        {"23-operation-called-types.md", {{"Cup Cup no", ".Size Float no"}}},
        {"24-marks-in-header-cell.html", {{"Limit Integer yes"}, none, none}},
        {"25-min-max.md", {{"min Integer no", "max Integer no"}}},
        {"cell_starts_on_next_line.md", {{"A String yes", "B String yes", "C String no"}, one_id, none}},
        {"code_with_placeholder.md",
         {{"Id String yes"}, one_id, {"Other.Code"}, "\"Invalid%s.ValueNotSupported\" can be no error code"}},
        {"empty_table.md", {none, {"RetCode int yes"}, none, "the table has no rows"}},
        {"error_row_short.md", {{"Id String yes"}, one_id, {"A.B", "InvalidEndTime.Mismatch", "C.D"}}},
        {"fence_in_cell.md",
         {{"DiskId String yes", "Password String no", "KeyPairName String yes", "ClientToken String no"},
          one_id,
          none}},
        {"flat_rows_after_array.md",
         {{"Action String yes"},
          {"RequestId String", "WatermarkInfos Array of WatermarkInfo", ".AppId String", ".Name String"},
          none}},
        {"repeat_list_of_texts.md",
         {{"Action String yes", "InstanceTypes.N RepeatList no"},
          {"InstanceTypes Array of InstanceType", ".InstanceType ", "..CpuCoreCount Integer", "RequestId String"},
          none}},
        {"tab-cells-over-lines.txt",
         {{"Action String yes", "Version String yes", "Region String no", "KettleId Integer yes", "Mode String yes",
           "Cups.N Array of Cup no"},
          {"TaskId String", "RequestId String"},
          none}},
        {"table_of_fields_of_a_text.md",
         {{"Action String yes", "Sources String yes", "Scope String no"}, one_id, none}},
    };
    for (const auto& [file, right] : all)
        check(contents((folder / file).string()), file, right);
}

TEST_SUITE_END();

// Layouts beyond those that the first vendors use: one invented operation, and each page of it must say the same.

#include "support/pages.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace bindery::codegen;

namespace {

using names = std::vector<std::string>;

/// A member as a page tells it, the nested ones behind a dot each: ".Name".
names rows_of(const resolved& from, const std::vector<member>& members, const std::string& before = {}) {
    names all;
    for (const auto& each : members) {
        all.push_back(before + each.name + " " + each.type.words +
                      (each.required ? *each.required ? " yes" : " no" : ""));
        if (const auto* inner = from.model.find(from.first().of, each.type.structure))
            for (auto& row : rows_of(from, inner->members, before + "."))
                all.push_back(std::move(row));
    }
    return all;
}

resolved page_of(const std::string& text) {
    auto result = resolve_text(text);
    INFO(text);
    INFO(result.lines());
    REQUIRE_FALSE(result.said.failed());
    REQUIRE(result.model.operations.size() == 1);
    return result;
}

void check_oven(const std::string& page) {
    const auto found = page_of(page);
    CAPTURE(page);
    CHECK(found.first().name == "BakeBread");
    CHECK(rows_of(found, found.first().request) == names{"TrayId String yes", "Heat Integer no"});
    CHECK(rows_of(found, found.first().response) == names{"BakeId String", "RequestId String"});
    REQUIRE(found.first().errors.size() == 2);
    CHECK(found.first().errors[0].code == "FailedOperation.OvenCold");
    CHECK(found.first().errors[0].http == 400);
    CHECK(found.first().errors[1].code == "InternalError");
    CHECK(found.first().errors[1].http == 500);
}

const std::string title = "# BakeBread\n\nBakes a loaf.\n\n";
const std::string input = "## Request parameters\n\n";
const std::string output = "\n## Response parameters\n\n";
const std::string errors = "\n## Error codes\n\n";
const std::string request_table = "| Parameter | Type | Required | Description |\n|-|-|-|-|\n"
                                  "| TrayId | String | Yes | Which tray. |\n| Heat | Integer | No | How hot. |\n";
const std::string response_table =
    "| Parameter | Type | Description |\n|-|-|-|\n| BakeId | String | The bake. |\n| RequestId | String | Names it. |\n";
const std::string error_table = "| Error code | HTTP status | Description |\n|-|-|-|\n"
                                "| FailedOperation.OvenCold | 400 | Cold. |\n| InternalError | 500 | Again. |\n";

std::string with_request(const std::string& table) {
    return title + input + table + output + response_table + errors + error_table;
}

std::string with_errors(const std::string& table) {
    return title + input + request_table + output + response_table + errors + table;
}

names request_rows(const std::string& table) {
    const auto found = page_of(with_request(table));
    return rows_of(found, found.first().request);
}

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("further layouts: tables of reStructuredText, terminals and browsers") {
    const std::string plain = "BakeBread\n\nBakes a loaf.\n\n";
    const std::string grid =
        "Request parameters\n------------------\n\n"
        "+-----------+---------+----------+-------------+\n| Parameter | Type    | Required | Description |\n"
        "+===========+=========+==========+=============+\n| TrayId    | String  | Yes      | Which       |\n"
        "|           |         |          | tray.       |\n+-----------+---------+----------+-------------+\n"
        "| Heat      | Integer | No       | How hot.    |\n+-----------+---------+----------+-------------+\n"
        "\nResponse parameters\n-------------------\n\n";
    const std::string simple =
        "=========  ======  ===========\nParameter  Type    Description\n=========  ======  ===========\n"
        "BakeId     String  The bake.\nRequestId  String  Names it.\n=========  ======  ===========\n\n";
    check_oven(
        plain + grid + simple +
        "Error codes\n-----------\n\n========================  ===========\nError code                HTTP status\n"
        "========================  ===========\nFailedOperation.OvenCold  400\nInternalError             500\n"
        "========================  ===========\n");
    check_oven(plain +
               "Request parameters\nParameter\tDescription\tType\tRequired\nTrayId\tWhich tray.\tString\tYes\n"
               "Heat\tHow hot.\tInteger\tNo\n\nResponse parameters\n" +
               simple +
               "Error codes\n"
               "┌──────────────────────────┬─────────────┐\n│ Error code               │ HTTP status │\n"
               "├──────────────────────────┼─────────────┤\n│ FailedOperation.OvenCold │ 400         │\n"
               "│ InternalError            │ 500         │\n└──────────────────────────┴─────────────┘\n");
}

TEST_CASE("further layouts: lists of parameters and of errors") {
    for (const std::string list :
         {"* **TrayId** (String, required): Which tray.\n* **Heat** (Integer, optional): Heat.\n",
          "- `TrayId` *String* **required** — Which tray.\n- `Heat` Integer (optional) - Heat.\n",
          "1. TrayId（String，必填）：托盘。\n2. Heat（Integer，可选）：温度。\n",
          "**TrayId**\n\nWhich tray.\n\nType: String\n\nRequired: Yes\n\n**Heat**\n\nHeat.\n\n"
          "Type: Integer\n\nRequired: No\n",
          "#### TrayId\n\n- Type: String\n- Required: Yes\n\n#### Heat\n\n- Type: Integer\n"
          "- Required: No\n"})
        check_oven(title + input + list + output + "- BakeId (String): The bake.\n- RequestId (String): Names it.\n" +
                   errors + "- `FailedOperation.OvenCold` (HTTP 400): Cold.\n- `InternalError` (HTTP 500): Again.\n");
    CHECK(
        request_rows("- `Oven` (Object, required): Which.\n  - `Maker` (String): Who.\n- `Limit` (Integer): Most.\n") ==
        names{"Oven Object yes", ".Maker String", "Limit Integer"});
    // Prose in a list is no parameter.
    const auto found = page_of(title + input + "- Read this first: it matters.\n- Then that.\n\n" + output +
                               response_table + errors + error_table);
    CHECK(found.first().request.empty());
}

TEST_CASE("further layouts: pages saved from a browser") {
    const std::string head =
        "<!-- saved from url=(0022)https://oven.test/ -->\n<!DOCTYPE html><html><head><title>x</title>"
        "<script>var a='<table><tr><td>Parameter</td></tr></table>';</script></head><body><nav><ul>"
        "<li>Home (String, required)</li></ul></nav><h1>BakeBread<a href='#'>¶</a></h1>";
    const std::string tail =
        "<h2>Response parameters</h2><dl><dt><code>BakeId</code> (String)</dt><dd>The bake.</dd><dt>RequestId</dt><dd>"
        "<p>Names it.</p><p>Type: String</p></dd></dl><h2>Error codes</h2><table><tr><th>HTTP status</th><th>Error code</th>"
        "</tr><tr><td>400</td><td>FailedOperation.OvenCold</td></tr><tr><td>500</td><td>InternalError</td></tr></table>"
        "<footer><table><tr><td>Helpful?</td><td>Yes</td></tr></table></footer></body></html>";
    check_oven(head +
               "<h2>Request parameters</h2><table><thead><tr><th colspan=4>All of them</th></tr><tr><th>Parameter</th>"
               "<th>Type</th><th>Required</th><th>Description</th></tr></thead><tr><th><code>TrayId</code></th>"
               "<td>String</td><td><img alt='Yes'></td><td>Which.</td></tr><tr><td colspan=4>Further ones</td></tr>"
               "<tr><th>Heat</th><td>Integer</td><td>No</td><td>How hot.</td></tr></table>" +
               tail);
    check_oven(head +
               "<h2>Request parameters</h2><ul><li><code>TrayId</code> (String, required) - Which.</li>"
               "<li><code>Heat</code> (Integer, optional) - How hot.</li></ul>" +
               tail);
    const auto nested = page_of(
        head +
        "<h2>Request parameters</h2><table><tr><th>Parameter</th><th>Type</th><th>Description</th></tr><tr>"
        "<td>Oven</td><td>Object</td><td>Which.<table><tr><th>Parameter</th><th>Type</th></tr><tr><td>Maker</td>"
        "<td>String</td></tr></table></td></tr><tr><td>Size</td><td>Object</td><td></td></tr><tr>"
        "<td style='padding-left:20px'>Wide</td><td>Integer</td><td></td></tr></table>" +
        tail);
    CHECK(rows_of(nested, nested.first().request) ==
          names{"Oven Object", ".Maker String", "Size Object", ".Wide Integer"});
}

TEST_CASE("further layouts: nested members are told by what stands in front of their names") {
    const names wanted = {"Oven Object yes", ".Maker Object no", "..Name String no", ".Year Integer no",
                          "Name String no"};
    for (const std::string mark :
         {"└ ", "&nbsp;&nbsp;", "\u00A0\u00A0", "&emsp;", "\u3000", "-", "> ", "»", ".", "↳ "}) {
        CAPTURE(mark);
        CHECK(request_rows("| Parameter | Type | Required |\n|-|-|-|\n| Oven | Object | Yes |\n| " + mark +
                           "Maker | Object | No |\n| " + mark + mark + "Name | String | No |\n| " + mark +
                           "Year | Integer | No |\n| Name | String | No |\n") == wanted);
    }
    CHECK(request_rows("| Level | Parameter | Type | Required |\n|-|-|-|-|\n| 1 | Oven | Object | Yes |\n"
                       "| 2 | Maker | Object | No |\n| 3 | Name | String | No |\n| 2 | Year | Integer | No |\n"
                       "| 1 | Name | String | No |\n") == wanted);
    const auto found = page_of(with_request("| Parameter | Type | Required |\n|-|-|-|\n| Note | String | No |\n"
                                            "| └ Inner | String | Yes |\n"));
    CHECK(names_of(found.first().request) == names{"Note"});
    CHECK(found.lines().at(0) == "page:10:3: note: \"Inner\" is set in below \"Note\", whose type \"String\" holds no "
                                 "members: it is left out");
}

TEST_CASE("further layouts: the words of answers, and answers outside of a column") {
    for (const auto& [yes, no] : std::vector<std::pair<std::string, std::string>>{
             {"M", "O"}, {"✓", ""}, {"√", "×"}, {"必选", "可选"}, {"Y.", "N."}, {"1", "0"}, {"**Yes**", "-"}})
        CHECK(request_rows("| Parameter | Type | M/O |\n|-|-|-|\n| TrayId | String | " + yes +
                           " |\n| Heat | Integer | " + no + " |\n") == names{"TrayId String yes", "Heat Integer no"});
    for (const std::string rows : {"| TrayId * | String | Which. |\n| Heat | Integer | How. |\n",
                                   "| TrayId (required) | String | Which. |\n| Heat（可选） | Integer | How. |\n",
                                   "| TrayId | String | Required. Which. |\n| Heat | Integer | （选填）How. |\n"})
        CHECK(request_rows("| Parameter | Type | Description |\n|-|-|-|\n" + rows) ==
              names{"TrayId String yes", "Heat Integer no"});
    CHECK(request_rows("| Parameter | Type | Required |\n|-|-|-|\n| Heat | Integer | Yes (conditional) |\n") ==
          names{"Heat Integer"});
}

TEST_CASE("further layouts: columns of rules") {
    const auto found = page_of(with_request(
        "| Parameter | In | Type | Required | Default | Value range | Max length | Allowed values | Unit |\n"
        "|-|-|-|-|-|-|-|-|-|\n| TrayId | path | String | Yes | - | | 64 | | |\n"
        "| Heat | query | Integer | No | 180 | [50, 250] | | | |\n| Mode | query | String | No | Fan | | | `Fan`, `Grill` | |\n"
        "| Time | body | Integer | No | | as you like | | | milliseconds |\n| Note | body | string(80) | No | none | | | | |\n"));
    const auto& request = found.first().request;
    CHECK(request[0].where_sent == position::path);
    CHECK(request[0].rules == std::vector{rule{length_rule{{std::nullopt, 64}, length_unit::characters}}});
    CHECK(request[0].rules[0].at.line == 9);
    CHECK(request[1].rules == std::vector{rule{default_rule{"180"}}, rule{range_rule{{50, 250}}}});
    CHECK(request[2].rules == std::vector{rule{default_rule{"Fan"}}, rule{one_of_rule{{"Fan", "Grill"}}}});
    CHECK(request[3].rules == std::vector{rule{unit_rule{"milliseconds"}}});
    CHECK(request[3].description == "value range: as you like");
    CHECK(request[4].rules == std::vector{rule{length_rule{{std::nullopt, 80}, length_unit::characters}}});
}

TEST_CASE("further layouts: types as other vendors write them") {
    const auto type_in = [](const std::string& words) {
        const auto found = page_of(with_request("| Parameter | Type |\n|-|-|\n| TrayId | " + words + " |\n"));
        INFO(found.lines());
        CHECK(std::ranges::none_of(found.lines(),
                                   [](const std::string& each) { return each.find("no type") != std::string::npos; }));
        return std::pair(found.first().request.at(0).type.kind, found.first().request.at(0).type.lists);
    };
    using kind = type_kind;
    CHECK(type_in("List<String>") == std::pair(kind::text, 1));
    CHECK(type_in("[]string") == std::pair(kind::text, 1));
    CHECK(type_in("array of strings") == std::pair(kind::text, 1));
    CHECK(type_in("Array Of String") == std::pair(kind::text, 1));
    CHECK(type_in("Integer array") == std::pair(kind::integer, 1));
    CHECK(type_in("integer (int64)") == std::pair(kind::integer, 0));
    CHECK(type_in("unsigned int") == std::pair(kind::unsigned_integer, 0));
    CHECK(type_in("string, optional") == std::pair(kind::text, 0));
    CHECK(type_in("整型") == std::pair(kind::integer, 0));
    CHECK(type_in("array of objects") == std::pair(kind::structure, 1));
    CHECK(type_in("Map<String,String>") == std::pair(kind::structure, 0));
    CHECK(type_in("Array<Array<Recipe>>") == std::pair(kind::structure, 2));
}

TEST_CASE("further layouts: statuses within the cells of codes, and above their tables") {
    for (const std::string table :
         {"| Error code | Retriable | Description |\n|-|-|-|\n| FailedOperation.OvenCold (400) | No | Cold. |\n"
          "| 500 InternalError | Yes | Again. |\n",
          "| Error | Status | Description |\n|-|-|-|\n| FailedOperation.OvenCold | HTTP 400 | Cold. |\n"
          "| InternalError | 500 Server Error | Again. |\n",
          "| Exception | HTTP status code | Cause | Solution |\n|-|-|-|-|\n| FailedOperation.OvenCold | 400 | a | b |\n"
          "| InternalError | 500 | a | b |\n",
          "### 400\n\n| Name | Description |\n|-|-|\n| FailedOperation.OvenCold | Cold. |\n\n"
          "**HTTP status code: 500**\n\n| Error code | Description |\n|-|-|\n| InternalError | Again. |\n"})
        check_oven(with_errors(table));
}

TEST_CASE("further layouts: titles") {
    for (const std::string line :
         {"# API: BakeBread", "# 接口名称：BakeBread", "# 烘焙面包（BakeBread）", "# Oven - BakeBread", "# `BakeBread`",
          "# The BakeBread API", "# \u200BBakeBread\u200B"})
        check_oven(line + with_request(request_table).substr(11));
}

TEST_CASE(
    "further layouts: the name that opens a page is the operation's, and so is one with its meaning in brackets") {
    const auto name_in = [](const std::string& opening) {
        return page_of(opening + with_request(request_table).substr(title.size())).first().name;
    };
    CHECK(name_in("# bakeBread\n\n") == "bakeBread");
    CHECK(name_in("bakeBread\n\nPrev Next\n\n") == "bakeBread");
    CHECK(name_in("文档中心\n\nBakeBread(烤面包)\n\n") == "BakeBread");
    CHECK(resolve_text("# oven\n\n" + input + request_table).said.failed());
}

TEST_CASE("further layouts: Action and Version are common parameters where their one value is a call and a date") {
    const auto is_common = [](const std::string& row) {
        return page_of(with_request("| 名称 | 类型 | 是否必选 | 描述 |\n|-|-|-|-|\n" + row))
            .first()
            .request.at(0)
            .common;
    };
    CHECK(is_common("| Action | String | 是 | 要执行的操作。取值：**BakeBread**。 |\n"));
    CHECK(is_common("| Action | String | 是 | 操作接口名,固定值:BakeBread |\n"));
    CHECK(is_common("| Version | String | 是 | API的版本,取值:2022-01-01。 |\n"));
    CHECK_FALSE(is_common("| Action | String | 是 | 对面团的操作，取值：KneadDough 或 RestDough。 |\n"));
    CHECK_FALSE(is_common("| Version | String | 是 | 配方的版本，取值：stable。 |\n"));
}

TEST_CASE("further layouts: structures below the output, however the page says whose they are") {
    const auto answer_of = [](const std::string& below) {
        const auto found = page_of(title + input + request_table + output + below);
        return rows_of(found, found.first().response);
    };
    const std::string columns = "|Parameter|Type|Description|\n|-|-|-|\n";
    const std::string trays = columns + "|Trays|Array|All trays.|\n|RequestId|String|Names it.|\n";
    const names nested{"Trays Array", ".Slots Array", "..Row Int", "RequestId String"};
    // Members of members, each table behind the name of the one it belongs to.
    CHECK(answer_of(trays + "\n- Trays\n\n" + columns + "|Slots|Array|Places.|\n\n- Slots\n\n" + columns +
                    "|Row|Int|Which.|\n") == nested);
    // The description of the member tells the name.
    CHECK(answer_of(columns + "|Trays|Array|All trays, each as [TrayItem](#trayitem) below.|\n|Count|Int|How many.|\n" +
                    "\n**TrayItem**\n\n" + columns + "|Row|Int|Which.|\n") ==
          names{"Trays Array", ".Row Int", "Count Int"});
    CHECK(answer_of(columns + "|Trays|Array|All trays, see [Tray Item](#tray-item).|\n\n**Tray Item**\n\n" + columns +
                    "|Row|Int|Which.|\n") == names{"Trays Array", ".Row Int"});
    // The heading of a section is no structure's name, whoever speaks of it.
    const auto sections = page_of(title + input +
                                  "| Parameter | Type | Required | Description |\n|-|-|-|-|\n"
                                  "| Oven | Object | Yes | As in Output. |\n\n## Output\n\n" +
                                  columns + "|Row|Int|Which.|\n");
    CHECK(rows_of(sections, sections.first().response) == names{"Row Int"});
    // A caption, and a type in words.
    CHECK(answer_of("|名称|参数类型|说明|\n|-|-|-|\n|trays|列表数据结构|托盘列表，参见表2。|\n\n"
                    "**表 2**  trays参数说明\n\n|名称|参数类型|说明|\n|-|-|-|\n|row|int|第几层。|\n") ==
          names{"trays 列表数据结构", ".row int"});
    // Anchors around a heading.
    CHECK(answer_of(columns + "|Rack|Rack|One.|\n\n### <a name=\"Rack\">Rack</a>\n\n" + columns +
                    "|Row|Int|Which.|\n") == names{"Rack Rack", ".Row Int"});
}

TEST_CASE("further layouts: examples tell what a list lists, whose envelope an answer has, and which rows are nested") {
    const auto answer_of = [](const std::string& rows, const std::string& example) {
        const auto found = page_of(title + input + request_table + output + "|Parameter|Type|Description|\n|-|-|-|\n" +
                                   rows + "\n## Response example\n\n```json\n" + example + "\n```\n");
        return rows_of(found, found.first().response);
    };
    CHECK(answer_of("|TrayIds|Array|The trays.|\n", R"({"TrayIds": ["t-1"]})") == names{"TrayIds Array of String"});
    CHECK(answer_of("|Trays|Array|All.|\n|Tray| | |\n|Row|Int|Which.|\n|Done|Boolean|Whether.|\n",
                    R"({"BakeBreadResponse": {"Trays": {"Tray": {"Row": 1}}, "Done": true}})") ==
          names{"Trays Array", ".Tray ", "..Row Int", "Done Boolean"});
    // Some members are set in, and those of a list stand flat below it.
    CHECK(answer_of("|Trays|Array of TrayItem|All.|\n|Row|Int|Which.|\n|Oven|Struct|Which.|\n|└Heat|Int|How hot.|\n",
                    R"({"Trays": [{"Row": 1}], "Oven": {"Heat": 200}})") ==
          names{"Trays Array of TrayItem", ".Row Int", "Oven Struct", ".Heat Int"});
}

TEST_CASE("further layouts: rows whose answers are words, have lost their icon, or stand beside an unknown column") {
    const names rows{"TrayId String yes", "Heat Integer no"};
    CHECK(request_rows("Field Type Required Description\nTrayId String Required Which tray.\n"
                       "Heat Integer Optional How hot.\n  • Up to 250.\n") == rows);
    CHECK(request_rows("Field Type Required Description\nTrayId String Conditional Which tray.\n"
                       "Heat Integer Optional How hot.\n") == names{"TrayId String", "Heat Integer no"});
    CHECK(request_rows("参数 类型 是否必选 描述\nTrayIds.N Array of String 托盘,最多9个\nHeat Integer 温度\n") ==
          names{"TrayIds.N Array of String", "Heat Integer"});
    CHECK(request_rows("名称 |\n类型 |\n必选 |\n别称 |\n说明 |\nTrayId |\nString |\n是 |\n托盘 |\n哪个 |\n"
                       "Heat |\nInteger |\n否 |\n温度 |\n多热 |\n") == rows);
    // A row whose cells could be words of a header.
    CHECK(request_rows("Name | Type | Required | Label | Description |\n---|---|---|---|---|\n"
                       "TrayId | String | Yes | tray | Which. |\ncode | Integer | Yes | status | 200 |\n"
                       "msg | String | No | text | OK |\n") ==
          names{"TrayId String yes", "code Integer yes", "msg String no"});
}

TEST_CASE("further layouts: what stands behind a table is no part of it, however its last row ends") {
    const names rows{"TrayId String yes", "Heat Integer no"};
    const std::string tabs = "Name\tType\tRequired\tDescription\nTrayId\tString\tYes\tWhich.\nHeat\tInteger\tNo\t";
    // The last description is empty, and a table of something else is introduced.
    CHECK(request_rows(tabs + "\n\nThe table tells of the fields in the Heat parameter.\n\n"
                              "Name\tType\tRequired\tDescription\ncrust\tString\tNo\tHow hard.\n") == rows);
    const auto foreign = resolve_text(with_request(tabs + "How hot.\n\nこれは表です。\n\n名前\tタイプ\t必須\t説明\n"
                                                          "TrayId\tString\tYes\tWhich.\n"));
    CHECK(rows_of(foreign, foreign.first().request) == rows);
    CHECK(std::ranges::any_of(foreign.lines(), [](const std::string& each) {
        return each.find("headed \"名前\", \"タイプ\", \"必須\", \"説明\"") != std::string::npos;
    }));
    // A row that has words of a header, of a member called like a column.
    CHECK(request_rows(tabs + "How hot.\nName\tString\tOptional\tWhose.\nSize\tInteger\tOptional\tHow large.\n") ==
          names{"TrayId String yes", "Heat Integer no", "Name String no", "Size Integer no"});
    // Descriptions that begin with a small letter, and a question for a head.
    CHECK(request_rows("Parameter NameRequired?TypeDescription\nTrayIdYesStringwhich tray\nHeatNoIntegerhow hot\n") ==
          rows);
    CHECK(request_rows("Name Required? Type Description\nTrayId Yes String which tray\nHeat No Integer how hot\n") ==
          rows);
}

TEST_CASE(
    "further layouts: a JSON text in the cell of an example is part of its row, and answers stand in an envelope") {
    const auto found =
        page_of(title + input + request_table + output +
                "Parameter\nType\nExample\nDescription\nTrays\nArray of Object\n\n[\n{\n\"Row\": 1\n}\n]\n\n"
                "All trays.\n\nCount\nInteger\n1\nHow many.\n\n## Response example\n\n```json\n"
                R"({"ResponseMetadata": {"RequestId": "r-1"}, "Result": {"Trays": [{"Row": 1}], "Count": 1}})"
                "\n```\n");
    CHECK(rows_of(found, found.first().response) == names{"Trays Array of Object", ".Row Integer", "Count Integer"});
    CHECK(found.first().response[0].description == "All trays.");
}

TEST_CASE("further layouts: Chinese in either script; a header in another language is told with its rows over lines") {
    CHECK(request_rows("參數名參數類型是否必填參數說明\nTrayIdString托盤\nHeatInteger溫度,最多250\n") ==
          names{"TrayId String", "Heat Integer"});
    const auto joined = page_of(title + input + request_table + output +
                                "名稱類型說明\nRackRack由Row組成的對象\nRequestIdString標識\n\nRack\n\n名稱類型說明\n"
                                "RowInteger第幾層\n\n{\"Rack\": {\"Row\": 1}, \"RequestId\": \"r-1\"}\n");
    CHECK(rows_of(joined, joined.first().response) == names{"Rack Rack", ".Row Integer", "RequestId String"});
    const auto lines =
        resolve_text(title + input +
                     "フィールド | タイプ | 必須 | 説明 |\n---|---|---|---|\nTrayId |\nString | Required | トレイ\n|\n"
                     "Heat |\nInteger | Optional | 温度 |\n")
            .lines();
    CHECK(std::ranges::any_of(lines, [](const std::string& each) {
        return each.find("2 lines up to 12 read like rows") != std::string::npos &&
               each.find("headed \"フィールド\", \"タイプ\", \"必須\", \"説明\"") != std::string::npos;
    }));
}

TEST_CASE("further layouts: several operations on a page are read one by one") {
    const auto chapter = [](const std::string& name) {
        return "## " + name + "\n\n### Request parameters\n\n" + request_table + "\n### Response parameters\n\n" +
               response_table + "\n";
    };
    const auto found = resolve_text("# The oven\n\nDomain: oven.test\n\n" + chapter("BakeBread") + chapter("BakeCake") +
                                    "## Error codes\n\n" + error_table);
    INFO(found.lines());
    REQUIRE_FALSE(found.said.failed());
    REQUIRE(found.model.operations.size() == 2);
    CHECK(found.model.operations[1].name == "BakeCake");
    for (const auto& each : found.model.operations) {
        CHECK(names_of(each.request) == names{"TrayId", "Heat"});
        CHECK(each.errors.size() == 2);
        CHECK(each.host == "oven.test");
    }
}

TEST_CASE("further layouts: line ends, marks of byte order, and text that is not UTF-8") {
    const auto whole = with_request(request_table);
    std::string windows;
    for (const char c : whole)
        windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    check_oven("\uFEFF" + windows);
    auto old = whole;
    std::ranges::replace(old, '\n', '\r');
    check_oven(old);
    CHECK(resolve_text(std::string("\xFF\xFE#\0", 4)).lines().at(0) ==
          "page:1:1: error: saw text in UTF-16, expected a page of UTF-8 text");
}

TEST_CASE("further layouts: a page that is cut off anywhere brings nothing down") {
    const std::string pages[] = {
        "BakeBread\n\nRequest parameters\n+---+---+\n| Parameter | Type |\n+===+===+\n| Heat | Integer |\n+---+---+\n",
        "BakeBread\n\nRequest parameters\n====  ====\nName  Type\n====  ====\nHeat  Integer\n====  ====\n",
        "BakeBread\nParameter\tType\nHeat\tInteger\n",
        title + input +
            "- `Heat` (List<Map<String, (Integer)>>, required; default: 5): How【hot】.\n  - `Unit` [String]\n",
        title + input + "**Heat**\n\nType: Integer\n\nRequired: No\n\n## Errors\n\n- `Oven.Cold`（404）：x\n"};
    for (const auto& each : pages)
        for (std::size_t size = 0; size <= each.size(); ++size)
            resolve_text(each.substr(0, size));
}

TEST_SUITE_END();

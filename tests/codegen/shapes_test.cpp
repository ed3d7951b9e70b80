// The traps that real pages set, each in a page of a few lines.

#include "show/show.hpp"
#include "support/pages.hpp"

#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace bindery::codegen;

namespace {

using names = std::vector<std::string>;

names codes_of(const operation& of) {
    names codes;
    for (const auto& each : of.errors)
        codes.push_back(each.code);
    return codes;
}

const std::string request = "# BoilWater\n\n## Request parameters\n\n|Parameter|Type|Required|Example|Description|\n"
                            "|---|---|---|---|---|\n|Kettle|String|Yes|blue|Which kettle. |\n\n";
const std::string response = "## Response parameters\n\n|Parameter|Type|Example|Description|\n|---|---|---|---|\n";

resolved page_of(const std::string& text) {
    auto result = resolve_text(text);
    INFO(result.lines());
    REQUIRE_FALSE(result.said.failed());
    return result;
}

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("shapes: a row of fewer cells than columns, and one that has lost the icon of its answer") {
    const auto found = page_of("BoilWater\n| Parameter | Type | Required | Description | Example |\n|-|-|-|-|-|\n"
                               "| Kettle | String | Which one. | blue |\n| Cups | Integer | Yes |\n\n" +
                               response + "|RequestId|String|r|Names it. |\n");
    CHECK(names_of(found.first().request) == names{"Kettle", "Cups"});
    CHECK_FALSE(found.first().request[0].required.has_value());
    CHECK(found.first().request[0].description == "Which one.");
    CHECK(found.first().request[1].required == true);
}

TEST_CASE("shapes: cells over several lines, with markup and bars in them") {
    const auto found = page_of(
        "# BoilWater {#id .reference}\n\n## 请求参数 {#parameters .section}\n\n|名称|类型|是否必选|示例值|描述|\n"
        "|--|--|----|---|--|\n|Mode|String|否|fast\\_one|取值：**HTTP | MNS**。\n\n |\n"
        "|Kettle|[Kettle](/a b.md)|是|x|First line.\n\n-   **a**: one\n-   **b**: two |\n\n"
        "## 返回数据\n\n|名称|类型|示例值|描述|\n|--|--|--|--|\n|RequestId|String|r|Long text\n\n |\n");
    CHECK(names_of(found.first().request) == names{"Mode", "Kettle"});
    CHECK(found.first().request[1].type.words == "Kettle");
    CHECK(found.first().request[1].required == true);
    CHECK(found.first().request[1].description == "First line.\n- a: one\n- b: two");
    CHECK(names_of(found.first().response) == names{"RequestId"});
}

TEST_CASE("shapes: nested members listed behind their object go where the example shows them") {
    const auto found = page_of(
        request + response +
        "|Cups|Array of Cup| |All cups. |\n|Cup| | | |\n|Name|String|a|Its name. |\n|Size|Integer|1|Its size. |\n"
        "|RequestId|String|r|Names it. |\n|State|Struct| |How it is. |\n|Name|String|b|Its name. |\n\n```\n"
        "{\"Cups\": {\"Cup\": [{\"Name\": \"a\", \"Size\": 1}]}, \"RequestId\": \"r\", \"State\": {\"Name\": \"b\"}}\n"
        "```\n");
    const auto& of = found.first();
    CHECK(names_of(of.response) == names{"Cups", "RequestId", "State"});
    const auto* cups = found.model.find(of.of, of.response[0].type.structure);
    REQUIRE(cups);
    CHECK(of.response[0].type.lists == 0);
    REQUIRE(names_of(cups->members) == names{"Cup"});
    CHECK(cups->members[0].type.lists == 1);
    const auto* cup = found.model.find(of.of, cups->members[0].type.structure);
    REQUIRE(cup);
    CHECK(names_of(cup->members) == names{"Name", "Size"});
    const auto* state = found.model.find(of.of, of.response[2].type.structure);
    REQUIRE(state);
    CHECK(names_of(state->members) == names{"Name"});
}

TEST_CASE("shapes: tables that look like parameters and are none") {
    const auto found =
        page_of("# BoilWater\n\n## Authorization information\n\n| Operation | Access level | Resource type |\n|-|-|-|\n"
                "| kettle:BoilWater | create | * |\n\n" +
                request.substr(13) + "| Value | Meaning |\n|-|-|\n| 0 | cold |\n\n" + response +
                "|RequestId|String|r|Names it. |\n\n## Metrics\n\n| Metric | Unit |\n|-|-|\n| Heat | K |\n\n"
                "## What calls back\n\n|Parameter|Type|Description|\n|-|-|-|\n|Event|String|What happened. |\n");
    CHECK(names_of(found.first().request) == names{"Kettle"});
    CHECK(names_of(found.first().response) == names{"RequestId"});
    CHECK(std::ranges::any_of(found.lines(), [](const std::string& each) {
        return each.find("a table of parameters under \"What calls back\" is neither") != std::string::npos;
    }));
}

TEST_CASE("shapes: errors with a paragraph for each cell, numbers for codes, and the same code twice") {
    const auto found =
        page_of(request + response +
                "|RequestId|String|r|Names it. |\n\n## Error codes\n\n|Error code\n\n|Error message\n\n"
                "|HTTP status code\n\n|Description |\n|--|--|--|--|\n|Kettle.Dry\n\n|The kettle %s is dry.\n\n"
                "|400\n\n|No water. |\n|Kettle.Dry\n\n|Dry.\n\n|404\n\n|None. |\n\n"
                "| 错误代码 | 错误描述 |\n|-|-|\n| -502 | 资源不存在 |\n");
    CHECK(codes_of(found.first()) == names{"Kettle.Dry", "Kettle.Dry", "-502"});
    CHECK(found.first().errors[0].http == 400);
    CHECK(found.first().errors[0].message == "The kettle %s is dry.");
}

TEST_CASE("shapes: two tables back to back, and members called Name and Type") {
    const auto found = page_of(
        "BoilWater\nParameter Name | Required | Type | Description |\n---|---|---|---|\nName | Yes | String | Which. |\n"
        "Type | No | String | Kind. |\nParameter Name | Type | Description |\n---|---|---|\nType | String | Kind. |\n"
        "RequestId | String | Names it. |\n");
    CHECK(names_of(found.first().request) == names{"Name", "Type"});
    CHECK(names_of(found.first().response) == names{"Type", "RequestId"});
}

TEST_CASE("shapes: a cell per paragraph, with nothing between the rows") {
    const auto found = page_of(
        "BoilWater - 烧水\n\nQPS 限制\n\n本接口的单用户 QPS 限制为 30 次/秒。\n\n请求参数\n\n名称\n\n类型\n\n必填\n\n描述\n\n示例值\n\n"
        "Kettle\n\nstring\n\n水壶。\n\nblue\n\n返回参数\n\n名称\n\n类型\n\n描述\n\n示例值\n\nobject\n\nRequestId\n\nstring\n\n"
        "请求 ID。\n\nr-1\n\n错误码\n\nHTTP status code\n\n错误码\n\n错误信息\n\n描述\n\n400 Kettle.Dry The kettle is dry.\n");
    CHECK(found.first().name == "BoilWater");
    CHECK(found.first().rate == rate{30, 1});
    CHECK(names_of(found.first().request) == names{"Kettle"});
    CHECK_FALSE(found.first().request[0].required.has_value());
    CHECK(names_of(found.first().response) == names{"RequestId"});
    CHECK(codes_of(found.first()) == names{"Kettle.Dry"});
}

TEST_CASE("shapes: HTML in Markdown with its cells left open, and a whole HTML page") {
    const std::string tables =
        "<table><tbody><tr>\n<th><b>Parameter Name</b></th><th>Required</th><th>Type</th><th>Description</th>\n<tr>\n"
        "<td> kettle\n<td> Yes\n<td> String\n<td> Which &lt;kettle&gt;, <code>a_b</code>\n</tbody></table>\n";
    const std::string output =
        "<table><tr><th>Parameter</th><th>Type</th><th>Description</th></tr><tr><td>code</td><td>Int</td>"
        "<td><p>0: <b>fine</b></p><ul><li>1: not</li></ul></td></tr></table>\n";
    const auto mixed = page_of(
        "## 1. API Description\n\nThis API (BoilWater) is used to boil water.\n\n## 2. Input Parameters\n</b></th>\n" +
        tables + "\n## 3. Output Parameters\n" + output);
    const auto whole = page_of(
        "<!DOCTYPE html><html><head><style>p{}</style><script>var a = '<table>';</script></head><body><nav>Menu</nav>"
        "<h1>BoilWater</h1><p>Boils water.</p><h2>Input Parameters</h2>" +
        tables + "<h2>Output Parameters</h2>" + output + "<h2>Example</h2><pre>{\"code\": 0}</pre></body></html>");
    for (const auto* each : {&mixed, &whole}) {
        CHECK(each->first().name == "BoilWater");
        CHECK(names_of(each->first().request) == names{"kettle"});
        CHECK(each->first().request[0].required == true);
        CHECK(each->first().request[0].description == "Which <kettle>, a_b");
        CHECK(names_of(each->first().response) == names{"code"});
    }
    CHECK(whole.first().examples.size() == 1);
    CHECK(mixed.first().request[0].where.at.line == 10);
}

TEST_CASE("shapes: whatever becomes of a page, it is read or refused, and the same each time") {
    names pages;
    for (const auto* file : {"joined.txt", "spaced.txt", "cells.txt", "bars.md"})
        pages.push_back(contents(std::string(BINDERY_CODEGEN_TESTS_DIR "/pages/") + file));
    pages.push_back(request + response +
                    "|Cups|Array of Cup| |x |\n|Cup| | | |\n|Name|String|a|b\n\n |\n```\n{\"Cups\": {}}\n```\n");
    pages.push_back("<html><table><tr><td rowspan=3>Name<td>Type<tr><td colspan=2>a</table><ul><li>x</ul><pre>{</pre>");
    const names scraps = {"|",
                          "\n",
                          "\n\n",
                          "**",
                          "`",
                          "<table>",
                          "</td>",
                          "<td>",
                          "```",
                          "#",
                          "{",
                          "[",
                          "]",
                          "\\",
                          "<li>",
                          "是",
                          "Yes",
                          "- ",
                          "Parameter Name",
                          "Type",
                          "Default value: ",
                          "[1, 5]",
                          "9999999999999999999999",
                          "\xC2\xA0",
                          "&lt;",
                          "\t"};
    std::mt19937 random(20240229);
    const auto below = [&](std::size_t end) { return end == 0 ? 0 : random() % end; };
    for (int round = 0; round < 400; ++round) {
        auto text = pages[below(pages.size())];
        for (std::size_t i = 0, changes = 1 + below(6); i < changes && !text.empty(); ++i) {
            const auto at = below(text.size());
            switch (below(4)) {
            case 0:
                text.erase(at, 1 + below(40));
                break;
            case 1:
                text.insert(at, scraps[below(scraps.size())]);
                break;
            case 2:
                text.insert(at, text.substr(below(text.size()), below(200)));
                break;
            default:
                text.resize(at);
            }
        }
        const auto once = resolve_text(text);
        const auto again = resolve_text(text);
        CHECK(once.lines() == again.lines());
        if (!once.model.operations.empty())
            CHECK(boost::json::serialize(to_json(once.model, once.first(), {})) ==
                  boost::json::serialize(to_json(again.model, again.first(), {})));
    }
}

TEST_SUITE_END();

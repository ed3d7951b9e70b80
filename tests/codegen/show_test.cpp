#include "show/show.hpp"
#include "support/pages.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

using namespace bindery::codegen;

namespace {

const std::string kettle =
    "# Boil\n\nBoils.\n\n| Fact | Value |\n|-|-|\n| Provider | acme |\n| Service | kettle |\n| Version | 2024-02-29 |\n| Host | k.test |\n\n"
    "## Input\n| Name | Type | Required | Rules | Description |\n|-|-|-|-|-|\n"
    "| Cups | Integer | yes | one of `1`, `2`; default `1` | How many. |\n| Leaf | Leaf | no | | Which. |\n\n"
    "## Output\n| Name | Type | Rules |\n|-|-|-|\n| Id | String | nullable; length 1 to 8 bytes; unique for 90 minutes |\n\n"
    "## Leaf\n| Name | Type |\n|-|-|\n| Next | Array of Leaf |\n";

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("show: JSON holds every field, null where the page says nothing") {
    const auto result = resolve_text(kettle);
    INFO(result.lines());
    const auto shown = to_json(result.model, result.first(), {{severity::note, {"page", {3, 4}}, "guessed", {}}});
    for (const auto* field : {"operation", "provider", "service", "version", "host", "rate", "region", "effect",
                              "description", "remarks", "request", "response", "errors", "examples", "notes", "source"})
        CHECK_MESSAGE(shown.contains(field), field);
    CHECK(shown.at("rate").is_null());
    CHECK(shown.at("notes") == boost::json::parse(R"([{"line": 3, "column": 4, "text": "guessed"}])"));
    CHECK(shown.at("request").at(0) == boost::json::parse(R"({
        "name": "Cups", "type": "Integer", "required": true, "common": false, "nullable": false, "deprecated": false, "unit": null,
        "rules": [{"kind": "one_of", "values": [1, 2]}, {"kind": "default", "value": 1}], "description": "How many.", "members": null})"));
    CHECK(shown.at("response").at(0).at("rules") ==
          boost::json::parse(R"([{"kind": "nullable"}, {"kind": "length", "min": 1, "max": 8, "unit": "bytes"},
                                 {"kind": "dedup", "window_minutes": 90}])"));
}

TEST_CASE("show: a structure that lists itself is shown once") {
    const auto result = resolve_text(kettle);
    const auto shown = to_json(result.model, result.first(), {});
    const auto& leaf = shown.at("request").at(1);
    CHECK(leaf.at("members").at(0).at("name") == "Next");
    CHECK(leaf.at("members").at(0).at("members").is_null());
}

TEST_CASE("show: pretty JSON is JSON, and stable") {
    const auto result = resolve_text(kettle);
    const auto shown = to_json(result.model, result.first(), {});
    CHECK(boost::json::parse(pretty(shown)) == shown);
    CHECK(pretty(boost::json::parse(R"({"a":[],"b":[1,{"c":{}}]})")) ==
          "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {\n      \"c\": {}\n    }\n  ]\n}\n");
}

TEST_CASE("show: text names what the page does not state") {
    const auto result = resolve_text(kettle);
    const auto text = to_text(result.model, result.first(), {});
    CHECK(text.find("rate      not stated\n") != std::string::npos);
    CHECK(text.find("  Cups  Integer  required") != std::string::npos);
}

TEST_CASE("show: the page in docs/spec-format.md is a whole one") {
    const auto text = contents(BINDERY_SPECS_DIR "/../docs/spec-format.md");
    const std::string opening = "````markdown\n";
    const auto begin = text.find(opening) + opening.size();
    const auto end = text.find("````", begin);
    REQUIRE(end != std::string::npos);
    auto result = resolve_text(text.substr(begin, end - begin));
    require_complete(result.model, result.said);
    INFO(result.lines());
    CHECK(result.said.said().empty());
    CHECK(names_of(result.first().request) == std::vector<std::string>{"Kettle", "Mode", "Token", "Cups"});
    CHECK(result.first().examples.size() == 1);
}

TEST_SUITE_END();

#include "show/show.hpp"
#include "support/pages.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
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

TEST_CASE("show: structures that use each other twice are not shown two to the power of their number") {
    std::string page = kettle + "\n## Top\n| Name | Type |\n|-|-|\n| A | S0 |\n";
    page.replace(page.find("| Which. |"), 10, "| Which. |\n| Top | S0 | no | | All. |");
    for (int i = 0; i < 60; ++i) {
        const auto next = "S" + std::to_string(i + 1);
        page += "\n## S" + std::to_string(i) + "\n| Name | Type |\n|-|-|\n| A | " + next + " |\n| B | " + next + " |\n";
    }
    page += "\n## S60\n| Name | Type |\n|-|-|\n| A | String |\n";
    const auto result = resolve_text(page);
    INFO(result.lines());
    REQUIRE(result.model.structures.size() > 60);
    const auto shown = to_json(result.model, result.first(), {});
    CHECK(boost::json::serialize(shown).size() < 100'000'000);
    CHECK(boost::json::serialize(shown.at("notes")).find("are left out") != std::string::npos);
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
    const auto text = to_text(to_json(result.model, result.first(), {}));
    CHECK(text.find("rate      not stated\n") != std::string::npos);
    CHECK(text.find("  Cups  Integer  required") != std::string::npos);
    CHECK(text.find("one of `1`, `2`\n") != std::string::npos);
    CHECK(text.find("unique for 90 minutes") != std::string::npos);
}

namespace {

/// Takes the first place where words stand out of a text; false when they do not.
bool take(std::string& text, const std::string& words) {
    const auto at = text.find(words);
    if (at != std::string::npos)
        text.erase(at, words.size());
    return at != std::string::npos;
}

/// Every value of the JSON is in the text, under whatever words. A key that is new is shown or it fails here.
void require_told(const boost::json::value& of, const std::string& key, std::string& text) {
    if (const auto* inner = of.if_object(); inner && key != "input" && key != "output") {
        const auto* min = inner->if_contains("min");
        for (const auto& each : *inner)
            if (each.key() != "max" || !min || *min != each.value()) // "items 2"
                require_told(each.value(), each.key(), text);
    } else if (const auto* list = of.if_array()) {
        for (const auto& each : *list)
            require_told(each, key, text);
    } else if (of.is_bool()) {
        const auto words = key == "required" ? (of.get_bool() ? "required" : "optional")
                           : key == "value"  ? (of.get_bool() ? "true" : "false")
                                             : key.c_str();
        if (of.get_bool() || key == "required" || key == "value")
            CHECK_MESSAGE(text.find(words) != std::string::npos, key);
    } else if (key == "kind" || key == "unit") { // the words of a rule; the unit of a member is one
        const std::string_view told = of.is_string() ? std::string_view(of.get_string()) : "";
        const std::string words(told == "one_of" ? "one of" : told == "dedup" ? "unique" : told);
        CHECK_MESSAGE(text.find(words) != std::string::npos, words);
    } else if (key == "seconds" && of == 1) {
        CHECK(take(text, "per second"));
    } else if (!of.is_null()) {
        const auto words = of.is_string() ? std::string(of.get_string()) : boost::json::serialize(of);
        CHECK_MESSAGE(take(text, words), key << ": " << words);
    }
}

} // namespace

TEST_CASE("show: text tells every field that JSON tells") {
    const auto spec = contents(BINDERY_CODEGEN_TESTS_DIR "/golden/every-rule/spec.md");
    const auto result = resolve_text(spec);
    INFO(result.lines());
    const auto shown = to_json(result.model, result.first(), {{severity::note, {"page", {713, 417}}, "guessed", {}}});
    auto text = to_text(shown);
    INFO(text);
    require_told(shown, {}, text);

    for (const auto* field : {"provider", "effect", "source", "examples"})
        CHECK_MESSAGE(!shown.at(field).is_null(), field);
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

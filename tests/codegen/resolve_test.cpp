#include "support/pages.hpp"

#include <doctest/doctest.h>

using namespace bindery::codegen;

namespace {

std::string spec(const std::string& name, const std::string& more) {
    return "# " + name +
           "\n\nDoes it.\n\n| Fact | Value |\n|-|-|\n| Provider | acme |\n| Service | kettle |\n| Version | 2024-02-29 |\n"
           "| Host | kettle.test |\n" +
           more;
}

const std::string input =
    "\n## Input\n| Name | Type | Required | Rules | Description |\n|-|-|-|-|-|\n| A | String | yes | | One. |\n";
const std::string output =
    "\n## Output\n| Name | Type | Rules | Description |\n|-|-|-|-|\n| Leaves | Array of Leaf | | Leaves. |\n"
    "| Leaf | Leaf | disused | A leaf. |\n";
const std::string types =
    "# Data types\n\n| Fact | Value |\n|-|-|\n| Provider | acme |\n| Service | kettle |\n| Version | 2024-02-29 |\n\n"
    "## Leaf\n\nA leaf\nof tea.\n\n| Name | Type | Rules | Description |\n|-|-|-|-|\n| Kind | String | | Which. |\n";

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("resolve: the facts of a spec") {
    const auto result = resolve_text(
        spec("Boil", "| Rate | 6,000 per minute |\n| Region | required, one of `a-1`, `b-2` |\n| Effect | reads |\n" +
                         input + output + "\n## Notes\n\n- Hot.\n- Very\n  hot.\n"));
    const auto& found = result.first();
    CHECK(found.name == "Boil");
    CHECK(found.description == "Does it.");
    CHECK(found.of == home{"acme", "kettle", "2024-02-29"});
    CHECK(found.host == "kettle.test");
    CHECK(found.rate == rate{6000, 60});
    CHECK(found.region == region{true, {"a-1", "b-2"}});
    CHECK(found.effect == effect::reads);
    CHECK(found.remarks == std::vector<std::string>{"Hot.", "Very hot."});
}

TEST_CASE("resolve: what a page does not state stays empty") {
    const auto result =
        resolve_text("Boil\n\nBoilWater\n\nParameter Name Required Type Description\nA Yes String One.\n\n"
                     "Parameter Name Type Description\nRequestId String The request.\n");
    const auto& found = result.first();
    CHECK(found.name == "BoilWater");
    CHECK(found.of == home{});
    CHECK_FALSE(found.host);
    CHECK_FALSE(found.rate);
    CHECK_FALSE(found.region);
    CHECK_FALSE(found.effect);
    CHECK_FALSE(found.response[0].required);
}

TEST_CASE("resolve: a structure may be described on another page of the service version, in any order") {
    for (const bool types_first : {true, false}) {
        const std::pair<std::string, std::string> one{"boil.md", spec("Boil", input + output)};
        const std::pair<std::string, std::string> two{"types.md", types};
        auto result = types_first ? resolve_texts({two, one}) : resolve_texts({one, two});
        require_complete(result.model, result.said);
        INFO(result.lines());
        CHECK(result.said.said().empty());
        const auto* leaf = result.model.find(result.first().of, "Leaf");
        REQUIRE(leaf);
        CHECK(leaf->description == "A leaf of tea.");
        CHECK_FALSE(leaf->inferred);
    }
}

TEST_CASE("resolve: a structure that only an example shows is inferred, members in use before disused ones") {
    const auto result = resolve_text(spec(
        "Boil",
        input + output +
            "\n## Example: one\n```json\n{\"Response\": {\"Leaf\": {\"Old\": 1, \"Size\": 2}, \"Leaves\": [{\"Kind\": \"a\", \"Size\": 1.5, "
            "\"Tags\": [\"x\"], \"Stem\": {\"Long\": true}}]}}\n```\n"));
    CHECK_FALSE(result.said.failed());
    const auto* leaf = result.model.find(result.first().of, "Leaf");
    REQUIRE(leaf);
    CHECK(leaf->inferred);
    CHECK(names_of(leaf->members) == std::vector<std::string>{"Kind", "Size", "Tags", "Stem", "Old"});
    CHECK(leaf->members[1].type.words == "Float");
    CHECK(leaf->members[2].type.words == "Array of String");
    CHECK(leaf->members[3].type.structure == "Stem");
    REQUIRE(result.model.find(result.first().of, "Stem"));
    CHECK(
        result.lines() ==
        std::vector<std::string>{
            "page:20:3: note: the structure Leaf is described nowhere: its 5 members are inferred from the examples of Boil",
            "page:20:3: note: the structure Stem is described nowhere: its 1 members are inferred from the examples of Boil"});
}

TEST_CASE("resolve: a structure that nothing shows is noted, and refused where headers are made") {
    auto result = resolve_text(spec("Boil", input + output));
    CHECK(result.said.said().size() == 2);
    CHECK_FALSE(result.said.failed());
    require_complete(result.model, result.said);
    CHECK(
        result.lines().back() ==
        "page:21:3: error: saw a structure Leaf that no page describes, expected a table of its members under a heading with its name");
}

TEST_CASE("resolve: an operation may say that it takes or gives nothing") {
    const auto silent = resolve_text(spec("Ping", "\n## Input\n\nNone.\n\n## Output\n\nNone.\n"));
    CHECK(silent.said.said().empty());
    CHECK(resolve_text(spec("Ping", "\n## Input\n\nNone.\n")).lines() ==
          std::vector<std::string>{"page:14:6: error: saw the end of the page, expected a table of output parameters"});
}

TEST_CASE("resolve: one page for an operation, one description of a structure") {
    const auto twice = resolve_texts({{"a.md", spec("Boil", input + output)},
                                      {"b.md", spec("Boil", input + output)},
                                      {"t.md", types},
                                      {"u.md", types}});
    CHECK(twice.lines() ==
          std::vector<std::string>{
              "b.md:1:1: error: saw a second page for Boil, expected one for an operation of a service version",
              "u.md:14:1: error: saw a second description of Leaf, expected one in all pages of a service version"});
}

TEST_CASE("resolve: an example that is no JSON is left out, and a note says so") {
    const auto result = resolve_text(spec(
        "Boil",
        input + "\n## Output\n| Name | Type |\n|-|-|\n| B | String |\n\n## Example\n```json\n{\"B\": oops}\n```\n"));
    CHECK_FALSE(result.said.failed());
    REQUIRE(result.lines().size() == 1);
    CHECK(result.lines()[0].starts_with("page:24:1: note: this example is not well-formed JSON and is left out"));
}

TEST_SUITE_END();

#include "paging/paging.hpp"
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

namespace {

std::string shelf(const std::string& facts) {
    return spec(
        "List",
        facts + "\n## Input\n| Name | Type | Required |\n|-|-|-|\n| Offset | Integer | no |\n| Limit | Integer | no |\n"
                "| Cursor | String | no |\n\n## Output\n| Name | Type | Rules |\n|-|-|-|\n| TotalCount | Integer | |\n"
                "| Next | String | |\n| State | String | one of `OPEN`, `FULL`, `BROKEN` |\n"
                "| Cups | Array of String | |\n| Shelf | Shelf | |\n\n"
                "## Shelf\n| Name | Type |\n|-|-|\n| Count | Integer |\n");
}

} // namespace

TEST_CASE("resolve: a spec says how its answer is paged and which states are final") {
    const auto paged = [](const std::string& fact) {
        const auto result = resolve_text(shelf("| Pages | " + fact + " |\n"));
        INFO(result.lines());
        CHECK(result.said.said().empty());
        return in_words(result.first().pages);
    };
    CHECK(paged("offset `Offset` limit `Limit` total `/Shelf/Count` items `/Cups`") ==
          "offset `Offset` limit `Limit` total `/Shelf/Count` items `/Cups`");
    CHECK(paged("from `/Next`, token `Cursor`") == "token `Cursor` from `/Next` items `/Cups`"); // the only list
    CHECK(paged("page `Offset`") == "page `Offset` items `/Cups`");

    const auto waits =
        resolve_text(shelf("| Wait | until `State` is `FULL` or `OPEN`, failed when `BROKEN` |\n")).first().wait;
    CHECK(in_words(waits) == "until `/State` is `FULL`, `OPEN`, failed when `BROKEN`");
}

TEST_CASE("resolve: what pages and final states cannot be is said at the fact") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"Pages | offset `Ofset`", R"(saw "Ofset", expected a member of the request)"},
        {"Pages | offset `/TotalCount`", R"(saw "/TotalCount", expected a member of the request)"},
        {"Pages | offset `Offset` total `TotalCount`",
         R"(saw "TotalCount", expected a member of the answer, such as /Data/Total)"},
        {"Pages | offset `Offset` total `/Shelf`", R"(saw "/Shelf" of type "Shelf", expected a whole number)"},
        {"Pages | offset `Offset` total `/TotalCount/Count`",
         R"(saw "/TotalCount/Count", expected a member of the answer, such as /Data/Total)"},
        {"Pages | offset `Offset` total `/Shelf/None`",
         R"(saw "/Shelf/None", expected a member of the answer, such as /Data/Total)"},
        {"Pages | offset `Cursor`", R"(saw "Cursor" of type "String", expected a whole number)"},
        {"Pages | token `Limit` from `/Next`", R"(saw "Limit" of type "Integer", expected a text)"},
        {"Pages | token `Cursor` from `/Cups`", R"(saw "/Cups" of type "Array of String", expected a text)"},
        {"Pages | offset `Offset` items `/Shelf`", R"(saw "/Shelf" of type "Shelf", expected a list)"},
        {"Wait | until `Stat` is `FULL`", R"(saw "/Stat", expected a member of the answer, such as /Data/Total)"},
        {"Wait | until `Cups` is `FULL`",
         R"(saw "/Cups" of type "Array of String", expected a text or a whole number)"},
        {"Wait | until `State` is `FULL`, failed when `LOST`", R"(saw "LOST", expected one of the values of /State)"}};
    for (const auto& [fact, message] : cases)
        CHECK(resolve_text(shelf("| " + fact + " |\n")).lines() ==
              std::vector<std::string>{"page:11:" + std::string(fact.starts_with("Pages") ? "11" : "10") +
                                       ": error: " + message});

    for (const char* fact :
         {"Pages | offset", "Pages | ``", "Pages | limit `Limit`", "Pages | offset `Offset` page `Limit`",
          "Pages | token `Cursor`", "Pages | offset `Offset` from `/Next`", "Pages | offset `Offset` offset `Limit`",
          "Pages | offset `Offset` somewhere", "Pages | token `Cursor` from `/Next` total `/TotalCount`",
          "Wait | until `State`", "Wait | until `State` when `FULL`", "Wait | `State` is `FULL`",
          "Wait | until `State` failed when `BROKEN`", "Wait | until `State` is `FULL`, failed when `FULL`",
          "Region | required `a`", "Region | required, one of"}) {
        CAPTURE(fact);
        const auto result = resolve_text(shelf("| " + std::string(fact) + " |\n"));
        CHECK(result.said.failed());
        CHECK(result.lines().front().find("expected ") != std::string::npos);
    }
}

TEST_CASE("resolve: where there are two lists the one of the items is named") {
    auto text = shelf("| Pages | offset `Offset` |\n");
    text.replace(text.find("| Count | Integer |"), 19, "| Names | Array of String |");
    CHECK(resolve_text(text).lines() ==
          std::vector<std::string>{
              "page:11:11: error: saw several lists in the answer, expected one, or items `/List` behind the rest"});
    text.replace(text.find("`Offset`"), 8, "`Offset` items `/Shelf/Names`");
    CHECK(resolve_text(text).said.said().empty());
}

TEST_CASE("resolve: how metadata's answers are paged is inferred where nothing that is told leaves a doubt") {
    const std::string head = "| Name | Type | Rules | Description |\n|-|-|-|-|\n";
    const std::string shelf = "\n## Shelf\n" + head + "| Cups | Array of String | | |\n";
    const auto inferred = [&](const std::string& request, const std::string& answer, const std::string& rest) {
        auto result =
            resolve_text(spec("List", "\n## Input\n" + head + request + "\n## Output\n" + head + answer + rest));
        INFO(result.lines());
        REQUIRE_FALSE(result.said.failed());
        const auto before = result.said.said().size();
        infer_paging(result.model, result.said);
        CHECK(result.said.said().size() == before + (result.first().pages ? 1 : 0)); // a note
        return in_words(result.first().pages);
    };
    const std::string by_offset = "| Offset | Integer | | Where to begin. |\n| Limit | Integer | | |\n";
    const auto by_number = [](const std::string& rules) {
        return "| PageNo | Integer | " + rules + " | Which page. |\n| PageSize | Integer | | |\n";
    };
    const std::string by_token = "| NextToken | String | | |\n| MaxResults | Integer | | |\n";
    const std::string total = "| TotalCount | Integer | | How many there are. |\n";
    const std::string cups = "| Cups | Array of String | | |\n";
    CHECK(inferred(by_offset, total + cups, shelf) ==
          "offset `Offset` limit `Limit` total `/TotalCount` items `/Cups`");
    CHECK(inferred(by_offset, total + "| Shelf | Shelf | | |\n", shelf) ==
          "offset `Offset` limit `Limit` total `/TotalCount` items `/Shelf/Cups`");
    for (const char* first : {"default `1`", "default `0`", "range at least 1"})
        CHECK(inferred(by_number(first), cups + "| Total | Integer | | |\n", shelf) ==
              "page `PageNo` limit `PageSize` total `/Total` items `/Cups`");
    CHECK(inferred(by_token, "| NextToken | String | | |\n" + cups, shelf) ==
          "token `NextToken` limit `MaxResults` from `/NextToken` items `/Cups`");

    const std::string no_number = "| Offset | String | | |\n| Limit | Integer | | |\n";
    const std::string counts_pages = "| Offset | Integer | | The page number. |\n| Limit | Integer | | |\n";
    const std::string of_a_page = "| TotalCount | Integer | | How many items are returned. |\n";
    const std::pair<std::string, std::string> doubtful[] = {
        {by_offset, cups},  // no total
        {by_offset, total}, // no list
        {by_offset, total + cups + "| Plates | Array of String | | |\n"},
        {by_offset, of_a_page + cups},
        {by_offset + by_number("default `1`"), total + cups}, // two ways
        {no_number, total + cups},
        {counts_pages, total + cups},
        {"| Offset | Integer | | |\n", total + cups}, // no limit
        {by_number(""), total + cups},                // the first page may be 0
        {by_number("range at least 0"), total + cups},
        {by_token, cups}};
    for (const auto& [request, answer] : doubtful) {
        CAPTURE(request);
        CAPTURE(answer);
        CHECK(inferred(request, answer, shelf) == "");
    }

    // Shelves in shelves: there are more ways through the answer than anybody can go.
    std::string shelves = "\n## Shelf\n" + head;
    for (int i = 0; i != 200; ++i)
        shelves += "| Shelf" + std::to_string(i) + " | Shelf | | |\n";
    CHECK(inferred(by_offset, total + "| Shelf | Shelf | | |\n", shelves) == "");
    CHECK(inferred(by_offset, total + cups + "| Shelf | Shelf | | |\n", shelves) == "");
}

TEST_SUITE_END();

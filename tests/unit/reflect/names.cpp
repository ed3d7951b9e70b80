#include <bindery/reflect/table.hpp>

#include <support/structures.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace bindery;
using namespace std::literals;

TEST_CASE("names: all in one text, each with what JSON puts around it") {
    constexpr reflect::detail::name_table<2, 14> table{{"Id", "Size", {}}};
    CHECK(std::string_view(table.keys, 14) == ",\"Id\":,\"Size\":"sv);
    CHECK(table.tags[0] == reflect::detail::tag_of("Id"));
    CHECK(table.tags[1] == reflect::detail::tag_of("Size"));
}

TEST_CASE("names: of none there is a block to load all the same") {
    constexpr reflect::detail::name_table<0, 0> table{{{}}};
    CHECK(sizeof table.keys >= reflect::detail::name_block);
    CHECK(sizeof table.tags >= reflect::detail::name_block);
    CHECK(reflect::detail::tag_of({}) == 0);
}

TEST_CASE("names: a member's key is its name as JSON writes it") {
    for (const reflect::member& each : reflect::structure_of<structures::everything>.members)
        CHECK(each.key() == ",\"" + std::string(each.name) + "\":");
}

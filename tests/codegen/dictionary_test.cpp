#include "dictionary/column.hpp"
#include "dictionary/section.hpp"
#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"

#include <doctest/doctest.h>

using namespace bindery::codegen;

TEST_SUITE_BEGIN("unit");

TEST_CASE("columns: synonyms in any case, with or without a question mark") {
    CHECK(column_of("Parameter Name") == column::name);
    CHECK(column_of("Required?") == column::required);
    CHECK(column_of("是否必选") == column::required);
    CHECK(column_of(" HTTP status code ") == column::http);
    CHECK_FALSE(column_of("Action"));
}

TEST_CASE("columns: all words a text may begin with, the longest first") {
    CHECK(columns_at_start("Parameter NameRequired")[0].size == 14);
    CHECK(columns_at_start("Parameter NameRequired")[1].size == 9);
    CHECK(columns_at_start("Error CodeDescription")[0].meaning == column::code);
    CHECK(columns_at_start("Access level").empty());
}

TEST_CASE("columns: a table needs something that names its rows") {
    CHECK(heads_a_table({column::name, column::type}));
    CHECK_FALSE(heads_a_table({column::type, column::description}));
    CHECK_FALSE(heads_a_table({column::name, column::other}));
}

TEST_CASE("sections: a heading is known by its words, its number or its mark") {
    CHECK(heading_of("2. Input Parameters")->about == section::input);
    CHECK(heading_of("Response elements")->about == section::output);
    CHECK(heading_of("## VideoInfo")->text == "VideoInfo");
    CHECK(heading_of("# **Stop**")->text == "Stop");
    CHECK(heading_of("Example1 Stopping a task")->about == section::example);
    CHECK_FALSE(heading_of("1. First, open the page."));
    CHECK_FALSE(heading_of("Example of a value"));
}

TEST_CASE("yes or no: anything else is neither") {
    CHECK(yes_no("Yes") == true);
    CHECK(yes_no(" no ") == false);
    CHECK(yes_no("否") == false);
    CHECK_FALSE(yes_no("Maybe"));
    CHECK_FALSE(yes_no(""));
}

TEST_CASE("types: lists nest, structures begin with a capital, slips of the pen are no structures") {
    CHECK(resolve_type("Array of Array of String")->lists == 2);
    CHECK(resolve_type("Array of VideoInfo")->structure == "VideoInfo");
    CHECK(resolve_type("Timestamp ISO8601")->kind == type_kind::timestamp);
    CHECK(resolve_type("Object")->structure.empty());
    CHECK(resolve_type("Unsigned integer")->kind == type_kind::unsigned_integer);
    CHECK_FALSE(resolve_type("Strng"));
    CHECK_FALSE(resolve_type("blob"));
    CHECK_FALSE(resolve_type(""));
    CHECK(nearest_type_word("Intger") == "Integer");
}

TEST_SUITE_END();

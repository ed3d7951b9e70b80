#include <bindery/types/rules.hpp>

#include <doctest/doctest.h>

using namespace bindery;

TEST_CASE("rules: each holds its constraint as data") {
    static_assert(length<1, 2>::value.rule == rule::length && length<1, 2>::value.min == 1 &&
                  length<1, 2>::value.max == 2);
    static_assert(bytes<1, 2>::value.rule == rule::bytes && bytes<1, 2>::value.max == 2);
    static_assert(range<-1, 2>::value.rule == rule::range && range<-1, 2>::value.min == -1);
    static_assert(items<0, 9>::value.rule == rule::items && items<0, 9>::value.max == 9);
    static_assert(iso8601::value.rule == rule::timestamp);
    CHECK(one_of<"b", "a">::value.values.size() == 2);
    CHECK(one_of<"b", "a">::value.values[0] == "b");
    CHECK(one_of<"b", "a">::value.values[1] == "a");
    CHECK(pattern<"[a-z]+">::value.values[0] == "[a-z]+");
}

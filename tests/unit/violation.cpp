#include <bindery/violation.hpp>

#include <doctest/doctest.h>

#include <set>
#include <sstream>
#include <string>

using namespace bindery;
using namespace std::string_literals;

TEST_CASE("violation: every rule has a name of its own") {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(rule::known); ++i)
        names.insert(name_of(static_cast<rule>(i)));
    CHECK(names.size() == static_cast<std::size_t>(rule::known) + 1);
    CHECK(name_of(rule::required) == "required");
    CHECK(name_of(rule::one_of) == "one_of");
    CHECK(name_of(rule::known) == "known");
}

TEST_CASE("violation: reads as a sentence") {
    CHECK(to_string(violation{"/SessionId", rule::length, "at most 50 characters", "51: \"2f1c\""}) ==
          "/SessionId: expected at most 50 characters, found 51: \"2f1c\"");
    CHECK(to_string(violation{"/TaskId", rule::required, "a value", ""}) == "/TaskId: expected a value");
    CHECK(to_string(violation{"", rule::type, "an object", ""}) == "(request): expected an object");
}

TEST_CASE("violation: is one line whatever the names in it") {
    const violation hostile{"/a\nb\r\x1b[2J\0c"s, rule::known, "x\u009by", "\x7F"};
    const std::string text = to_string(hostile);
    CHECK(text == "/a b  [2J c: expected x  y, found  ");
    std::ostringstream out;
    out << hostile;
    CHECK(out.str() == text);
}

TEST_CASE("violation: compares by everything it says") {
    const violation a{"/A", rule::length, "x", "y"};
    CHECK(a == violation{"/A", rule::length, "x", "y"});
    CHECK_FALSE(a == violation{"/B", rule::length, "x", "y"});
    CHECK_FALSE(a == violation{"/A", rule::bytes, "x", "y"});
    CHECK_FALSE(a == violation{"/A", rule::length, "z", "y"});
    CHECK_FALSE(a == violation{"/A", rule::length, "x", "z"});
}

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

TEST_CASE("violation: nothing unseen turns the text around, hides in it or steers a terminal") {
    for (const char* unseen :
         {"\u200b", "\u200e", "\u200f", "\u061c",     "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
          "\u2028", "\u2029", "\u2060", "\u2066",     "\u2067", "\u2068", "\u2069", "\u00ad", "\u034f",
          "\u180e", "\ufeff", "\ufff9", "\U000e0041", "\u0080", "\u009f", "\x9b",   "\x1b",   "\x7f"}) {
        const std::string hidden(unseen);
        CAPTURE(hidden.size());
        const violation hostile{"/a" + hidden, rule::known, "b", hidden + "c" + hidden};
        const std::string blank(hidden.size(), ' ');
        CHECK(to_string(hostile) == "/a" + blank + ": expected b, found " + blank + "c" + blank);
    }
    for (const char* seen : {"\u00e9\u00a0\u2010\u2030\u205f\u3000", "\u4e2d\u6587", "\U0001f600", "\u05d0\u0628",
                             "\xe2\xa0", "\xff\xe2", "\xc3(", "\xf0\xaf", "\xa0"})
        CHECK(to_string(violation{"/a", rule::known, seen, ""}) == std::string("/a: expected ") + seen);
}

TEST_CASE("violation: compares by everything it says") {
    const violation a{"/A", rule::length, "x", "y"};
    CHECK(a == violation{"/A", rule::length, "x", "y"});
    CHECK_FALSE(a == violation{"/B", rule::length, "x", "y"});
    CHECK_FALSE(a == violation{"/A", rule::bytes, "x", "y"});
    CHECK_FALSE(a == violation{"/A", rule::length, "z", "y"});
    CHECK_FALSE(a == violation{"/A", rule::length, "x", "z"});
}

#include <bindery/types/required.hpp>

#include <bindery/types/list.hpp>
#include <bindery/types/numbers.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

using namespace bindery;

static_assert(!std::is_default_constructible_v<required<text<>>>);
static_assert(!std::is_default_constructible_v<required<list<text<>>>>);
static_assert(std::is_constructible_v<required<text<>>, absent_t>);
static_assert(!std::is_convertible_v<int, required<text<>>>);
static_assert(!std::is_convertible_v<bool, required<integer<>>>);
static_assert(!std::is_convertible_v<optional<text<>>, required<text<>>>, "it may have no value");

TEST_CASE("required: takes literals and run-time values") {
    constexpr required<text<length<0, 3>>> literal = "abc";
    static_assert(literal->view() == "abc");
    required<text<>> value = std::string("run-time");
    CHECK(value->view() == "run-time");
    value = "literal";
    CHECK((*value).view() == "literal");
    const required<integer<>> number = 5;
    CHECK(*number == 5);
}

TEST_CASE("required: can be absent when that is spelt out") {
    required<text<>> value = absent;
    CHECK_FALSE(value.has_value());
    CHECK_FALSE(static_cast<bool>(value));
    value.emplace(std::string("now"));
    CHECK(value.has_value());
    CHECK(value->view() == "now");
}

TEST_CASE("required: compares like its value") {
    const required<text<>> a = "a", none = absent;
    CHECK(bool(a == required<text<>>("a")));
    CHECK(bool(a != none));
    CHECK(bool(a == "a"));
    CHECK(bool(a == std::string("a")));
    CHECK(bool(a != std::string_view("b")));
    CHECK(bool(required<integer<>>(3) == 3));
}

TEST_CASE("required: gives its value like optional does") {
    required<text<>> a = "a", none = absent;
    CHECK(a.value().view() == "a");
    CHECK_THROWS_AS(none.value(), std::bad_optional_access);
    CHECK(none.value_or("other").view() == "other");
    swap(a, none);
    CHECK_FALSE(a);
    CHECK((*std::move(none)).view() == "a");
    required<integer<range<1, 5>>> number = 1;
    CHECK(number.emplace(2) == 2);
    CHECK(number.emplace(run_time(6)) == 6);
}

TEST_CASE("required: is laid out like optional, where the tables look for the value") {
    const required<text<>> value = "a";
    CHECK(reinterpret_cast<const char*>(&*value) - reinterpret_cast<const char*>(&value) ==
          static_cast<std::ptrdiff_t>(optional<text<>>::value_offset()));
    CHECK(sizeof(required<text<>>) == sizeof(optional<text<>>));
}

#include <bindery/types/rules.hpp>
#include <bindery/types/satisfies.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

using namespace bindery;

namespace {

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();
constexpr auto unsigned_highest = std::numeric_limits<std::uint64_t>::max();

bool text_keeps(const constraint& rule, std::string_view value) {
    return satisfies(rule, value, utf8::count(value));
}

} // namespace

TEST_CASE("satisfies: bounds are included, for characters and for bytes") {
    CHECK_FALSE(text_keeps(length<2, 3>::value, "a"));
    CHECK(text_keeps(length<2, 3>::value, "\u4e2d\u4e2d"));
    CHECK(text_keeps(length<2, 3>::value, "abc"));
    CHECK_FALSE(text_keeps(length<2, 3>::value, "abcd"));
    CHECK_FALSE(text_keeps(bytes<2, 3>::value, "a"));
    CHECK(text_keeps(bytes<2, 3>::value, "\u4e2d"));
    CHECK_FALSE(text_keeps(bytes<2, 3>::value, "\u4e2d\u4e2d"));
}

TEST_CASE("satisfies: judges forms of text") {
    CHECK(text_keeps(one_of<"a", "b">::value, "b"));
    CHECK_FALSE(text_keeps(one_of<"a", "b">::value, "ab"));
    CHECK(text_keeps(pattern<"a+">::value, "aa"));
    CHECK_FALSE(text_keeps(pattern<"a+">::value, "ab"));
    CHECK(text_keeps(iso8601::value, "2023-11-14T22:13:20Z"));
    CHECK_FALSE(text_keeps(iso8601::value, "soon"));
}

TEST_CASE("satisfies: judges integers at their limits") {
    CHECK(satisfies(range<no_minimum, 0>::value, lowest));
    CHECK_FALSE(satisfies(range<no_minimum, 0>::value, std::int64_t{1}));
    CHECK(satisfies(range<0, no_maximum>::value, highest));
    CHECK_FALSE(satisfies(range<0, no_maximum>::value, std::int64_t{-1}));
    CHECK(satisfies(range<-1, 1>::value, std::int64_t{-1}));
    CHECK_FALSE(satisfies(range<-1, 1>::value, std::int64_t{2}));
}

TEST_CASE("satisfies: judges unsigned integers above what a signed one holds") {
    CHECK(satisfies(range<0, no_maximum>::value, unsigned_highest));
    CHECK_FALSE(satisfies(range<0, highest - 1>::value, unsigned_highest));
    CHECK_FALSE(satisfies(range<0, 5>::value, std::uint64_t{1} << 63));
    CHECK(satisfies(range<-5, 5>::value, std::uint64_t{5}));
    CHECK_FALSE(satisfies(range<-5, 5>::value, std::uint64_t{6}));
}

TEST_CASE("satisfies: judges numbers, and NaN keeps no bounds") {
    CHECK(satisfies(range<0, 1>::value, 0.0));
    CHECK(satisfies(range<0, 1>::value, 1.0));
    CHECK_FALSE(satisfies(range<0, 1>::value, 1.0000000001));
    CHECK_FALSE(satisfies(range<0, 1>::value, std::numeric_limits<double>::quiet_NaN()));
    CHECK_FALSE(is_finite(std::numeric_limits<double>::quiet_NaN()));
    CHECK_FALSE(is_finite(-std::numeric_limits<double>::infinity()));
    CHECK(is_finite(std::numeric_limits<double>::max()));
}

TEST_CASE("satisfies: listed numbers are compared as decimal text") {
    using listed = one_of<"720", "-1">;
    CHECK(satisfies(listed::value, std::int64_t{720}));
    CHECK(satisfies(listed::value, std::int64_t{-1}));
    CHECK_FALSE(satisfies(listed::value, std::int64_t{72}));
    CHECK(satisfies(listed::value, std::uint64_t{720}));
    CHECK_FALSE(satisfies(listed::value, unsigned_highest)); // -1 in another dress
}

TEST_CASE("satisfies: decimal text of integers is exact at the limits") {
    for (const std::int64_t value : {std::int64_t{0}, std::int64_t{7}, std::int64_t{-10}, lowest, highest})
        CHECK(decimal(value).view() == std::to_string(value));
    CHECK(decimal(unsigned_highest).view() == "18446744073709551615");
    static_assert(decimal(std::int64_t{-120}).view() == "-120");
}

TEST_CASE("satisfies: a rule of another kind of value is no one's concern") {
    CHECK(text_keeps(range<1, 2>::value, "abc"));
    CHECK(satisfies(length<1, 2>::value, std::int64_t{700}));
    CHECK(satisfies(length<1, 2>::value, 700.0));
}

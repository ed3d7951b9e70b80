#include <bindery/types/numbers.hpp>

#include <bindery/types/optional.hpp>
#include <bindery/types/required.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <type_traits>

using namespace bindery;

namespace {

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();
constexpr auto unsigned_highest = std::numeric_limits<std::uint64_t>::max();

enum plain_enum {
    one
};
enum class scoped_enum {
    one
};

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

template <class From, class To>
constexpr bool converts = std::is_convertible_v<From, To>;

} // namespace

static_assert(converts<short, integer<>> && converts<int, integer<>> && converts<long, integer<>> &&
              converts<long long, integer<>>);
static_assert(converts<unsigned char, integer<>> && converts<std::uint32_t, integer<>> &&
              converts<signed char, integer<>>);
static_assert(!converts<std::uint64_t, integer<>> && !converts<unsigned long long, integer<>>, "may not fit");
static_assert(!converts<double, integer<>> && !converts<float, integer<>>);
static_assert(!converts<bool, integer<>> && !converts<char, integer<>> && !converts<wchar_t, integer<>>);
static_assert(!converts<char8_t, integer<>> && !converts<char16_t, integer<>> && !converts<char32_t, integer<>>);
static_assert(!converts<const char*, integer<>> && !converts<std::nullptr_t, integer<>>);
static_assert(!converts<plain_enum, integer<>> && !converts<scoped_enum, integer<>>);
static_assert(!converts<wide, integer<>> && !converts<unsigned_wide, integer<>> && !converts<wide, unsigned_integer<>>);

static_assert(converts<std::uint64_t, unsigned_integer<>> && converts<unsigned, unsigned_integer<>>);
static_assert(!converts<double, unsigned_integer<>> && !converts<bool, unsigned_integer<>> &&
              !converts<char, unsigned_integer<>>);

static_assert(converts<double, number<>> && converts<float, number<>> && converts<int, number<>> &&
              converts<unsigned, number<>>);
static_assert(!converts<std::int64_t, number<>> && !converts<std::uint64_t, number<>>, "may lose digits");
static_assert(!converts<long double, number<>> && !converts<bool, number<>> && !converts<char, number<>>);

static_assert(converts<bool, boolean>);
static_assert(!converts<int, boolean> && !converts<const char*, boolean> && !converts<double, boolean>);
static_assert(!converts<std::nullptr_t, boolean> && !converts<integer<>, boolean>);

TEST_CASE("integer: holds every value of 64 signed bits") {
    for (const std::int64_t value : {lowest, lowest + 1, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, highest}) {
        const integer<> held = value;
        CHECK(held.value() == value);
        CHECK(static_cast<std::int64_t>(held) == value);
    }
    CHECK(integer<>().value() == 0);
}

TEST_CASE("unsigned_integer: holds every value of 64 unsigned bits") {
    for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{1}, unsigned_highest}) {
        const unsigned_integer<> held = value;
        CHECK(held.value() == value);
    }
    constexpr unsigned_integer<range<0, 20>> literal = 20;
    CHECK(literal.value() == 20);
    CHECK(unsigned_integer<>().value() == 0);
}

TEST_CASE("number: holds doubles as they are") {
    for (const double value : {0.0, -0.0, 0.1, 5e-324, std::numeric_limits<double>::max()})
        CHECK(number<>(value).value() == value);
    CHECK(number<>(7).value() == 7.0);
    CHECK(number<>(0.5f).value() == 0.5);
    CHECK(number<>().value() == 0.0);
}

TEST_CASE("boolean: holds true and false") {
    CHECK(boolean(true).value());
    CHECK_FALSE(boolean(false).value());
    CHECK_FALSE(boolean().value());
}

TEST_CASE("numbers: constants at the bounds are accepted") {
    constexpr integer<range<-5, 5>> low = -5;
    constexpr integer<range<-5, 5>> high = 5;
    constexpr integer<range<no_minimum, 5>> lowest_of_all = lowest;
    constexpr integer<one_of<"720", "1080">> listed = 720;
    constexpr number<range<0, 1>> share = 1.0;
    constexpr unsigned_integer<range<0, no_maximum>> big = unsigned_highest;
    static_assert(low.value() == -5 && high.value() == 5 && lowest_of_all.value() == lowest && listed.value() == 720);
    static_assert(share.value() == 1.0 && big.value() == unsigned_highest);
}

TEST_CASE("numbers: a run-time value out of range is kept, for validate to judge") {
    const auto outside = [](auto value) { return run_time(value); };
    CHECK(integer<range<-5, 5>>(outside(6)).value() == 6);
    CHECK(unsigned_integer<range<0, 20>>(outside(21u)).value() == 21);
    CHECK(number<range<0, 1>>(outside(1.5)).value() == 1.5);
    constexpr integer<one_of<"1", "2">> said_so = run_time(3);
    static_assert(said_so.value() == 3);
}

TEST_CASE("numbers: run_time gives a number only to what holds all of its kind") {
    static_assert(converts<run_time_number<int>, integer<range<1, 2>>> && converts<run_time_number<int>, integer<>>);
    static_assert(!converts<run_time_number<std::uint64_t>, integer<>> &&
                  !converts<run_time_number<double>, integer<>>);
    static_assert(converts<run_time_number<unsigned>, unsigned_integer<range<1, 2>>>);
    static_assert(!converts<run_time_number<int>, unsigned_integer<>>, "may be negative");
    static_assert(converts<run_time_number<float>, number<>> && !converts<run_time_number<std::int64_t>, number<>>);
    static_assert(!converts<run_time_number<bool>, integer<>> && !converts<run_time_number<bool>, boolean>);
    int days = 3;
    required<integer<range<1, 14>>> member = run_time(days);
    member = run_time(++days);
    CHECK((member == 4));
    optional<number<range<-90, 90>>> latitude;
    latitude = run_time(91.0);
    CHECK((latitude == 91.0));
}

TEST_CASE("numbers: literals pass through optional and required to the compiler's judgement") {
    optional<unsigned_integer<>> size = 3;
    CHECK((size == 3));
    CHECK((size == 3u));
    CHECK((size != -1));
    CHECK((optional<unsigned_integer<>>(unsigned_highest) != -1));
    size = 4;
    CHECK((size->value() == 4));
    const required<unsigned_integer<range<1, 5>>> few = 5u;
    CHECK((few == 5));
    required<integer<range<1, 14>>> days = 14;
    days = 1;
    CHECK((days == 1));
    optional<number<range<0, 1>>> share = 1;
    share = 0.5;
    CHECK((share == 0.5));
    constexpr int known = 2;
    const optional<integer<one_of<"1", "2">>> choice = known;
    CHECK((choice == 2));
}

TEST_CASE("numbers: constraints are known by type") {
    static_assert(constraints_of<integer<>>.empty() && constraints_of<number<>>.empty() &&
                  constraints_of<boolean>.empty());
    static_assert(constraints_of<integer<range<1, 2>>>.size() == 1);
    static_assert(constraints_of<unsigned_integer<range<1, 2>>>[0].max == 2);
    static_assert(constraints_of<number<range<1, 2>>>[0].min == 1);
    CHECK(constraints_of<integer<range<1, 2>, one_of<"1">>>.size() == 2);
}

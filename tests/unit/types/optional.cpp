#include <bindery/types/optional.hpp>

#include <bindery/types/indirect.hpp>
#include <bindery/types/list.hpp>
#include <bindery/types/numbers.hpp>
#include <bindery/types/required.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

using namespace bindery;

namespace {

struct counted {
    static inline int alive = 0;
    int value;
    explicit counted(int v) : value(v) { ++alive; }
    counted(const counted& other) : value(other.value) { ++alive; }
    counted(counted&& other) noexcept : value(std::exchange(other.value, -1)) { ++alive; }
    counted& operator=(const counted&) = delete;
    ~counted() { --alive; }
};

struct place {
    optional<number<range<-90, 90>>> Latitude{};
    optional<text<>> Name{};
};

} // namespace

static_assert(std::is_default_constructible_v<optional<text<>>>);
static_assert(std::is_convertible_v<absent_t, optional<text<>>>);
static_assert(!std::is_convertible_v<std::nullptr_t, optional<text<>>>);
static_assert(!std::is_convertible_v<int, optional<text<>>>);
static_assert(!std::is_convertible_v<double, optional<integer<>>>);
static_assert(!std::is_convertible_v<int, optional<boolean>>);
static_assert(!std::is_convertible_v<optional<text<>>, bool>, "only explicitly");
static_assert(std::is_nothrow_move_constructible_v<optional<text<>>>);

namespace {
struct chain_link {
    int Number = 0;
    optional<indirect<chain_link>> Next{};
};
} // namespace

TEST_CASE("optional: takes what is within its own value") {
    chain_link first{1, indirect<chain_link>(chain_link{2, indirect<chain_link>(chain_link{3, {}})})};
    first.Next = std::move((*first.Next)->Next);
    REQUIRE(first.Next);
    CHECK((*first.Next)->Number == 3);
}

TEST_CASE("optional: begins without a value") {
    constexpr optional<text<>> none;
    static_assert(!none && !none.has_value());
    constexpr optional<text<>> spelt_out = absent;
    static_assert(!spelt_out);
    CHECK_FALSE(optional<integer<>>().has_value());
}

TEST_CASE("optional: a literal passes through it to the compiler's judgement") {
    constexpr optional<text<length<0, 3>>> value = "abc";
    static_assert(value && value->view() == "abc");
    constexpr optional<integer<range<1, 2>>> number = 2;
    static_assert(number && *number == 2);
}

TEST_CASE("optional: takes whatever the value is made from") {
    optional<text<>> value = std::string("run-time");
    CHECK(value->view() == "run-time");
    value = std::string_view("view");
    CHECK(value->view() == "view");
    value = "literal";
    CHECK(value->view() == "literal");
    value = absent;
    CHECK_FALSE(value);
    value = unlisted("x");
    CHECK(value->is_unlisted());
    optional<boolean> flag = false;
    CHECK(flag.has_value());
    CHECK_FALSE(flag->value());
}

TEST_CASE("optional: makes and ends exactly one value") {
    REQUIRE(counted::alive == 0);
    {
        optional<counted> a = counted(1);
        CHECK(counted::alive == 1);
        optional<counted> b = a;
        CHECK(counted::alive == 2);
        optional<counted> none;
        none = b;
        CHECK(counted::alive == 3);
        none = std::move(a);
        CHECK(none->value == 1);
        CHECK(counted::alive == 3);
        optional<counted>& same = none;
        none = same;
        CHECK(none->value == 1);
        none = std::move(same);
        CHECK(none->value == 1);
        none.emplace(7);
        CHECK(none->value == 7);
        CHECK(counted::alive == 3);
        none.reset();
        none.reset();
        CHECK_FALSE(none);
        CHECK(counted::alive == 2);
        b = none;
        CHECK(counted::alive == 1);
    }
    CHECK(counted::alive == 0);
}

TEST_CASE("optional: compares its value, and no value with no value only") {
    const optional<text<>> a = "a", b = "b", none;
    CHECK(bool(a == a));
    CHECK(bool(a != b));
    CHECK(bool(a != none));
    CHECK(bool(none != a));
    CHECK(bool(none == optional<text<>>()));
    CHECK(bool(a == std::string("a")));
    CHECK_FALSE(bool(none == std::string()));
    CHECK(bool(a == "a"));
    CHECK(bool(optional<integer<>>(3) == 3));
    CHECK_FALSE(bool(optional<integer<>>() == 0));
}

TEST_CASE("optional: gives another value when there is none") {
    CHECK(optional<integer<>>(1).value_or(2) == 1);
    CHECK(optional<integer<>>().value_or(2) == 2);
    const optional<unsigned_integer<range<1, 9>>> none;
    CHECK(none.value_or(9) == 9);
    CHECK(none.value_or(run_time(0u)) == 0);
    CHECK(optional<text<>>().value_or("literal").view() == "literal");
    CHECK(optional<text<>>("held").value_or(std::string("run-time")).view() == "held");
}

TEST_CASE("optional: has std::optional's interface") {
    optional<text<>> none, held = std::string("a text that is not short");
    CHECK_THROWS_AS(none.value(), std::bad_optional_access);
    CHECK_THROWS_AS(std::as_const(none).value(), std::bad_optional_access);
    CHECK(held.value().view() == "a text that is not short");
    swap(none, held);
    CHECK_FALSE(held);
    const text<> taken = *std::move(none);
    CHECK(taken.view() == "a text that is not short");
    CHECK(none->empty());
    none.reset();
    none.swap(held);
    CHECK_FALSE(none.has_value());
    optional<integer<range<1, 5>>> number;
    CHECK(number.emplace(3) == 3);
    CHECK(number.emplace(run_time(6)) == 6);

    const auto size = [](const text<>& value) { return value.size(); };
    CHECK((optional<text<>>("abc").transform(size) == 3u));
    CHECK_FALSE(none.transform(size));
    const auto first = [](const text<>& value) {
        return value.empty() ? optional<text<>>() : optional<text<>>(value.view().substr(0, 1));
    };
    CHECK((optional<text<>>("abc").and_then(first) == std::string("a")));
    CHECK_FALSE(none.and_then(first));
    const auto other = [] { return optional<text<>>("other"); };
    CHECK(none.or_else(other)->view() == "other");
    CHECK(optional<text<>>("own").or_else(other)->view() == "own");
    static_assert(optional<integer<>>(2).transform([](integer<> value) { return value + 1; }) == 3);
}

TEST_CASE("optional: takes a structure in two pairs of braces") {
    optional<place> where = {{.Latitude = 1.0}};
    CHECK((where->Latitude == 1.0));
    where = {{.Latitude = 2.0, .Name = std::string("there")}};
    CHECK((where->Name == std::string("there")));
    const required<place> must = {{.Name = "here"}};
    CHECK_FALSE(must->Latitude);
}

TEST_CASE("optional: keeps its value behind the flag, where the tables look for it") {
    const auto check = []<class T>(T value) {
        const optional<T> held = std::move(value);
        const auto* start = reinterpret_cast<const char*>(&held);
        CHECK(reinterpret_cast<const char*>(&*held) - start ==
              static_cast<std::ptrdiff_t>(optional<T>::value_offset()));
        CHECK(*start == 1);
    };
    check(boolean(true));
    check(integer<>(1));
    check(text<>("a"));
    check(list<text<>>{"a"});
    check('c');
}

#include <bindery/types/list.hpp>

#include <bindery/types/numbers.hpp>
#include <bindery/types/optional.hpp>
#include <bindery/types/required.hpp>

#include <doctest/doctest.h>

#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

using namespace bindery;

namespace {

/// Of a type that is complete only after the list was named.
struct node {
    int value = 0;
    list<node> below{};
};

struct pair {
    required<text<>> First;
    optional<integer<>> Second{};
};

} // namespace

TEST_CASE("list: a row in braces is one row of a list of lists") {
    list<text<>> row{"a", "b"};
    const list<list<text<>>> copied = {row};
    REQUIRE(copied.size() == 1);
    CHECK(copied[0].size() == 2);
    const list<list<text<>>> moved = {std::move(row)};
    REQUIRE(moved.size() == 1);
    CHECK(moved[0].size() == 2);
}

TEST_CASE("list: is made of values in braces and of a vector") {
    const list<text<>> braces = {"a", std::string("b")};
    REQUIRE(braces.size() == 2);
    CHECK(braces[0].view() == "a");
    CHECK(braces[1].view() == "b");
    const list<integer<>> vector = std::vector<integer<>>{1, 2, 3};
    CHECK(std::accumulate(vector.begin(), vector.end(), std::int64_t{0}) == 6);
    CHECK(list<text<>>().empty());
}

TEST_CASE("list: is made of braces through optional and required") {
    const optional<list<text<>>> maybe = {"a", "b"};
    REQUIRE(maybe);
    CHECK(maybe->size() == 2);
    const required<list<integer<>>> must = {1, 2, 3};
    CHECK(must->back() == 3);
    const required<list<text<>>> empty = list<text<>>{};
    CHECK(empty.has_value());
    CHECK(empty->empty());
}

TEST_CASE("list: braces hold literals, run-time values, braces and copies, up to sixteen or in two pairs") {
    const std::string name = "run-time";
    const text<length<0, 8>> copy = "copy";
    const optional<list<text<length<0, 8>>, items<0, 3>>> texts = {"literal", name, copy};
    REQUIRE(texts->size() == 3);
    CHECK((*texts)[0].view() == "literal");
    CHECK((*texts)[1].view() == "run-time");
    CHECK((*texts)[2].view() == "copy");
    const required<list<pair, items<1, 2>>> pairs = {{.First = "a"}, {.First = name, .Second = 2}};
    REQUIRE(pairs->size() == 2);
    CHECK((pairs->back().Second == 2));
    const required<list<integer<range<1, 20>>>> sixteen = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    CHECK((sixteen->size() == 16 && sixteen->back() == 16));
    const optional<list<integer<range<1, 20>>, items<1, 20>>> more = {
        {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, run_time(std::stoi("18"))}};
    CHECK((more->size() == 18 && more->back() == 18));
    const optional<list<list<text<>>>> rows = {{"a", "b"}, {}, {name}};
    REQUIRE(rows->size() == 3);
    CHECK((*rows)[0].size() == 2);
    CHECK((*rows)[1].empty());
    CHECK((*rows)[2].size() == 1);
    const list<text<>> one = {"a"};
    CHECK(one.size() == 1);
    const list<list<text<>>> one_empty_row{{}};
    CHECK(one_empty_row.size() == 1);
    std::vector<text<>> vector = {"moved"};
    const text<>* const at = vector.data();
    const list<text<>> moved = std::move(vector);
    CHECK(moved.data() == at);
}

TEST_CASE("list: is made of any range of what its elements are made from") {
    const std::vector<std::string> names = {"a", "b"};
    const list<text<length<2, 3>>> direct = names;
    CHECK(direct.size() == 2);
    const optional<list<text<>, items<0, 1>>> kept_for_validate = names;
    CHECK(kept_for_validate->size() == 2);
    const required<list<text<>>> from_set = std::set<std::string_view>{"b", "a"};
    CHECK(from_set->front().view() == "a");
    const int numbers[] = {1, 20};
    const optional<list<integer<range<1, 5>>>> ranged = numbers;
    CHECK((ranged->back() == 20));
    const optional<list<boolean>> flags = std::vector<bool>{true, false};
    CHECK(flags->size() == 2);
    const list<list<text<>>> rows = std::vector<std::vector<std::string>>{{"a"}, {}};
    CHECK(rows[0][0].view() == "a");
    static_assert(!std::is_convertible_v<std::string, list<text<>>> &&
                  !std::is_convertible_v<std::string, list<integer<>>>);
    static_assert(!std::is_convertible_v<std::vector<double>, list<integer<>>>);
    static_assert(!std::is_convertible_v<std::vector<int>, list<unsigned_integer<>>>, "may be negative");
    static_assert(!std::is_convertible_v<const char(&)[2], list<text<>>>, "one text is no list");
}

TEST_CASE("list: has std::vector's interface") {
    using numbers = list<integer<range<0, 9>>>;
    numbers values = {1, 2, 3};
    CHECK_THROWS_AS(values.at(3), std::out_of_range);
    CHECK((values.at(2) == 3));
    CHECK((*values.insert(values.begin(), 0) == 0));
    CHECK((*values.emplace(values.end(), run_time(4)) == 4));
    values.insert(values.end(), 2, 9);
    CHECK(bool(values == numbers{0, 1, 2, 3, 4, 9, 9}));
    values.erase(values.begin() + 1, values.begin() + 3);
    values.erase(values.begin());
    values.pop_back();
    CHECK(bool(values == numbers{3, 4, 9}));
    CHECK((*values.rbegin() == 9));
    CHECK((*(values.crend() - 1) == 3));
    CHECK((values.cend() - values.cbegin() == 3));
    values.resize(4);
    values.resize(5, 7);
    CHECK(bool(values == numbers{3, 4, 9, run_time(0), 7}));
    numbers other;
    other.assign(2, 5);
    swap(values, other);
    CHECK(bool(values == numbers{5, 5}));
    values.assign(other.begin() + 1, other.begin() + 3);
    CHECK(bool(values == numbers{4, 9}));
    values.insert(values.begin(), other.begin(), other.begin() + 1);
    CHECK(bool(values != other));
    CHECK((values.front() == 3));
    values.shrink_to_fit();
    CHECK(values.capacity() >= values.size());
    CHECK(values.max_size() > 1000);
    constexpr auto sum = [] {
        numbers each = {1, 2};
        each.push_back(3);
        std::int64_t all = 0;
        for (const auto& value : each)
            all += value;
        return all;
    }();
    static_assert(sum == 6);
}

TEST_CASE("list: gives its elements by place") {
    list<integer<>> values = {1, 2, 3};
    values[1] = 20;
    values.front() = 10;
    values.back() = 30;
    CHECK(values.data()[0] == 10);
    const list<integer<>>& seen = values;
    CHECK(seen.front() == 10);
    CHECK(seen[1] == 20);
    CHECK(seen.back() == 30);
    CHECK(seen.data() == values.data());
    CHECK(seen.end() - seen.begin() == 3);
    CHECK(seen.values().size() == 3);
}

TEST_CASE("list: grows and is cleared") {
    list<text<>> values;
    values.reserve(2);
    CHECK(values.push_back("a").view() == "a");
    values.push_back(std::string(40, 'b'));
    CHECK(values.size() == 2);
    values.clear();
    CHECK(values.empty());
}

TEST_CASE("list: holds structures that hold lists of themselves") {
    node root;
    root.below.push_back({.value = 1});
    root.below[0].below.push_back({.value = 2});
    const node copy = root;
    root.below[0].below[0].value = 3;
    CHECK(copy.below[0].below[0].value == 2);
}

TEST_CASE("list: knows its rules") {
    static_assert(constraints_of<list<text<>>>.empty());
    static_assert(constraints_of<list<text<length<0, 1>>>>.empty(), "those of the elements are the elements'");
    CHECK(constraints_of<list<text<>, items<1, 5>>>[0].rule == rule::items);
}

TEST_CASE("list: an element can be made in its place") {
    list<std::string> values;
    CHECK(values.emplace_back(std::size_t(3), 'x') == "xxx");
    CHECK(values.size() == 1);
}

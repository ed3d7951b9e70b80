#include <bindery/types/list.hpp>

#include <bindery/types/numbers.hpp>
#include <bindery/types/optional.hpp>
#include <bindery/types/required.hpp>

#include <doctest/doctest.h>

#include <numeric>
#include <string>
#include <vector>

using namespace bindery;

namespace {

/// Of a type that is complete only after the list was named.
struct node {
    int value = 0;
    list<node> below{};
};

} // namespace

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

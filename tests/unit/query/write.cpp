#include <bindery/query/write.hpp>

#include <support/structures.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace bindery;
using query::first_index;
using query::parameters;
using structures::everything;

namespace {

parameters written(const everything& value, first_index first = first_index::one) {
    return query::write(value, first);
}

} // namespace

TEST_CASE("query write: each kind of value") {
    CHECK(written({}).empty());
    CHECK(written({.Text = "a b", .Integer = -7, .Unsigned = 7u, .Number = 0.25, .Flag = true}) ==
          parameters{{"Text", "a b"}, {"Integer", "-7"}, {"Unsigned", "7"}, {"Number", "0.25"}, {"Flag", "true"}});
    CHECK(written({.Flag = false}) == parameters{{"Flag", "false"}});
    CHECK(written({.Text = ""}) == parameters{{"Text", ""}});
    CHECK(written({.Integer = std::numeric_limits<std::int64_t>::min(),
                   .Unsigned = std::numeric_limits<std::uint64_t>::max()}) ==
          parameters{{"Integer", "-9223372036854775808"}, {"Unsigned", "18446744073709551615"}});
}

TEST_CASE("query write: nested members under dotted names, lists counted from zero or one") {
    const everything value{.Inner = structures::inner{.Name = "n"},
                           .Texts = {"a", "b"},
                           .Inners = {{.Name = "p", .Count = 1}, {.Name = "q"}},
                           .Grid = {{1}, {2, 3}}};
    CHECK(written(value, first_index::zero) == parameters{{"Inner.Name", "n"},
                                                          {"Texts.0", "a"},
                                                          {"Texts.1", "b"},
                                                          {"Inners.0.Name", "p"},
                                                          {"Inners.0.Count", "1"},
                                                          {"Inners.1.Name", "q"},
                                                          {"Grid.0.0", "1"},
                                                          {"Grid.1.0", "2"},
                                                          {"Grid.1.1", "3"}});
    CHECK(written(value, first_index::one)[1] == query::parameter{"Texts.1", "a"});
    CHECK(written(value, first_index::one).back() == query::parameter{"Grid.2.2", "3"});
}

TEST_CASE("query write: empty lists and objects give nothing") {
    CHECK(written(
              {.Inner = structures::inner{.Name = absent}, .Texts = list<text<>>{}, .Grid = list<list<integer<>>>{{}}})
              .empty());
}

TEST_CASE("query write: appends to what is there") {
    parameters out{{"Action", "A"}};
    const everything value{.Integer = 1};
    query::write(out, reflect::structure_of<everything>, &value, first_index::zero);
    CHECK(out == parameters{{"Action", "A"}, {"Integer", "1"}});
}

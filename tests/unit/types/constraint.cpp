#include <bindery/types/constraint.hpp>
#include <bindery/types/rules.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace bindery;

namespace {

struct of_the_users_own {
    static constexpr constraint value{.rule = rule::length, .max = 3};
};
struct without_a_constraint {};
struct with_something_else {
    static constexpr int value = 3;
};

} // namespace

static_assert(constraint_rule<length<0, 1>> && constraint_rule<one_of<"a">> && constraint_rule<iso8601>);
static_assert(constraint_rule<of_the_users_own>);
static_assert(!constraint_rule<without_a_constraint> && !constraint_rule<with_something_else>);
static_assert(!constraint_rule<int> && !constraint_rule<std::string>);

TEST_CASE("constraint: has no bounds unless they are given") {
    constexpr constraint open{.rule = rule::range};
    CHECK(open.min == no_minimum);
    CHECK(open.max == no_maximum);
    CHECK(open.values.empty());
}

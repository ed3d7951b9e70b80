#include <bindery/reflect/blank.hpp>

#include <bindery/types.hpp>

#include <support/structures.hpp>

#include <doctest/doctest.h>

using namespace bindery;
using reflect::blank;

namespace {

struct holds_one_plainly {
    structures::inner Inner;
    integer<> Number = 7;
};
BOOST_DESCRIBE_STRUCT(holds_one_plainly, (), (Inner, Number))

} // namespace

TEST_CASE("blank: leaves required members absent") {
    constexpr auto value = blank<structures::inner>();
    static_assert(!value.Name && !value.Count);
    const auto all = blank<structures::needs_all>();
    CHECK_FALSE(all.Text);
    CHECK_FALSE(all.Integer);
    CHECK_FALSE(all.Texts);
    CHECK_FALSE(all.Inner);
}

TEST_CASE("blank: reaches members of bases and of structures within") {
    CHECK_FALSE(blank<structures::wide>().F9);
    CHECK_FALSE(blank<structures::wide>().A0);
    CHECK_FALSE(blank<holds_one_plainly>().Inner.Name);
}

TEST_CASE("blank: takes no heed of default member initialisers, nothing is nothing") {
    CHECK(blank<holds_one_plainly>().Number == 0);
}

TEST_CASE("blank: of single values is nothing or zero") {
    CHECK_FALSE(blank<required<text<>>>());
    CHECK_FALSE(blank<optional<text<>>>());
    CHECK(blank<text<>>().empty());
    CHECK(blank<integer<>>() == 0);
    CHECK(blank<list<structures::inner>>().empty());
    CHECK(blank<structures::tree>().Children.empty());
}

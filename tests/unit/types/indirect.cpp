#include <bindery/types/indirect.hpp>

#include <bindery/reflect.hpp>
#include <bindery/validate.hpp>

#include <doctest/doctest.h>

#include <string>
#include <type_traits>

using namespace bindery;

namespace {

struct leaf;

/// Holds one of its own kind, and one that leads back to it.
struct node {
    required<text<length<1, 3>>> Name;
    optional<indirect<node>> Next{};
    optional<indirect<leaf>> Leaf{};
};

struct leaf {
    required<indirect<node>> Back;
    optional<list<leaf>> Twigs{};
};
BOOST_DESCRIBE_STRUCT(node, (), (Name, Next, Leaf))
BOOST_DESCRIBE_STRUCT(leaf, (), (Back, Twigs))

} // namespace

static_assert(is_indirect<indirect<node>> && !is_indirect<node>);
static_assert(std::is_nothrow_move_constructible_v<indirect<node>>);
static_assert(!std::is_default_constructible_v<required<indirect<node>>>);

TEST_CASE("indirect: a structure may hold itself, and copies share nothing") {
    const node first{.Name = "a", .Next = node{.Name = "b", .Next = node{.Name = "c"}}};
    node second = first;
    (*second.Next)->Name = "x";
    CHECK((*first.Next)->Name->view() == "b");
    CHECK((*second.Next)->Name->view() == "x");
    CHECK((*(*second.Next)->Next)->Name->view() == "c");
    second = first;
    CHECK((*second.Next)->Name->view() == "b");
    const node third = std::move(second);
    CHECK((*third.Next)->Name->view() == "b");
}

TEST_CASE("indirect: a table leads to the structure behind it") {
    const node held{.Name = "a", .Next = node{.Name = "b"}};
    const reflect::structure& type = reflect::structure_of<node>;
    const reflect::member& next = type.members[1];
    CHECK(next.how->indirect);
    CHECK(next.how->shape->structure == &type);
    CHECK(next.how->value(type.at(next, &held)) == &**held.Next);
    CHECK(next.how->value(type.at(next, &**held.Next)) == nullptr);

    node empty{.Name = "a"};
    const void* made = next.how->emplace(type.at(next, &empty));
    CHECK(made == &**empty.Next);
    CHECK_FALSE((*empty.Next)->Name.has_value());
}

TEST_CASE("indirect: what is behind it is judged") {
    const node wrong{.Name = "a", .Leaf = leaf{.Back = node{.Name = std::string("long")}}};
    CHECK_FALSE(is_valid(wrong));
    const violations broken = validate(wrong);
    REQUIRE(broken.size() == 1);
    CHECK(broken[0].path == "/Leaf/Back/Name");
    const node missing{.Name = "a", .Leaf = leaf{.Back = absent}};
    CHECK(validate(missing).size() == 1);
    CHECK(is_valid(node{.Name = "a", .Leaf = leaf{.Back = node{.Name = "b"}}}));
}

#include <bindery/reflect/table.hpp>

#include <support/structures.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>

using namespace bindery;
using reflect::kind;
using reflect::presence;
using reflect::structure_of;

namespace {

const reflect::member& member_named(const reflect::structure& type, std::string_view name) {
    for (const reflect::member& each : type.members)
        if (each.name == name)
            return each;
    FAIL("no member ", name);
    return type.members[0];
}

/// Every member of `object` is where the table says, in the same order.
template <class T>
void check_places(const T& object) {
    const reflect::structure& type = structure_of<T>;
    std::size_t index = 0;
    reflect::for_each_member(object, [&](std::string_view name, const auto& member) {
        CAPTURE(name);
        REQUIRE(index < type.members.size());
        CHECK(type.members[index].name == name);
        CHECK(type.at(type.members[index], &object) == static_cast<const void*>(&member));
        CHECK(
            type.members[index].offset(type.origin) ==
            static_cast<std::size_t>(reinterpret_cast<const char*>(&member) - reinterpret_cast<const char*>(&object)));
        ++index;
    });
    CHECK(index == type.members.size());
}

} // namespace

// A table is a constant: nothing runs before main, and the compiler can look into it.
static_assert(structure_of<structures::wide>.members.size() == 60);
static_assert(structure_of<structures::everything>.members[0].name == "Text");
static_assert(structure_of<structures::everything>.members[0].how->shape->kind == kind::text);

TEST_CASE("table: knows where each member is") {
    check_places(structures::everything{});
    check_places(structures::inner{.Name = "a"});
    check_places(structures::tree{});
    check_places(reflect::blank<structures::needs_all>());
}

TEST_CASE("table: joins the members of a split structure") {
    const auto object = reflect::blank<structures::wide>();
    check_places(object);
    check_places(static_cast<const structures::wide_first&>(object));
}

TEST_CASE("table: knows kind and presence of each member") {
    const struct {
        std::string_view name;
        reflect::kind kind;
        std::size_t rules;
    } rows[] = {
        {"Text", kind::text, 0},
        {"Short", kind::text, 1},
        {"Listed", kind::text, 1},
        {"When", kind::text, 1},
        {"Integer", kind::integer, 0},
        {"Ranged", kind::integer, 1},
        {"Number", kind::number, 0},
        {"Share", kind::number, 1},
        {"Flag", kind::boolean, 0},
        {"Inner", kind::structure, 0},
        {"Texts", kind::list, 0},
        {"Inners", kind::list, 1},
        {"Unsigned", kind::unsigned_integer, 0},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        const reflect::slot& how = *member_named(structure_of<structures::everything>, row.name).how;
        CHECK(how.presence == presence::optional);
        CHECK(how.shape->kind == row.kind);
        CHECK(how.shape->constraints.size() == row.rules);
    }
    CHECK(member_named(structure_of<structures::inner>, "Name").how->presence == presence::required);
    CHECK(member_named(structure_of<structures::tree>, "Name").how->presence == presence::plain);
}

TEST_CASE("table: holds the constraints themselves") {
    const auto& shape = *member_named(structure_of<structures::everything>, "Listed").how->shape;
    REQUIRE(shape.constraints.size() == 1);
    CHECK(shape.constraints[0].rule == rule::one_of);
    CHECK(shape.constraints[0].values[1] == "green");
}

TEST_CASE("table: finds a value only when it is there") {
    structures::everything object;
    const reflect::structure& type = structure_of<structures::everything>;
    const reflect::member& ranged = member_named(type, "Ranged");
    CHECK(ranged.how->value(type.at(ranged, &object)) == nullptr);
    object.Ranged = 3;
    CHECK(ranged.how->value(type.at(ranged, &object)) == static_cast<const void*>(&*object.Ranged));
    CHECK(*static_cast<const std::int64_t*>(ranged.how->value(type.at(ranged, &object))) == 3);
}

TEST_CASE("table: puts values in") {
    auto object = reflect::blank<structures::inner>();
    const reflect::structure& type = structure_of<structures::inner>;
    const reflect::member& name = member_named(type, "Name");
    static_cast<basic_text*>(name.how->emplace(type.at(name, &object)))->assign("abc");
    const reflect::member& count = member_named(type, "Count");
    *static_cast<std::int64_t*>(count.how->emplace(type.at(count, &object))) = 7;
    CHECK(object.Name->view() == "abc");
    CHECK(*object.Count == 7);
    // Again: the old value ends, a blank one begins.
    CHECK(static_cast<basic_text*>(name.how->emplace(type.at(name, &object)))->empty());
}

TEST_CASE("table: walks lists of lists") {
    structures::everything object{.Grid = {{1, 2}, {}, {3}}};
    const reflect::slot& how = *member_named(structure_of<structures::everything>, "Grid").how;
    const reflect::list_access& rows = *how.shape->list;
    REQUIRE(rows.size(&*object.Grid) == 3);
    CHECK(rows.element.shape->kind == kind::list);
    CHECK(rows.stride == sizeof(list<integer<>>));
    const auto* third = static_cast<const std::byte*>(rows.data(&*object.Grid)) + 2 * rows.stride;
    const reflect::list_access& cells = *rows.element.shape->list;
    CHECK(cells.size(third) == 1);
    CHECK(*static_cast<const std::int64_t*>(cells.data(third)) == 3);

    *static_cast<std::int64_t*>(cells.append(rows.append(&*object.Grid))) = 9;
    REQUIRE(object.Grid->size() == 4);
    CHECK(object.Grid->back()[0] == 9);
}

TEST_CASE("table: a structure may hold itself") {
    const reflect::structure& type = structure_of<structures::tree>;
    const reflect::shape& children = *member_named(type, "Children").how->shape;
    CHECK(children.list->element.shape->structure == &type);
}

TEST_CASE("table: one shape serves all members of a type") {
    const reflect::structure& type = structure_of<structures::wide>;
    CHECK(member_named(type, "A0").how == member_named(type, "C9").how);
    CHECK(member_named(type, "E0").how->shape == member_named(type, "F9").how->shape);
}

#include <bindery/reflect/describe.hpp>

#include <bindery/reflect.hpp>
#include <bindery/types.hpp>

#include <doctest/doctest.h>

using namespace bindery;

namespace {

struct in_parts {
    required<text<>> A;
    optional<text<>> B{};
    optional<integer<>> C{};
    struct inner {
        optional<text<>> D{};
        optional<text<>> E{};
    };
};
BINDERY_DESCRIBE_PART(in_parts, 0, (A, B))
BINDERY_DESCRIBE_PART(in_parts, 1, (C))
BINDERY_DESCRIBE_PARTS(in_parts, 2)
BINDERY_DESCRIBE_PART(in_parts::inner, 0, (D))
BINDERY_DESCRIBE_PART(in_parts::inner, 1, (E))
BINDERY_DESCRIBE_PARTS(in_parts::inner, 2)

} // namespace

static_assert(reflect::described<in_parts> && std::is_aggregate_v<in_parts>);

TEST_CASE("describe: a structure described in parts is one to everybody, in its order") {
    const in_parts whole{.A = "a", .C = 3}; // designated across the parts
    const auto& members = reflect::structure_of<in_parts>.members;
    REQUIRE(members.size() == 3);
    CHECK(members[0].name == "A");
    CHECK(members[1].name == "B");
    CHECK(members[2].name == "C");
    CHECK(members[2].how->value(reflect::structure_of<in_parts>.at(members[2], &whole)) == &*whole.C);
    CHECK(reflect::structure_of<in_parts::inner>.members.size() == 2);
    static_assert(boost::mp11::mp_size<boost::describe::describe_members<in_parts, boost::describe::mod_public>>() ==
                  3);
}

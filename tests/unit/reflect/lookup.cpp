#include <bindery/reflect/lookup.hpp>
#include <bindery/reflect/table.hpp>

#include <support/structures.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace bindery;
using reflect::structure_of;

namespace {

const reflect::member* find(const reflect::structure& type, std::string_view name) {
    return reflect::find(type, name, reflect::tag_of(name));
}

/// Every member is found, and none by a name that is nearly its own.
void check_lookup(const reflect::structure& type) {
    for (const reflect::member& each : type.members) {
        const std::vector<char> copy(each.name.begin(), each.name.end()); // nothing readable behind it
        CAPTURE(each.name);
        CHECK(find(type, {copy.data(), copy.size()}) == &each);
        for (std::size_t i = 0; i != copy.size(); ++i) {
            std::vector<char> other = copy;
            other[i] = '!';
            CHECK(find(type, {other.data(), other.size()}) == nullptr);
        }
        CHECK(find(type, std::string(each.name) + "!") == nullptr);
        CHECK(find(type, each.key()) == nullptr);
    }
    CHECK(find(type, "") == nullptr);
    CHECK(find(type, std::string(1000, 'x')) == nullptr);
}

struct of_all_lengths {
    optional<integer<>> A{}, AB{}, ABC{}, ABCD{}, ABCDE{}, ABCDEFG{}, ABCDEFGH{}, ABCDEFGHI{}, ABCDEFGHIJKLMNO{},
        ABCDEFGHIJKLMNOP{}, ABCDEFGHIJKLMNOPQ{}, ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ{};
};
BOOST_DESCRIBE_STRUCT(of_all_lengths, (),
                      (A, AB, ABC, ABCD, ABCDE, ABCDEFG, ABCDEFGH, ABCDEFGHI, ABCDEFGHIJKLMNO, ABCDEFGHIJKLMNOP,
                       ABCDEFGHIJKLMNOPQ, ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ))

struct none {};
BOOST_DESCRIBE_STRUCT(none, (), ())

} // namespace

TEST_CASE("lookup: by the whole name, however long") {
    check_lookup(structure_of<of_all_lengths>);
}

TEST_CASE("lookup: among more members than one block of tags has, many of one tag") {
    check_lookup(structure_of<structures::everything>);
    check_lookup(structure_of<structures::wide>);
}

TEST_CASE("lookup: among no members") {
    check_lookup(structure_of<none>);
    check_lookup({.members = {}, .origin = nullptr});
}

TEST_CASE("lookup: behind the last member stands one that no name is equal to") {
    for (const reflect::structure* type : {&structure_of<none>, &structure_of<of_all_lengths>}) {
        const reflect::member& behind = type->members.data()[type->members.size()];
        CHECK_FALSE(reflect::is_named(behind, ""));
        CHECK_FALSE(reflect::is_named(behind, "A"));
    }
}

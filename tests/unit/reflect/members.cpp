#include <bindery/reflect/members.hpp>

#include <bindery/reflect/blank.hpp>
#include <bindery/types.hpp>

#include <support/structures.hpp>

#include <doctest/doctest.h>

#include <string>
#include <type_traits>
#include <vector>

using namespace bindery;
using reflect::described;
using reflect::wire_name;

namespace {

struct undescribed {
    int a;
};

struct renamed {
    optional<text<>> class_{};
    optional<text<>> Name{};
    optional<text<>> under_score{};
};
BOOST_DESCRIBE_STRUCT(renamed, (), (class_, Name, under_score))

struct empty {};
BOOST_DESCRIBE_STRUCT(empty, (), ())

template <class T>
std::vector<std::string> names_of(const T& value) {
    std::vector<std::string> names;
    reflect::for_each_member(value, [&](std::string_view name, const auto&) { names.emplace_back(name); });
    return names;
}

} // namespace

static_assert(described<structures::everything> && described<structures::wide> && described<empty>);
static_assert(!described<undescribed> && !described<int> && !described<text<>> && !described<std::string>);
static_assert(!described<const structures::everything&>);

TEST_CASE("members: a wire name is the identifier less one trailing underscore") {
    static_assert(wire_name("FunctionName") == "FunctionName");
    static_assert(wire_name("class_") == "class");
    static_assert(wire_name("class__") == "class_");
    static_assert(wire_name("_") == "_");
    static_assert(wire_name("under_score") == "under_score");
    static_assert(wire_name("") == "");
    CHECK(names_of(renamed{}) == std::vector<std::string>{"class", "Name", "under_score"});
}

TEST_CASE("members: are visited in the page's order, those of bases first") {
    const std::vector<std::string> names = names_of(reflect::blank<structures::wide>());
    REQUIRE(names.size() == 60);
    CHECK(names[0] == "A0");
    CHECK(names[29] == "C9");
    CHECK(names[30] == "D0");
    CHECK(names[59] == "F9");
    CHECK(names_of(empty{}).empty());
}

TEST_CASE("members: can be changed by the visitor") {
    renamed value;
    reflect::for_each_member(value,
                             [](std::string_view name, optional<text<>>& member) { member = std::string(name); });
    CHECK(value.class_->view() == "class");
    CHECK(value.under_score->view() == "under_score");
}

TEST_CASE("members: are visited by the compiler too") {
    static constexpr renamed value{.Name = "abc"};
    constexpr std::size_t set = [] {
        std::size_t count = 0;
        reflect::for_each_member(value, [&](std::string_view, const auto& member) { count += member.has_value(); });
        return count;
    }();
    CHECK(set == 1);
}

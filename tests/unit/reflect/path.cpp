#include <bindery/reflect/path.hpp>

#include <support/structures.hpp>

#include <doctest/doctest.h>

namespace reflect = bindery::reflect;

namespace {

struct to_count {
    static constexpr std::string_view value = "/Inner/Count";
};
struct to_inners {
    static constexpr std::string_view value = "/Inners";
};

const auto& table = reflect::structure_of<structures::everything>;

} // namespace

TEST_CASE("path: leads through members that are structures to a value, at compile time to its type") {
    const structures::everything object{.Integer = 7, .Inner = structures::inner{.Name = "a", .Count = 8}};
    const auto integer = reflect::follow(table, &object, "/Integer");
    REQUIRE(integer.value() != nullptr);
    CHECK(integer.kind() == reflect::kind::integer);
    CHECK(*static_cast<const std::int64_t*>(integer.value()) == 7);
    const auto count = reflect::follow(table, &object, "/Inner/Count");
    REQUIRE(count.value() != nullptr);
    CHECK(*static_cast<const std::int64_t*>(count.value()) == 8);

    CHECK(std::same_as<reflect::type_at<structures::everything, to_count>, bindery::integer<>>);
    CHECK(std::same_as<reflect::type_at<structures::everything, to_inners>::value_type, structures::inner>);
}

TEST_CASE("path: leads nowhere where there is no such member, no value on the way, or a list") {
    const structures::everything empty{};
    for (const char* pointer : {"", "/", "/None", "/Inner/Count", "/Inner/", "/Integer/Count", "/Inners/Name"}) {
        CAPTURE(pointer);
        CHECK(reflect::follow(table, &empty, pointer).value() == nullptr);
    }
    CHECK(reflect::follow(table, &empty, "/Integer").which != nullptr);
    CHECK(reflect::follow(table, &empty, "/Integer").value() == nullptr);
}

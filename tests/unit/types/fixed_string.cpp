#include <bindery/types/fixed_string.hpp>

#include <doctest/doctest.h>

#include <type_traits>

using bindery::fixed_string;
using namespace std::string_view_literals;

namespace {

template <fixed_string Value>
struct named {};

} // namespace

static_assert(fixed_string("abc").view() == "abc");
static_assert(fixed_string("").view().empty());
static_assert(fixed_string("a\0b").view() == "a\0b"sv);
static_assert(std::is_same_v<named<"a">, named<"a">>);
static_assert(!std::is_same_v<named<"a">, named<"b">>);

TEST_CASE("fixed_string: keeps a literal as a template argument") {
    CHECK(fixed_string("\u4e2d").view() == "\u4e2d");
}

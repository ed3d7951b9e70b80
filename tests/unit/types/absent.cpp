#include <bindery/types/absent.hpp>

#include <doctest/doctest.h>

#include <type_traits>

using bindery::absent_t;

namespace {

template <class T>
concept made_of_empty_braces = requires(void (*take)(T)) { take({}); };

} // namespace

// Were it made of {}, an empty pair of braces would count as a value for a required member.
static_assert(!made_of_empty_braces<absent_t> && made_of_empty_braces<int>);
static_assert(std::is_empty_v<absent_t>);

TEST_CASE("absent: is a constant to be named") {
    CHECK(std::is_same_v<decltype(bindery::absent), const absent_t>);
}

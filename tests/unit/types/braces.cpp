#include <bindery/types/braces.hpp>

#include <bindery/types/list.hpp>

#include <doctest/doctest.h>

#include <concepts>
#include <cstddef>
#include <type_traits>

using namespace bindery;

namespace {

template <class List, std::size_t Index>
using at = typename detail::braces<List>::template at<Index>;
using no_room = detail::list_has_more_elements_than_the_api_allows;

} // namespace

TEST_CASE("braces: a list has as many places as its rules allow, and nothing else has any") {
    using bounded = list<text<>, items<2, 3>>;
    static_assert(std::same_as<at<bounded, 2>, text<>> && std::same_as<at<bounded, 3>, no_room>);
    static_assert(detail::braces<bounded>::least == 2 && detail::braces<list<text<>>>::least == 0);
    static_assert(std::same_as<at<list<text<>>, 15>, text<>>);
    static_assert(std::same_as<at<list<text<>, items<no_minimum, no_maximum>>, 15>, text<>>);
    static_assert(detail::has_braces<bounded> && !detail::has_braces<text<>>);
    static_assert(!std::is_convertible_v<int, no_room> && !std::is_default_constructible_v<at<bounded, 0>&>);
    CHECK(bounded{"a", "b"}.size() == 2);
}

TEST_CASE("braces: an element that is not given has a place of its own") {
    using bounded = list<text<>, items<0, 2>>;
    CHECK(&detail::not_given<bounded, 1>() == &detail::phantom_of<text<>>.object);
    CHECK(static_cast<const void*>(&detail::not_given<bounded, 2>()) !=
          static_cast<const void*>(&detail::phantom_of<text<>>.object));
}

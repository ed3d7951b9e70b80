#ifndef BINDERY_TYPES_BRACES_HPP
#define BINDERY_TYPES_BRACES_HPP

// How values in braces get into a list, also through an optional or required. A std::initializer_list tells the
// compiler not how many they are, and is no constant for g++ 12. So they are sixteen parameters: each may be a literal,
// a run-time value or braces itself, and those that the list has no room for are of a type that nothing converts to.

#include <cstddef>

namespace bindery::detail {

/// Room for an object that is never made: it has an address, and so have its members.
template <class T>
union phantom {
    char none;
    T object;
    constexpr phantom() noexcept : none() {}
    constexpr ~phantom() {}
};

template <class T>
inline constexpr phantom<T> phantom_of{};

/// Its name is what the compiler says of an element too many.
struct list_has_more_elements_than_the_api_allows {
    explicit constexpr list_has_more_elements_than_the_api_allows() noexcept {}
    template <class Element>
    list_has_more_elements_than_the_api_allows(const Element&) = delete;
};

/// What list.hpp says of lists. Nothing else is made of values in braces.
template <class T>
struct braces {
    static constexpr bool allowed = false;
    using element = list_has_more_elements_than_the_api_allows;
    template <std::size_t Index>
    using at = element;
};

template <class T>
concept has_braces = braces<T>::allowed;

/// Stands for an element that is not given.
template <class T, std::size_t Index>
constexpr const auto& not_given() noexcept {
    static_assert(Index >= braces<T>::least, "list_has_fewer_elements_than_the_api_allows");
    return phantom_of<typename braces<T>::template at<Index>>.object;
}

} // namespace bindery::detail

#define BINDERY_DETAIL_FIRST(T, Index) const typename ::bindery::detail::braces<T>::template at<Index>& e##Index
#define BINDERY_DETAIL_MORE(T, Index) BINDERY_DETAIL_FIRST(T, Index) = ::bindery::detail::not_given<T, Index>()

/// The parameters of a constructor of, or around, the list T; and what it hands on.
#define BINDERY_DETAIL_IN_BRACES(T)                                                                                    \
    BINDERY_DETAIL_FIRST(T, 0), BINDERY_DETAIL_MORE(T, 1), BINDERY_DETAIL_MORE(T, 2), BINDERY_DETAIL_MORE(T, 3),       \
        BINDERY_DETAIL_MORE(T, 4), BINDERY_DETAIL_MORE(T, 5), BINDERY_DETAIL_MORE(T, 6), BINDERY_DETAIL_MORE(T, 7),    \
        BINDERY_DETAIL_MORE(T, 8), BINDERY_DETAIL_MORE(T, 9), BINDERY_DETAIL_MORE(T, 10), BINDERY_DETAIL_MORE(T, 11),  \
        BINDERY_DETAIL_MORE(T, 12), BINDERY_DETAIL_MORE(T, 13), BINDERY_DETAIL_MORE(T, 14), BINDERY_DETAIL_MORE(T, 15)
#define BINDERY_DETAIL_ELEMENTS e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15

#endif

#ifndef BINDERY_REFLECT_BLANK_HPP
#define BINDERY_REFLECT_BLANK_HPP

#include <bindery/reflect/members.hpp>
#include <bindery/types/absent.hpp>

#include <concepts>

namespace bindery::reflect {

namespace detail {

template <class T, template <class...> class Bases, class... Base, template <class...> class Members, class... Member>
constexpr T blank_structure(Bases<Base...>, Members<Member...>);

} // namespace detail

/// A value with nothing in it, required members absent: what a reader starts from.
template <class T>
constexpr T blank() {
    if constexpr (std::constructible_from<T, absent_t>)
        return T(absent);
    else if constexpr (described<T>)
        return detail::blank_structure<T>(base_list<T>{}, own_member_list<T>{});
    else
        return T();
}

namespace detail {

template <class T, template <class...> class Bases, class... Base, template <class...> class Members, class... Member>
constexpr T blank_structure(Bases<Base...>, Members<Member...>) {
    return T{blank<typename Base::type>()..., blank<member_type<Member>>()...};
}

} // namespace detail

} // namespace bindery::reflect

#endif

#ifndef BINDERY_REFLECT_MEMBERS_HPP
#define BINDERY_REFLECT_MEMBERS_HPP

#include <bindery/reflect/describe.hpp>
#include <bindery/types/wire_exception.hpp>

#include <string_view>
#include <type_traits>

namespace bindery::reflect {

/// A structure that BOOST_DESCRIBE_STRUCT was told about.
template <class T>
concept described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

namespace detail {

template <bool Bases>
struct pick_members {
    template <class T>
    using of = boost::describe::describe_members<T, boost::describe::mod_public>;
};
template <>
struct pick_members<true> {
    template <class T>
    using of = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
};

template <class Member>
struct pointed_to;
template <class Class, class Member>
struct pointed_to<Member Class::*> {
    using type = Member;
};

} // namespace detail

/// The described public bases of T: where a structure of more than 52 members is split.
template <described T>
using base_list = boost::describe::describe_bases<T, boost::describe::mod_public>;

/// Descriptors of all public data members in the page's order, those of bases first.
template <described T>
using member_list = typename detail::pick_members<!boost::mp11::mp_empty<base_list<T>>::value>::template of<T>;

/// Descriptors of the members that T itself declares.
template <described T>
using own_member_list = boost::describe::describe_members<T, boost::describe::mod_public>;

/// The type of the member that a descriptor stands for.
template <class Descriptor>
using member_type = typename detail::pointed_to<std::remove_cv_t<decltype(Descriptor::pointer)>>::type;

/// The name of a member on the wire: its identifier, less one trailing underscore, which the generator adds to names
/// that C++ or the structure itself already uses.
constexpr std::string_view wire_name(std::string_view identifier) noexcept {
    if (identifier.size() > 1 && identifier.back() == '_')
        identifier.remove_suffix(1);
    return identifier;
}

/// The same among the members of T, which may list exceptions to that rule: names that are no identifiers.
template <described T>
constexpr std::string_view wire_name_in(std::string_view identifier) noexcept {
    if constexpr (requires { T::wire_exceptions; })
        for (const wire_exception& each : T::wire_exceptions)
            if (each.identifier == identifier)
                return each.wire_name;
    return wire_name(identifier);
}

/// Calls `visit(wire name, member)` for each member, in order.
template <class T, class Visit>
    requires described<std::remove_cvref_t<T>>
constexpr void for_each_member(T&& value, Visit&& visit) {
    using plain = std::remove_cvref_t<T>;
    [&]<template <class...> class List, class... Descriptor>(List<Descriptor...>) {
        (visit(wire_name_in<plain>(Descriptor::name), value.*Descriptor::pointer), ...);
    }(member_list<plain>{});
}

} // namespace bindery::reflect

#endif

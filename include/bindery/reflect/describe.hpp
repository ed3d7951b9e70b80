#ifndef BINDERY_REFLECT_DESCRIBE_HPP
#define BINDERY_REFLECT_DESCRIBE_HPP

// The one header that includes Boost.Describe. A structure is described by
//     BOOST_DESCRIBE_STRUCT(name, (bases), (members))
// and everything else goes through bindery::reflect. A structure of more members than that takes, 52, is described in
// parts, which are counted from 0, and then joined:
//     BINDERY_DESCRIBE_PART(name, 0, (members))
//     BINDERY_DESCRIBE_PART(name, 1, (members))
//     BINDERY_DESCRIBE_PARTS(name, 2)

#include <boost/version.hpp>
#if BOOST_VERSION < 108100
#error "bindery needs Boost 1.81 or newer: on Debian 12 install libboost1.81-dev"
#endif

#include <boost/describe/bases.hpp>
#include <boost/describe/class.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <utility>

namespace bindery::reflect::detail {

template <std::size_t Index>
struct part {};

/// The parts' functions are found beside the structure.
template <class T, std::size_t... Index>
auto joined_parts(std::index_sequence<Index...>)
    -> boost::mp11::mp_append<decltype(bindery_member_part(static_cast<T**>(nullptr),
                                                           static_cast<part<Index>*>(nullptr)))...>;

} // namespace bindery::reflect::detail

#define BINDERY_DETAIL_DESCRIBE_PART(T, Index, ...)                                                                    \
    [[maybe_unused]] inline auto bindery_member_part(T**, ::bindery::reflect::detail::part<Index>*) {                  \
        return ::boost::describe::detail::member_descriptor_fn_impl<::boost::describe::mod_public>(                    \
            0 BOOST_DESCRIBE_PP_FOR_EACH(BOOST_DESCRIBE_MEMBER_IMPL, T, __VA_ARGS__));                                 \
    }
#define BINDERY_DETAIL_UNPACK(...) __VA_ARGS__
#define BINDERY_DETAIL_DESCRIBE_PART_OF(...) BINDERY_DETAIL_DESCRIBE_PART(__VA_ARGS__)

#define BINDERY_DESCRIBE_PART(T, Index, Members)                                                                       \
    BINDERY_DETAIL_DESCRIBE_PART_OF(T, Index, BINDERY_DETAIL_UNPACK Members)

#define BINDERY_DESCRIBE_PARTS(T, Count)                                                                               \
    [[maybe_unused]] BOOST_DESCRIBE_BASES(T) [[maybe_unused]] inline auto boost_public_member_descriptor_fn(T**) {     \
        return decltype(::bindery::reflect::detail::joined_parts<T>(::std::make_index_sequence<Count>()))();           \
    }                                                                                                                  \
    [[maybe_unused]] BOOST_DESCRIBE_PROTECTED_MEMBERS(T) [[maybe_unused]] BOOST_DESCRIBE_PRIVATE_MEMBERS(T)

#endif

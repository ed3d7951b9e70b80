#ifndef BINDERY_REFLECT_TABLE_HPP
#define BINDERY_REFLECT_TABLE_HPP

// Makes the constant tables of shape.hpp from a structure's description. Per structure and member type, never per use:
// a call site adds nothing.

#include <bindery/reflect/blank.hpp>
#include <bindery/reflect/names.hpp>
#include <bindery/reflect/shape.hpp>
#include <bindery/types.hpp>

#include <array>

namespace bindery::reflect {

namespace detail {

using bindery::detail::phantom_of;

template <class T>
inline constexpr bool is_list = false;
template <class T, class... Rules>
inline constexpr bool is_list<list<T, Rules...>> = true;

template <class T>
inline constexpr bool is_integer = false;
template <class... Rules>
inline constexpr bool is_integer<integer<Rules...>> = true;

template <class T>
inline constexpr bool is_unsigned = false;
template <class... Rules>
inline constexpr bool is_unsigned<unsigned_integer<Rules...>> = true;

template <class T>
inline constexpr bool is_number = false;
template <class... Rules>
inline constexpr bool is_number<number<Rules...>> = true;

template <class T>
constexpr kind kind_of() {
    if constexpr (is_text<T>)
        return kind::text;
    else if constexpr (is_list<T>)
        return kind::list;
    else if constexpr (std::same_as<T, boolean>)
        return kind::boolean;
    else if constexpr (is_integer<T>)
        return kind::integer;
    else if constexpr (is_unsigned<T>)
        return kind::unsigned_integer;
    else if constexpr (is_number<T>)
        return kind::number;
    else {
        static_assert(described<T>,
                      "this member is neither one of bindery's types nor a structure that is described with "
                      "BOOST_DESCRIBE_STRUCT");
        return kind::structure;
    }
}

/// Converts to a blank T, so that an optional or a list makes it where it stays: to move one there instead costs a
/// twentieth of reading a long list.
template <class T>
struct made_blank {
    operator T() const { return reflect::blank<T>(); }
};

/// What an optional or required holds: the value itself, or one kept elsewhere.
template <class T>
struct held {
    using type = T;
    static auto blank() {
        if constexpr (is_list<T>)
            return T(); // a conversion would be taken for one of its elements
        else
            return made_blank<T>{};
    }
    static void* address(T& value) { return &value; }
};
template <class T>
struct held<indirect<T>> {
    using type = T;
    static indirect<T> blank() { return reflect::blank<T>(); }
    static void* address(indirect<T>& value) { return &*value; }
};

template <class Slot>
struct unwrap {
    using type = Slot;
    static constexpr presence how = presence::plain;
    static constexpr bool indirect = false;
    static constexpr std::uint16_t offset = 0;
    static void* emplace(void* at) {
        if constexpr (is_list<Slot>)
            static_cast<Slot*>(at)->clear();
        return at;
    }
};
template <class T>
struct unwrap<optional<T>> {
    using type = typename held<T>::type;
    static constexpr presence how = presence::optional;
    static constexpr bool indirect = is_indirect<T>;
    static constexpr std::uint16_t offset = optional<T>::value_offset();
    static void* emplace(void* at) {
        return held<T>::address(static_cast<optional<T>*>(at)->emplace(held<T>::blank()));
    }
};
template <class T>
struct unwrap<required<T>> : unwrap<optional<T>> {
    static constexpr presence how = presence::required;
    static void* emplace(void* at) {
        return held<T>::address(static_cast<required<T>*>(at)->emplace(held<T>::blank()));
    }
};

} // namespace detail

template <class T>
struct table;

/// The shape of a type of values.
template <class T>
inline constexpr shape shape_of = {
    .kind = detail::kind_of<T>(),
    .constraints = constraints_of<T>,
    .structure = table<T>::structure_address(),
    .list = table<T>::list_address(),
};

/// How a member or element of type Slot (`optional<text<>>`, `text<>`, ...) is held.
template <class Slot>
inline constexpr slot slot_of = {
    .shape = &shape_of<typename detail::unwrap<Slot>::type>,
    .presence = detail::unwrap<Slot>::how,
    .indirect = detail::unwrap<Slot>::indirect,
    .value_offset = detail::unwrap<Slot>::offset,
    .emplace = &detail::unwrap<Slot>::emplace,
};

namespace detail {

template <class T, class List = member_list<T>>
struct member_table;
template <class T, template <class...> class List, class... Descriptor>
struct member_table<T, List<Descriptor...>> {
    static constexpr std::size_t count = sizeof...(Descriptor);
    static constexpr name_table<count, (0 + ... + key_size(wire_name_in<T>(Descriptor::name)))> names{
        {wire_name_in<T>(Descriptor::name)..., {}}};

    /// The braces are evaluated from left to right, so `key` goes from name to name.
    static constexpr std::array<member, count + 1> members = []([[maybe_unused]] const char* key) {
        return std::array{member{next_name(key, wire_name_in<T>(Descriptor::name)),
                                 &(phantom_of<T>.object.*Descriptor::pointer), &slot_of<member_type<Descriptor>>}...,
                          member{no_name, nullptr, nullptr}};
    }(names.keys);
};

template <class T>
struct list_functions {
    using element = typename T::value_type;
    static std::size_t size(const void* list) { return static_cast<const T*>(list)->size(); }
    static const void* data(const void* list) { return static_cast<const T*>(list)->data(); }
    static void* append(void* list) { return &static_cast<T*>(list)->emplace_back(made_blank<element>()); }
};

} // namespace detail

/// The table of a described structure.
template <described T>
inline constexpr structure structure_of = {
    .members = {detail::member_table<T>::members.data(), detail::member_table<T>::count},
    .origin = &detail::phantom_of<T>,
    .tags = detail::member_table<T>::names.tags,
    .size = sizeof(T),
};

template <class T>
inline constexpr list_access list_of = {
    .element = slot_of<typename T::value_type>,
    .stride = sizeof(typename T::value_type),
    .size = &detail::list_functions<T>::size,
    .data = &detail::list_functions<T>::data,
    .append = &detail::list_functions<T>::append,
};

template <class T>
struct table {
    static constexpr const reflect::structure* structure_address() {
        if constexpr (detail::kind_of<T>() == kind::structure)
            return &structure_of<T>;
        else
            return nullptr;
    }
    static constexpr const list_access* list_address() {
        if constexpr (detail::is_list<T>)
            return &list_of<T>;
        else
            return nullptr;
    }
};

} // namespace bindery::reflect

#endif

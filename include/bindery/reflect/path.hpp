#ifndef BINDERY_REFLECT_PATH_HPP
#define BINDERY_REFLECT_PATH_HPP

// Values that a JSON pointer leads to, through members that are structures. What a name in it would have to escape (`/`
// and `~`) is not understood: no generated pointer has it.

#include <bindery/reflect/lookup.hpp>
#include <bindery/reflect/table.hpp>

namespace bindery::reflect {

/// The member at the end of a pointer, and where it is in the object; null when there is no such member or when one on
/// the way has no value.
struct place_of_member {
    const member* which = nullptr;
    const void* at = nullptr;

    /// Null when there is none.
    const void* value() const noexcept { return which == nullptr ? nullptr : which->how->value(at); }
    reflect::kind kind() const noexcept { return which->how->shape->kind; }
};

inline place_of_member follow(const structure& type, const void* object, std::string_view pointer) noexcept {
    const structure* in = &type;
    for (;;) {
        if (in == nullptr || object == nullptr || pointer.empty())
            return {};
        pointer.remove_prefix(1);
        const std::string_view name = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(name.size());
        const member* const which = find(*in, name, tag_of(name));
        if (which == nullptr)
            return {};
        const void* const at = in->at(*which, object);
        if (pointer.empty())
            return {which, at};
        in = which->how->shape->structure;
        object = which->how->value(at);
    }
}

namespace detail {

/// Which of T's members has the wire name; how many there are, when none has.
template <class T, template <class...> class List, class... Descriptor>
constexpr std::size_t index_of(std::string_view name, List<Descriptor...>) {
    std::size_t at = 0;
    (void)((wire_name_in<T>(Descriptor::name) == name || (++at, false)) || ...);
    return at;
}

template <class T, class Pointer, std::size_t From>
struct pointed_at {
    static constexpr std::string_view left = Pointer::value.substr(From + 1);
    static constexpr std::string_view name = left.substr(0, left.find('/'));
    static constexpr std::size_t index = index_of<T>(name, member_list<T>{});
    static_assert(index < boost::mp11::mp_size<member_list<T>>::value, "there is no member where the pointer leads");
    using value = typename unwrap<member_type<boost::mp11::mp_at_c<member_list<T>, index>>>::type;

    static constexpr auto end() {
        if constexpr (name.size() == left.size())
            return std::type_identity<value>{};
        else
            return pointed_at<value, Pointer, From + 1 + name.size()>::end();
    }
};

} // namespace detail

/// The type of the value that the constant `Pointer::value` leads to from a T.
template <described T, class Pointer>
using type_at = typename decltype(detail::pointed_at<T, Pointer, 0>::end())::type;

} // namespace bindery::reflect

#endif

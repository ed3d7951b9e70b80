#ifndef BINDERY_VALIDATE_HPP
#define BINDERY_VALIDATE_HPP

#include <bindery/reflect/table.hpp>
#include <bindery/violation.hpp>

namespace bindery {

/// What a rule asks for, in words: "at most 50 characters", "one of \"Abort\"".
std::string expectation(const constraint& rule);

/// A value for people: quoted, control and invalid bytes escaped, cut after 40 bytes.
std::string shortened(std::string_view value);

namespace detail {

/// Judges the object at `value` and adds what it breaks, until there are `most`.
void validate(const reflect::structure& structure, const void* value, violations& broken,
              std::size_t most = static_cast<std::size_t>(-1));

template <class T>
constexpr bool is_valid_value(const T& value);

template <class T>
constexpr bool is_valid_value(const indirect<T>& value) {
    return is_valid_value(*value);
}

template <class T>
constexpr bool is_valid_slot(const T& slot) {
    using wrapped = reflect::detail::unwrap<T>;
    if constexpr (wrapped::how == reflect::presence::plain)
        return is_valid_value(slot);
    else
        return slot.has_value() ? is_valid_value(*slot) : wrapped::how == reflect::presence::optional;
}

template <class T>
constexpr bool is_valid_value(const T& value) {
    bool valid = true;
    if constexpr (is_text<T>) {
        const std::size_t points = utf8::count(value.view());
        valid = points != utf8::invalid;
        for (const constraint& rule : constraints_of<T>)
            valid =
                valid && ((rule.rule == rule::one_of && value.is_unlisted()) || satisfies(rule, value.view(), points));
    } else if constexpr (reflect::detail::is_list<T>) {
        for (const constraint& rule : constraints_of<T>)
            valid = valid && within(rule, static_cast<std::int64_t>(value.size()));
        for (const auto& element : value)
            valid = valid && is_valid_slot(element);
    } else if constexpr (reflect::described<T>) {
        reflect::for_each_member(value,
                                 [&](std::string_view, const auto& member) { valid = valid && is_valid_slot(member); });
    } else if constexpr (!std::same_as<T, boolean>) {
        if constexpr (reflect::detail::is_number<T>)
            valid = is_finite(value.value());
        for (const constraint& rule : constraints_of<T>)
            valid = valid && satisfies(rule, value.value());
    }
    return valid;
}

} // namespace detail

/// Every rule that the members of `value` break, each with its JSON pointer; empty when it is valid. Allocates nothing
/// then. Thread-safe.
template <reflect::described T>
violations validate(const T& value) {
    violations broken;
    detail::validate(reflect::structure_of<T>, &value, broken);
    return broken;
}

/// Whether `value` breaks no rule, for the compiler too: `static_assert(is_valid(request))`.
template <reflect::described T>
constexpr bool is_valid(const T& value) {
    return detail::is_valid_value(value);
}

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/impl/validate.ipp>
#endif

#endif

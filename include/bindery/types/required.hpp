#ifndef BINDERY_TYPES_REQUIRED_HPP
#define BINDERY_TYPES_REQUIRED_HPP

#include <bindery/types/optional.hpp>

namespace bindery {

/// A member that must be given: it has no default constructor, so leaving it out of a designated initialiser does not compile.
/// A reader may still find it missing, hence it can be `absent`, which `validate` reports.
template <class T>
class required : public optional<T> {
public:
    constexpr required(absent_t) noexcept {}
    constexpr required(T value) noexcept(std::is_nothrow_move_constructible_v<T>) : optional<T>(std::move(value)) {}

    template <std::size_t Size>
        requires std::constructible_from<T, const char (&)[Size]>
    consteval required(const char (&literal)[Size]) : optional<T>(literal) {}

    template <class Value>
        requires std::convertible_to<Value, T> && (!std::is_array_v<std::remove_reference_t<Value>>) &&
                 (!std::same_as<std::remove_cvref_t<Value>, T>) && (!std::derived_from<std::remove_cvref_t<Value>, optional<T>>)
    constexpr required(Value&& value) : optional<T>(std::forward<Value>(value)) {}

    constexpr required(std::initializer_list<detail::element_of<T>> values)
        requires detail::has_elements<T>
        : optional<T>(values) {}
};

} // namespace bindery

#endif

#ifndef BINDERY_TYPES_REQUIRED_HPP
#define BINDERY_TYPES_REQUIRED_HPP

#include <bindery/types/optional.hpp>

namespace bindery {

namespace detail {

/// Never a value: its name is what the compiler says of a required member that is left out.
struct a_value_must_be_given_since_this_member_is_required {};

} // namespace detail

/// A member that must be given: its default constructor is deleted, so leaving it out of a designated initialiser does
/// not compile. A reader may still find it missing, hence it can be `absent`, which `validate` reports.
///
/// The value is a member and not a base: see text.hpp.
template <class T>
class required {
public:
    using value_type = T;

    required(detail::a_value_must_be_given_since_this_member_is_required = {}) = delete;
    constexpr required(absent_t) noexcept {}
    constexpr required(T value) noexcept(std::is_nothrow_move_constructible_v<T>) : held_(std::move(value)) {}

    /// A literal: judged by T when it is compiled.
    template <std::size_t Size>
        requires std::constructible_from<T, const char (&)[Size]>
    consteval required(const char (&literal)[Size]) : held_(literal) {}

    /// Whatever T is made from.
    template <class Value>
        requires std::convertible_to<Value, T> && (!std::is_array_v<std::remove_reference_t<Value>>) &&
                 (!std::same_as<std::remove_cvref_t<Value>, T>) && (!std::same_as<std::remove_cvref_t<Value>, required>)
    constexpr required(Value&& value) : held_(std::forward<Value>(value)) {}

    /// The elements of a list.
    constexpr required(std::initializer_list<detail::element_of<T>> values)
        requires detail::has_elements<T>
        : held_(values) {}

    constexpr bool has_value() const noexcept { return held_.has_value(); }
    constexpr explicit operator bool() const noexcept { return has_value(); }
    constexpr T& operator*() noexcept { return *held_; }
    constexpr const T& operator*() const noexcept { return *held_; }
    constexpr T* operator->() noexcept { return &*held_; }
    constexpr const T* operator->() const noexcept { return &*held_; }

    template <class... Args>
    constexpr T& emplace(Args&&... args) {
        return held_.emplace(std::forward<Args>(args)...);
    }

    friend constexpr bool operator==(const required& a, const required& b)
        requires std::equality_comparable<T>
    {
        return a.held_ == b.held_;
    }
    template <class Value>
        requires(!std::is_array_v<Value>) && (!std::same_as<Value, required>) && std::convertible_to<const Value&, T>
    friend constexpr bool operator==(const required& a, const Value& b) {
        return a.held_ == b;
    }

private:
    optional<T> held_;
};

} // namespace bindery

#endif

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
    template <class Literal>
        requires detail::only_as_literal<T, Literal>
    consteval required(const Literal& literal) : held_(literal) {}

    /// Whatever else T is made from.
    template <class Value>
        requires(!detail::only_as_literal<T, std::remove_cvref_t<Value>>) && std::convertible_to<Value, T> &&
                (!std::same_as<std::remove_cvref_t<Value>, T>) && (!std::same_as<std::remove_cvref_t<Value>, required>)
    constexpr required(Value&& value) : held_(std::forward<Value>(value)) {}

    /// The elements of a list.
    constexpr required(BINDERY_DETAIL_IN_BRACES(T))
        requires detail::has_braces<T>
        : held_(BINDERY_DETAIL_ELEMENTS) {}
    template <std::size_t Size>
        requires detail::has_braces<T>
    constexpr required(typename detail::braces<T>::element (&&elements)[Size]) : held_(std::move(elements)) {}

    constexpr bool has_value() const noexcept { return held_.has_value(); }
    constexpr explicit operator bool() const noexcept { return has_value(); }
    /// Unchecked, as `->` is: undefined when the value is absent.
    constexpr T& operator*() & noexcept { return *held_; }
    constexpr const T& operator*() const& noexcept { return *held_; }
    constexpr T&& operator*() && noexcept { return *std::move(held_); }
    constexpr T* operator->() noexcept { return &*held_; }
    constexpr const T* operator->() const noexcept { return &*held_; }

    /// Throws std::bad_optional_access when the value is absent.
    constexpr T& value() & { return held_.value(); }
    constexpr const T& value() const& { return held_.value(); }
    constexpr T&& value() && { return std::move(held_).value(); }
    constexpr T value_or(T otherwise) const& { return held_.value_or(std::move(otherwise)); }
    constexpr T value_or(T otherwise) && { return std::move(held_).value_or(std::move(otherwise)); }

    template <class... Args>
        requires(!(detail::only_as_literal<T, std::remove_cvref_t<Args>> || ...))
    constexpr T& emplace(Args&&... args) {
        return held_.emplace(std::forward<Args>(args)...);
    }
    constexpr T& emplace(T value) { return held_.emplace(std::move(value)); }
    constexpr void swap(required& other) noexcept(std::is_nothrow_move_constructible_v<T>) { held_.swap(other.held_); }
    friend constexpr void swap(required& a, required& b) noexcept(std::is_nothrow_move_constructible_v<T>) {
        a.swap(b);
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

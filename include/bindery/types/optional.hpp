#ifndef BINDERY_TYPES_OPTIONAL_HPP
#define BINDERY_TYPES_OPTIONAL_HPP

#include <bindery/types/absent.hpp>
#include <bindery/types/braces.hpp>
#include <bindery/types/run_time.hpp>

#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace bindery {

namespace detail {

/// Whether a value is what `other` stands for, without making a T of it, which the compiler might want to judge.
template <class T, class Other>
constexpr bool equals(const T& value, const Other& other) {
    if constexpr (std::is_arithmetic_v<Other> && requires { value.value(); })
        return equals(value.value(), other);
    else if constexpr (std::integral<T> && std::integral<Other> && !std::same_as<Other, bool>)
        return std::cmp_equal(value, other);
    else
        return value == other;
}

} // namespace detail

// g++ cannot see that the union's value is only touched when the flag before it says so.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

/// A member that may be left out. The interface is std::optional's, with `absent` for std::nullopt; missing are the
/// constructors with std::in_place, order (`<`) and std::hash. A literal passes through it to a consteval constructor,
/// as does a number through `value_or`, and its layout (a flag, then the value) is the same for every T, which is what
/// the member tables rely on. A structure takes two pairs of braces: `.Place = {{.Latitude = 1.0}}`.
template <class T>
class optional {
public:
    using value_type = T;

    constexpr optional() noexcept : has_(false), none_() {}
    constexpr optional(absent_t) noexcept : optional() {}
    constexpr optional(T value) noexcept(std::is_nothrow_move_constructible_v<T>)
        : has_(true), value_(std::move(value)) {}

    /// A literal: judged by T when it is compiled.
    template <class Literal>
        requires detail::only_as_literal<T, Literal>
    consteval optional(const Literal& literal) : has_(true), value_(literal) {}

    /// Whatever else T is made from.
    template <class Value>
        requires(!detail::only_as_literal<T, std::remove_cvref_t<Value>>) && std::convertible_to<Value, T> &&
                    (!std::same_as<std::remove_cvref_t<Value>, T>) &&
                    (!std::derived_from<std::remove_cvref_t<Value>, optional>)
    constexpr optional(Value&& value) : has_(true), value_(std::forward<Value>(value)) {}

    /// The elements of a list.
    constexpr optional(BINDERY_DETAIL_IN_BRACES(T))
        requires detail::has_braces<T>
        : has_(true), value_(BINDERY_DETAIL_ELEMENTS) {}
    template <std::size_t Size>
        requires detail::has_braces<T>
    constexpr optional(typename detail::braces<T>::element (&&elements)[Size])
        : has_(true), value_(std::move(elements)) {}

    constexpr optional(const optional&)
        requires std::is_trivially_copyable_v<T>
    = default;
    constexpr optional(optional&&)
        requires std::is_trivially_copyable_v<T>
    = default;
    constexpr optional& operator=(const optional&)
        requires std::is_trivially_copyable_v<T>
    = default;
    constexpr optional& operator=(optional&&)
        requires std::is_trivially_copyable_v<T>
    = default;
    constexpr ~optional()
        requires std::is_trivially_destructible_v<T>
    = default;

    constexpr optional(const optional& other) : optional() {
        if (other.has_)
            construct(other.value_);
    }
    constexpr optional(optional&& other) noexcept(std::is_nothrow_move_constructible_v<T>) : optional() {
        if (other.has_)
            construct(std::move(other.value_));
    }
    constexpr optional& operator=(const optional& other) { return *this = optional(other); }
    constexpr optional& operator=(optional&& other) noexcept(std::is_nothrow_move_constructible_v<T>) {
        if (this != &other) {
            optional taken = std::move(other); // which may be within this one's value
            reset();
            if (taken.has_)
                construct(std::move(taken.value_));
        }
        return *this;
    }
    constexpr ~optional() { reset(); }

    constexpr bool has_value() const noexcept { return has_; }
    constexpr explicit operator bool() const noexcept { return has_; }
    /// Unchecked, as `->` is: undefined when there is no value.
    constexpr T& operator*() & noexcept { return value_; }
    constexpr const T& operator*() const& noexcept { return value_; }
    constexpr T&& operator*() && noexcept { return std::move(value_); }
    constexpr T* operator->() noexcept { return &value_; }
    constexpr const T* operator->() const noexcept { return &value_; }

    /// Throws std::bad_optional_access when there is no value.
    constexpr T& value() & { return has_ ? value_ : throw std::bad_optional_access(); }
    constexpr const T& value() const& { return has_ ? value_ : throw std::bad_optional_access(); }
    constexpr T&& value() && { return std::move(value()); }
    constexpr T value_or(T otherwise) const& { return has_ ? value_ : std::move(otherwise); }
    constexpr T value_or(T otherwise) && { return has_ ? std::move(value_) : std::move(otherwise); }

    /// What `function` makes of the value, an optional itself; nothing when there is no value.
    template <class Function>
    constexpr auto and_then(Function&& function) const {
        using result = std::remove_cvref_t<std::invoke_result_t<Function, const T&>>;
        return has_ ? std::forward<Function>(function)(value_) : result();
    }
    template <class Function>
    constexpr auto transform(Function&& function) const {
        using result = optional<std::remove_cvref_t<std::invoke_result_t<Function, const T&>>>;
        return has_ ? result(std::forward<Function>(function)(value_)) : result();
    }
    /// This, or what `function` makes of nothing.
    template <class Function>
    constexpr optional or_else(Function&& function) const {
        return has_ ? *this : std::forward<Function>(function)();
    }

    /// Ends the value that there is and makes another in its place.
    template <class... Args>
        requires(!(detail::only_as_literal<T, std::remove_cvref_t<Args>> || ...))
    constexpr T& emplace(Args&&... args) {
        reset();
        return construct(std::forward<Args>(args)...);
    }
    /// Of a literal.
    constexpr T& emplace(T value) {
        reset();
        return construct(std::move(value));
    }
    constexpr void reset() noexcept {
        if (!has_)
            return;
        has_ = false;
        value_.~T();
    }
    constexpr void swap(optional& other) noexcept(std::is_nothrow_move_constructible_v<T>) {
        optional mine = std::move(*this);
        *this = std::move(other);
        other = std::move(mine);
    }
    friend constexpr void swap(optional& a, optional& b) noexcept(std::is_nothrow_move_constructible_v<T>) {
        a.swap(b);
    }

    friend constexpr bool operator==(const optional& a, const optional& b)
        requires std::equality_comparable<T>
    {
        return a.has_ == b.has_ && (!a.has_ || a.value_ == b.value_);
    }
    /// With whatever T is made from.
    template <class Value>
        requires(!std::is_array_v<Value>) && (!std::same_as<Value, optional>) && std::convertible_to<const Value&, T>
    friend constexpr bool operator==(const optional& a, const Value& b) {
        return a.has_ && detail::equals(a.value_, b);
    }

    /// Where the value is, counted from the flag, which comes first.
    static constexpr std::size_t value_offset() noexcept { return alignof(T); }

private:
    template <class... Args>
    constexpr T& construct(Args&&... args) {
        std::construct_at(&value_, std::forward<Args>(args)...);
        has_ = true;
        return value_;
    }

    bool has_;
    union {
        char none_;
        T value_;
    };
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

} // namespace bindery

#endif

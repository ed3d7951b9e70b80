#ifndef BINDERY_TYPES_OPTIONAL_HPP
#define BINDERY_TYPES_OPTIONAL_HPP

#include <bindery/types/absent.hpp>

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>

namespace bindery {

namespace detail {

template <class T>
concept has_elements = requires { typename T::value_type; };

struct no_element {};

template <class T>
struct element {
    using type = no_element;
};
template <has_elements T>
struct element<T> {
    using type = typename T::value_type;
};

template <class T>
using element_of = typename element<T>::type;

} // namespace detail

// g++ cannot see that the union's value is only touched when the flag before it says so.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

/// A member that may be left out. std::optional's interface, but a literal passes through it to a consteval
/// constructor, and its layout (a flag, then the value) is the same for every T, which is what the member tables rely
/// on.
template <class T>
class optional {
public:
    using value_type = T;

    constexpr optional() noexcept : has_(false), none_() {}
    constexpr optional(absent_t) noexcept : optional() {}
    constexpr optional(T value) noexcept(std::is_nothrow_move_constructible_v<T>)
        : has_(true), value_(std::move(value)) {}

    /// A literal: judged by T when it is compiled.
    template <std::size_t Size>
        requires std::constructible_from<T, const char (&)[Size]>
    consteval optional(const char (&literal)[Size]) : has_(true), value_(literal) {}

    /// Whatever T is made from.
    template <class Value>
        requires std::convertible_to<Value, T> && (!std::is_array_v<std::remove_reference_t<Value>>) &&
                     (!std::same_as<std::remove_cvref_t<Value>, T>) &&
                     (!std::derived_from<std::remove_cvref_t<Value>, optional>)
    constexpr optional(Value&& value) : has_(true), value_(std::forward<Value>(value)) {}

    /// The elements of a list.
    constexpr optional(std::initializer_list<detail::element_of<T>> values)
        requires detail::has_elements<T>
        : has_(true), value_(values) {}

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
            reset();
            if (other.has_)
                construct(std::move(other.value_));
        }
        return *this;
    }
    constexpr ~optional() { reset(); }

    constexpr bool has_value() const noexcept { return has_; }
    constexpr explicit operator bool() const noexcept { return has_; }
    constexpr T& operator*() noexcept { return value_; }
    constexpr const T& operator*() const noexcept { return value_; }
    constexpr T* operator->() noexcept { return &value_; }
    constexpr const T* operator->() const noexcept { return &value_; }

    template <class Default>
    constexpr T value_or(Default&& otherwise) const {
        return has_ ? value_ : static_cast<T>(std::forward<Default>(otherwise));
    }

    template <class... Args>
    constexpr T& emplace(Args&&... args) {
        reset();
        return construct(std::forward<Args>(args)...);
    }
    constexpr void reset() noexcept {
        if (!has_)
            return;
        has_ = false;
        value_.~T();
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
        if constexpr (std::is_arithmetic_v<Value>)
            return a.has_ && a.value_ == T(b);
        else
            return a.has_ && a.value_ == b;
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

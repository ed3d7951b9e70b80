#ifndef BINDERY_TYPES_INDIRECT_HPP
#define BINDERY_TYPES_INDIRECT_HPP

#include <type_traits>
#include <utility>

namespace bindery {

/// A structure that is kept elsewhere, so that one may hold another of its own kind: `optional<indirect<Node>> Next{}`.
/// A value in all but its place, as std::indirect of C++26 is: copies are deep. One that was moved from may only be
/// assigned to or destroyed.
template <class T>
class indirect {
public:
    constexpr indirect(T value) : value_(new T(std::move(value))) {}
    constexpr indirect(const indirect& other) : value_(other.value_ ? new T(*other.value_) : nullptr) {}
    constexpr indirect(indirect&& other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
    constexpr indirect& operator=(indirect other) noexcept {
        std::swap(value_, other.value_);
        return *this;
    }
    constexpr ~indirect() { delete value_; }

    constexpr T& operator*() noexcept { return *value_; }
    constexpr const T& operator*() const noexcept { return *value_; }
    constexpr T* operator->() noexcept { return value_; }
    constexpr const T* operator->() const noexcept { return value_; }

private:
    T* value_; // the only member: a table finds the structure behind the first pointer
};

template <class T>
inline constexpr bool is_indirect = false;
template <class T>
inline constexpr bool is_indirect<indirect<T>> = true;

} // namespace bindery

#endif

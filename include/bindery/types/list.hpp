#ifndef BINDERY_TYPES_LIST_HPP
#define BINDERY_TYPES_LIST_HPP

#include <bindery/types/text.hpp>

#include <initializer_list>
#include <utility>
#include <vector>

namespace bindery {

/// Values of one type under rules (`items`). A std::vector in all but name, so that its elements may be of a type not
/// yet complete.
template <class T, constraint_rule... Rules>
class list {
public:
    using value_type = T;

    constexpr list() noexcept = default;
    constexpr list(std::initializer_list<T> values) : values_(values) {}
    constexpr list(std::vector<T> values) noexcept : values_(std::move(values)) {}

    constexpr std::size_t size() const noexcept { return values_.size(); }
    constexpr bool empty() const noexcept { return values_.empty(); }
    constexpr T* data() noexcept { return values_.data(); }
    constexpr const T* data() const noexcept { return values_.data(); }
    constexpr auto begin() noexcept { return values_.begin(); }
    constexpr auto begin() const noexcept { return values_.begin(); }
    constexpr auto end() noexcept { return values_.end(); }
    constexpr auto end() const noexcept { return values_.end(); }
    constexpr T& operator[](std::size_t i) noexcept { return values_[i]; }
    constexpr const T& operator[](std::size_t i) const noexcept { return values_[i]; }
    constexpr T& front() noexcept { return values_.front(); }
    constexpr const T& front() const noexcept { return values_.front(); }
    constexpr T& back() noexcept { return values_.back(); }
    constexpr const T& back() const noexcept { return values_.back(); }

    constexpr T& push_back(T value) { return values_.emplace_back(std::move(value)); }
    template <class... Args>
    constexpr T& emplace_back(Args&&... args) {
        return values_.emplace_back(std::forward<Args>(args)...);
    }
    constexpr void reserve(std::size_t size) { values_.reserve(size); }
    constexpr void clear() noexcept { values_.clear(); }

    /// The values as the container they are kept in.
    constexpr const std::vector<T>& values() const noexcept { return values_; }

private:
    std::vector<T> values_;
};

template <class T, constraint_rule First, constraint_rule... Rest>
inline constexpr std::span<const constraint> constraints_of<list<T, First, Rest...>>{constraint_list<First, Rest...>};

} // namespace bindery

#endif

#ifndef BINDERY_TYPES_LIST_HPP
#define BINDERY_TYPES_LIST_HPP

#include <bindery/types/braces.hpp>
#include <bindery/types/run_time.hpp>
#include <bindery/types/text.hpp>

#include <concepts>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace bindery {

template <class T, constraint_rule... Rules>
class list;

template <class T, constraint_rule First, constraint_rule... Rest>
inline constexpr std::span<const constraint> constraints_of<list<T, First, Rest...>>{constraint_list<First, Rest...>};

namespace detail {

template <class T, class... Rules>
struct braces<list<T, Rules...>> {
    static constexpr bool allowed = true;
    static constexpr constraint bounds = [] {
        constraint all{.rule = rule::items, .min = 0};
        for (const constraint& each : constraints_of<list<T, Rules...>>)
            if (each.rule == rule::items)
                all = each;
        return all;
    }();
    static constexpr std::size_t least = bounds.min < 0 ? 0 : static_cast<std::size_t>(bounds.min);
    using element = T;
    template <std::size_t Index>
    using at = std::conditional_t<(static_cast<std::int64_t>(Index) < bounds.max), T,
                                  list_has_more_elements_than_the_api_allows>;
};

/// What a T can be made of when the program runs.
template <class Value, class T>
concept run_time_value_of = (only_as_literal<T, Value> && std::constructible_from<T, run_time_number<Value>>) ||
                            (!only_as_literal<T, Value> && std::convertible_to<Value, T>);

template <class Range>
using value_in = std::iter_value_t<decltype(std::begin(std::declval<Range&>()))>;

template <class Range, class T>
concept range_of = requires(Range& range) { std::end(range); } && run_time_value_of<value_in<Range>, T>;

} // namespace detail

/// Values of one type under rules (`items`). The interface is std::vector's, and so is what its functions do, throw and
/// invalidate; elements may be of a type not yet complete. Missing are its allocator, the constructors from a count or
/// from two iterators (`resize`, `assign`), and order (`<`).
///
/// Braces hold elements, up to sixteen, and the compiler counts them against the rules: `.Tags = {"a", name}`. More go
/// into two pairs of braces: `.Tags = {{"a", ...}}`. Any range of what elements are made from is taken too, such as a
/// std::vector<std::string>; its size and elements are judged by `validate`.
template <class T, constraint_rule... Rules>
class list {
    using container = std::vector<T>;

public:
    using value_type = T;
    using size_type = std::size_t;
    using difference_type = std::ptrdiff_t;
    using reference = T&;
    using const_reference = const T&;
    using iterator = typename container::iterator;
    using const_iterator = typename container::const_iterator;
    using reverse_iterator = typename container::reverse_iterator;
    using const_reverse_iterator = typename container::const_reverse_iterator;

    constexpr list() noexcept = default;
    constexpr list(BINDERY_DETAIL_IN_BRACES(list)) { add_all(BINDERY_DETAIL_ELEMENTS); }
    template <std::size_t Size>
    constexpr list(T (&&elements)[Size])
        : values_(std::make_move_iterator(elements), std::make_move_iterator(elements + Size)) {
        static_assert(Size >= detail::braces<list>::least, "list_has_fewer_elements_than_the_api_allows");
        static_assert(within(detail::braces<list>::bounds, Size), "list_has_more_elements_than_the_api_allows");
    }
    template <class Range>
        requires(!std::same_as<std::remove_cvref_t<Range>, list>) &&
                (!std::convertible_to<Range, T>) && // one row of a list of lists is no range of rows
                detail::range_of<Range, T>
    constexpr list(Range&& range) {
        if constexpr (std::same_as<std::remove_cvref_t<Range>, std::vector<T>>)
            values_ = std::forward<Range>(range);
        else
            for (const detail::value_in<Range>& each : range)
                add_run_time(each);
    }

    constexpr size_type size() const noexcept { return values_.size(); }
    constexpr size_type max_size() const noexcept { return values_.max_size(); }
    constexpr size_type capacity() const noexcept { return values_.capacity(); }
    [[nodiscard]] constexpr bool empty() const noexcept { return values_.empty(); }
    constexpr T* data() noexcept { return values_.data(); }
    constexpr const T* data() const noexcept { return values_.data(); }
    constexpr iterator begin() noexcept { return values_.begin(); }
    constexpr const_iterator begin() const noexcept { return values_.begin(); }
    constexpr const_iterator cbegin() const noexcept { return values_.begin(); }
    constexpr iterator end() noexcept { return values_.end(); }
    constexpr const_iterator end() const noexcept { return values_.end(); }
    constexpr const_iterator cend() const noexcept { return values_.end(); }
    constexpr reverse_iterator rbegin() noexcept { return values_.rbegin(); }
    constexpr const_reverse_iterator rbegin() const noexcept { return values_.rbegin(); }
    constexpr const_reverse_iterator crbegin() const noexcept { return values_.rbegin(); }
    constexpr reverse_iterator rend() noexcept { return values_.rend(); }
    constexpr const_reverse_iterator rend() const noexcept { return values_.rend(); }
    constexpr const_reverse_iterator crend() const noexcept { return values_.rend(); }

    /// Unchecked, as `front` and `back` of an empty list are; `at` throws std::out_of_range.
    constexpr T& operator[](size_type i) noexcept { return values_[i]; }
    constexpr const T& operator[](size_type i) const noexcept { return values_[i]; }
    constexpr T& at(size_type i) { return values_.at(i); }
    constexpr const T& at(size_type i) const { return values_.at(i); }
    constexpr T& front() noexcept { return values_.front(); }
    constexpr const T& front() const noexcept { return values_.front(); }
    constexpr T& back() noexcept { return values_.back(); }
    constexpr const T& back() const noexcept { return values_.back(); }

    /// Returns the new element, which std::vector does not. Takes literals; `emplace_back` is for run-time values.
    constexpr T& push_back(T value) { return values_.emplace_back(std::move(value)); }
    template <class... Args>
    constexpr T& emplace_back(Args&&... args) {
        return values_.emplace_back(std::forward<Args>(args)...);
    }
    template <class... Args>
    constexpr iterator emplace(const_iterator at, Args&&... args) {
        return values_.emplace(at, std::forward<Args>(args)...);
    }
    constexpr iterator insert(const_iterator at, T value) { return values_.insert(at, std::move(value)); }
    constexpr iterator insert(const_iterator at, size_type count, const T& value) {
        return values_.insert(at, count, value);
    }
    template <std::input_iterator Iterator>
    constexpr iterator insert(const_iterator at, Iterator first, Iterator last) {
        return values_.insert(at, first, last);
    }
    constexpr void assign(size_type count, const T& value) { values_.assign(count, value); }
    template <std::input_iterator Iterator>
    constexpr void assign(Iterator first, Iterator last) {
        values_.assign(first, last);
    }
    constexpr iterator erase(const_iterator at) { return values_.erase(at); }
    constexpr iterator erase(const_iterator first, const_iterator last) { return values_.erase(first, last); }
    constexpr void pop_back() noexcept { values_.pop_back(); }
    constexpr void resize(size_type size) { values_.resize(size); }
    constexpr void resize(size_type size, const T& value) { values_.resize(size, value); }
    constexpr void reserve(size_type size) { values_.reserve(size); }
    constexpr void shrink_to_fit() { values_.shrink_to_fit(); }
    constexpr void clear() noexcept { values_.clear(); }
    constexpr void swap(list& other) noexcept { values_.swap(other.values_); }
    friend constexpr void swap(list& a, list& b) noexcept { a.swap(b); }

    friend constexpr bool operator==(const list& a, const list& b)
        requires std::equality_comparable<T>
    {
        return a.values_ == b.values_;
    }

    /// The values as the container they are kept in.
    constexpr const std::vector<T>& values() const noexcept { return values_; }

private:
    using no_room = detail::list_has_more_elements_than_the_api_allows;

    template <class... Element>
    constexpr void add_all(const Element&... elements) {
        values_.reserve((std::size_t{is_given(elements)} + ...));
        (add(elements), ...);
    }
    static constexpr bool is_given(const T& element) noexcept { return &element != &detail::phantom_of<T>.object; }
    static constexpr bool is_given(const no_room&) noexcept { return false; }
    constexpr void add(const T& element) {
        if (is_given(element))
            values_.push_back(element);
    }
    constexpr void add(const no_room&) noexcept {}

    template <class Value>
    constexpr void add_run_time(const Value& value) {
        if constexpr (detail::only_as_literal<T, Value>)
            values_.emplace_back(run_time(value));
        else
            values_.emplace_back(value);
    }

    container values_;
};

} // namespace bindery

#endif

#ifndef BINDERY_TYPES_TEXT_HPP
#define BINDERY_TYPES_TEXT_HPP

#include <bindery/types/basic_text.hpp>
#include <bindery/types/rules.hpp>
#include <bindery/types/run_time.hpp>
#include <bindery/types/satisfies.hpp>

#include <concepts>

namespace bindery {

/// A value that is newer than the page's list; see `unlisted`.
struct unlisted_value {
    std::string_view text;
};

/// Lets a value through that the page does not list: `.OperationType = unlisted("Pause")`. The service may still refuse
/// it.
constexpr unlisted_value unlisted(std::string_view text) noexcept {
    return {text};
}

namespace detail {

// Never defined: a literal that breaks a rule would have to call one of them, and the compiler's message names it.
void text_is_longer_than_the_api_allows();
void text_is_shorter_than_the_api_allows();
void text_has_more_bytes_than_the_api_allows();
void text_has_fewer_bytes_than_the_api_allows();
void value_is_not_one_of_those_the_api_lists();
void text_does_not_have_the_form_the_api_asks_for();
void text_is_not_a_timestamp_of_iso_8601();
void text_is_not_valid_utf8();

constexpr void judge_literal(const constraint& rule, std::string_view text, std::size_t points) {
    if (satisfies(rule, text, points))
        return;
    switch (rule.rule) {
    case rule::length:
        static_cast<std::int64_t>(points) > rule.max ? text_is_longer_than_the_api_allows()
                                                     : text_is_shorter_than_the_api_allows();
        break;
    case rule::bytes:
        static_cast<std::int64_t>(text.size()) > rule.max ? text_has_more_bytes_than_the_api_allows()
                                                          : text_has_fewer_bytes_than_the_api_allows();
        break;
    case rule::one_of:
        value_is_not_one_of_those_the_api_lists();
        break;
    case rule::timestamp:
        text_is_not_a_timestamp_of_iso_8601();
        break;
    default:
        text_does_not_have_the_form_the_api_asks_for();
        break;
    }
}

} // namespace detail

/// Text under rules (`length`, `bytes`, `one_of`, `pattern`). A literal is judged by the compiler and borrowed; a
/// run-time value is copied as given and judged by `validate`. Any bytes are held, NUL included.
///
/// The characters are a member and not a base: clang 16 miscompiles arrays of classes whose base is made by a consteval
/// constructor.
template <constraint_rule... Rules>
class text {
public:
    constexpr text() noexcept = default;

    /// A literal: does not compile when it breaks a rule.
    template <std::size_t Size>
    consteval text(const char (&literal)[Size]) : characters_(borrowed, literal, Size - 1) {
        const std::size_t points = utf8::count(view());
        if (points == utf8::invalid)
            detail::text_is_not_valid_utf8();
        (detail::judge_literal(Rules::value, view(), points), ...);
    }

    /// A run-time value: std::string, std::string_view, a pointer to a NUL-terminated text.
    template <class String>
        requires std::convertible_to<const String&, std::string_view> && (!std::is_array_v<String>) &&
                 (!std::same_as<String, text>) && (!std::same_as<String, std::nullptr_t>)
    text(const String& value) {
        characters_.assign(value);
    }

    text(unlisted_value value) {
        characters_.assign(value.text);
        characters_.mark_unlisted();
    }

    constexpr const char* data() const noexcept { return characters_.data(); }
    constexpr std::size_t size() const noexcept { return characters_.size(); }
    constexpr bool empty() const noexcept { return characters_.empty(); }
    constexpr std::string_view view() const noexcept { return characters_.view(); }
    constexpr operator std::string_view() const noexcept { return view(); }
    std::string str() const { return std::string(view()); }

    /// The caller stated that the value is newer than the page's list.
    constexpr bool is_unlisted() const noexcept { return characters_.is_unlisted(); }

    friend constexpr bool operator==(const text& a, const text& b) noexcept { return a.view() == b.view(); }

    /// With a run-time value. A literal is compared as a text of this type, so one that is not listed does
    /// not compile; inside a test macro, which takes the comparison apart, put it in parentheses: `CHECK((a == "b"))`.
    template <class String>
        requires std::convertible_to<const String&, std::string_view> && (!std::is_array_v<String>) &&
                 (!std::same_as<String, text>)
    friend constexpr bool operator==(const text& a, const String& b) noexcept {
        return a.view() == std::string_view(b);
    }

private:
    basic_text characters_;
};

template <class T>
inline constexpr bool is_text = false;
template <constraint_rule... Rules>
inline constexpr bool is_text<text<Rules...>> = true;

namespace detail {

template <constraint_rule... Rules, std::size_t Size>
inline constexpr bool only_as_literal<text<Rules...>, char[Size]> = true;

} // namespace detail

template <class T>
inline constexpr std::span<const constraint> constraints_of{};

template <constraint_rule First, constraint_rule... Rest>
inline constexpr constraint constraint_list[] = {First::value, Rest::value...};

template <constraint_rule First, constraint_rule... Rest>
inline constexpr std::span<const constraint> constraints_of<text<First, Rest...>>{constraint_list<First, Rest...>};

/// A point in time as the service writes it, e.g. "2023-11-14T22:13:20Z"; `parse_timestamp` gives its seconds.
using timestamp = text<iso8601>;

} // namespace bindery

#endif

#ifndef BINDERY_TYPES_RULES_HPP
#define BINDERY_TYPES_RULES_HPP

#include <bindery/types/constraint.hpp>
#include <bindery/types/fixed_string.hpp>
#include <bindery/types/pattern.hpp>

namespace bindery {

/// Number of characters of a text, counted as Unicode code points; bounds included.
template <std::int64_t Min, std::int64_t Max>
struct length {
    static_assert(Min <= Max, "the smallest length is above the largest");
    static constexpr constraint value{.rule = rule::length, .min = Min, .max = Max};
};

/// Number of bytes of a text in UTF-8; bounds included.
template <std::int64_t Min, std::int64_t Max>
struct bytes {
    static_assert(Min <= Max, "the smallest size is above the largest");
    static constexpr constraint value{.rule = rule::bytes, .min = Min, .max = Max};
};

/// Value of a number; bounds included.
template <std::int64_t Min, std::int64_t Max>
struct range {
    static_assert(Min <= Max, "the smallest value is above the largest");
    static constexpr constraint value{.rule = rule::range, .min = Min, .max = Max};
};

/// Number of elements of a list; bounds included.
template <std::int64_t Min, std::int64_t Max>
struct items {
    static_assert(Min <= Max, "the smallest number of elements is above the largest");
    static constexpr constraint value{.rule = rule::items, .min = Min, .max = Max};
};

/// The values a page lists. Closed in requests (`unlisted("...")` is the way around it), open in responses. For numbers
/// the values are written as decimal text.
template <fixed_string... Values>
struct one_of {
    static_assert(sizeof...(Values) != 0, "one_of needs at least one value");
    static constexpr std::string_view values[] = {Values.view()...};
    static constexpr constraint value{.rule = rule::one_of, .values = values};
};

/// The form of a text, for the whole of it: a sequence of characters, `.`, classes `[A-Za-z0-9_-]` or `[^...]`, each
/// followed by nothing, `?`, `*` or `+`; `\` takes the next character literally. At most 63 such parts. What other
/// regular expressions write with `( ) { } | ^ $` is not understood, so these stand for themselves only after a `\`.
template <fixed_string Pattern>
struct pattern {
    static_assert(detail::is_pattern(Pattern.view()), "this is not a pattern that bindery understands");
    static constexpr std::string_view values[] = {Pattern.view()};
    static constexpr constraint value{.rule = rule::pattern, .values = values};
};

/// A point in time as ISO 8601 text, e.g. `2023-11-14T22:13:20Z` or `2023-11-14T22:13:20.5+08:00`.
struct iso8601 {
    static constexpr constraint value{.rule = rule::timestamp};
};

} // namespace bindery

#endif

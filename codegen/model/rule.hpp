#ifndef BINDERY_CODEGEN_MODEL_RULE_HPP
#define BINDERY_CODEGEN_MODEL_RULE_HPP

// What a page says of a member's value beyond its type, as data.

#include "text/diagnostic.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bindery::codegen {

/// A bound that is not stated is empty.
struct bounds {
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
    friend bool operator==(const bounds&, const bounds&) = default;
};

constexpr bool allows(const bounds& of, std::int64_t value) {
    return (!of.min || *of.min <= value) && (!of.max || value <= *of.max);
}

enum class length_unit {
    characters,
    bytes
};

struct length_rule {
    bounds of;
    length_unit unit = length_unit::characters;
    friend bool operator==(const length_rule&, const length_rule&) = default;
};

struct range_rule {
    bounds of;
    friend bool operator==(const range_rule&, const range_rule&) = default;
};

struct items_rule {
    bounds of;
    friend bool operator==(const items_rule&, const items_rule&) = default;
};

/// Values in the page's spelling and order; those of numbers too are text.
struct one_of_rule {
    std::vector<std::string> values;
    friend bool operator==(const one_of_rule&, const one_of_rule&) = default;
};

struct default_rule {
    std::string value;
    friend bool operator==(const default_rule&, const default_rule&) = default;
};

struct nullable_rule {
    friend bool operator==(const nullable_rule&, const nullable_rule&) = default;
};

struct deprecated_rule {
    friend bool operator==(const deprecated_rule&, const deprecated_rule&) = default;
};

struct unit_rule {
    std::string name;
    friend bool operator==(const unit_rule&, const unit_rule&) = default;
};

/// The service refuses a value it has seen within the window; a blank one is not checked.
struct dedup_rule {
    std::int64_t seconds = 0;
    friend bool operator==(const dedup_rule&, const dedup_rule&) = default;
};

struct rule {
    std::variant<length_rule, range_rule, items_rule, one_of_rule, default_rule, nullable_rule, deprecated_rule,
                 unit_rule, dedup_rule>
        what;
    bool each = false;    ///< holds for every element of a list, not for the list
    place at = {};        ///< of the sentence that states it; two rules are equal wherever they stand
    bool relaxed = false; ///< stated, but requests are not held to it
    friend bool operator==(const rule& a, const rule& b) {
        return a.what == b.what && a.each == b.each && a.relaxed == b.relaxed;
    }
};

/// What the kind of a rule is called.
inline std::string_view name_of(const rule& of) {
    constexpr std::string_view kinds[] = {"length",   "range",      "items", "one_of", "default",
                                          "nullable", "deprecated", "unit",  "dedup"};
    return kinds[of.what.index()];
}

/// Whether requests are held to rules of the kind; the others only tell.
inline bool is_enforced(const rule& of) {
    return std::holds_alternative<length_rule>(of.what) || std::holds_alternative<range_rule>(of.what) ||
           std::holds_alternative<items_rule>(of.what) || std::holds_alternative<one_of_rule>(of.what);
}

/// Whether two rules say something of the same, be it different things.
inline bool same_kind(const rule& a, const rule& b) {
    return a.what.index() == b.what.index() && a.each == b.each;
}

/// The rule of a kind among a member's rules, or null.
template <class Kind>
const Kind* find(const std::vector<rule>& rules) {
    for (const auto& each : rules)
        if (const auto* found = std::get_if<Kind>(&each.what))
            return found;
    return nullptr;
}

} // namespace bindery::codegen

#endif

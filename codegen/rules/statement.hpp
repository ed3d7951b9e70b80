#ifndef BINDERY_CODEGEN_RULES_STATEMENT_HPP
#define BINDERY_CODEGEN_RULES_STATEMENT_HPP

// What a description states of its member's value, as found in its sentences: more than a type can hold to, since some
// of it depends on other members or speaks of single characters.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bindery::codegen {

/// Between which numbers; or, when they are several stretches, in which of them.
struct limits {
    std::optional<double> min;
    std::optional<double> max;
    bool exclusive_min = false;
    bool exclusive_max = false;
    std::vector<std::pair<double, double>> parts;
};

struct statement : limits {
    /// In the order in which they are told.
    enum kind_of {
        length,
        range,
        range_set,
        one_of,
        items,
        unit,
        default_value,
        nullable,
        deprecated,
        dedup,
        charset,
        conditional
    };
    statement(kind_of of_kind, std::size_t at) : kind(of_kind), word(at) {}

    kind_of kind;
    std::vector<std::string> values; ///< of a list of values
    std::string value;               ///< a default or a unit
    bool bytes = false;              ///< what a length counts, rather than characters
    std::int64_t window_minutes = 0; ///< of deduplication; 0: not told
    std::string text;                ///< the words themselves, where they are all there is
    bool each = false;               ///< for every element of the value
    std::size_t word;                ///< index of the first word that says so
};

/// What is known of a member before its description is read.
struct subject {
    bool is_text = false;
    bool is_number = false;
    bool is_whole = false;
    bool is_boolean = false;
    bool is_list = false;
};

} // namespace bindery::codegen

#endif

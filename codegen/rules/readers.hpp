#ifndef BINDERY_CODEGEN_RULES_READERS_HPP
#define BINDERY_CODEGEN_RULES_READERS_HPP

// What a description states of its member's value, as found in its sentences, and the readers that find it, each in a
// file of its own. That is more than a type can hold to, since some of it depends on other members or speaks of single
// characters. No reader takes anything half understood.

#include "model/model.hpp"
#include "wording/words.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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
    statement(kind_of of_kind, std::size_t at, std::vector<std::string> stated = {})
        : kind(of_kind), values(std::move(stated)), word(at) {}

    kind_of kind;
    std::vector<std::string> values; ///< of a list; else the one value, or the words where they are all there is
    bool bytes = false;              ///< what a length counts, rather than characters
    std::int64_t window_minutes = 0; ///< of deduplication; 0: not told
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

subject subject_of(const type& of);

/// A description, and what is known of its member.
struct described : wording {
    subject of;
};

/// All that a description states, at most one of a kind.
std::vector<statement> statements_in(const described& in);

/// The lengths, ranges and numbers of elements, at most one of a kind. A clause is read as its subject (this value, its
/// length, the number of its elements, each of them, or something else), the bound, what it counts, and what stands
/// behind, and counts only when each of these is understood: "up to 20 IDs" of a list, "The name must be 1 to 64
/// characters in length", and not "files larger than 5 MB".
std::vector<statement> limits_in(const described& in);

/// The closed list of values, with or without an announcement. Lists for several cases, and a list that leaves room for
/// more, are none.
std::optional<statement> choice_in(const described& in);

/// What a member is when it is left out: "Default value: 20.", "**File** (default): refreshes files.", "If left blank,
/// it represents 0."; `choice` is the list of values, if any.
std::optional<statement> default_in(const described& in, const std::optional<statement>& choice);

/// What is said beside limits: whether the member may be null or is disused, its unit, that it is an id for
/// deduplication, which characters it holds, and on what else it depends.
std::vector<statement> remarks_in(const described& in);

/// The unit, one of these.
std::optional<statement> unit_in(const described& in);

// What the words around a place make of what is said there.

/// Whether it holds in one case only: under a condition in its sentence, or in an entry that explains one value or
/// begins with a condition.
bool is_conditional(const wording& in, std::size_t at);

/// The first of these alone.
bool has_condition(const wording& in, std::size_t at);

/// The second of these alone.
bool is_in_case(const wording& in, std::size_t at);

/// Whether the words around it make it advice, a habit or an example.
bool is_soft(const wording& in, std::size_t at);

/// Whether a clause may end before the word.
bool ends_clause(const wording& in, std::size_t at);

} // namespace bindery::codegen

#endif

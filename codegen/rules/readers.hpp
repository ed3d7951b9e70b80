#ifndef BINDERY_CODEGEN_RULES_READERS_HPP
#define BINDERY_CODEGEN_RULES_READERS_HPP

// The readers of what a description may state, each in a file of its own. None takes anything half understood.

#include "rules/statement.hpp"
#include "wording/words.hpp"

#include <optional>
#include <vector>

namespace bindery::codegen {

/// The lengths, ranges and numbers of elements, at most one of a kind. A clause is read as its subject (this value, its
/// length, the number of its elements, each of them, or something else), the bound, what it counts, and what stands
/// behind, and counts only when each of these is understood: "up to 20 IDs" of a list, "The name must be 1 to 64
/// characters in length", and not "files larger than 5 MB".
std::vector<statement> limits_in(const wording& said, const subject& of);

/// The closed list of values, with or without an announcement. Lists for several cases, and a list that leaves room for
/// more, are none.
std::optional<statement> choice_in(const wording& said, const subject& of);

/// What a member is when it is left out: "Default value: 20.", "**File** (default): refreshes files.", "If left blank,
/// it represents 0."; `choice` is the list of values, if any.
std::optional<statement> default_in(const wording& said, const subject& of, const std::optional<statement>& choice);

/// What is said beside limits: whether the member may be null or is disused, its unit, that it is an id for
/// deduplication, which characters it holds, and on what else it depends.
std::vector<statement> remarks_in(const wording& said, const subject& of);

/// The unit, one of these.
std::optional<statement> unit_in(const wording& said, const subject& of);

} // namespace bindery::codegen

#endif

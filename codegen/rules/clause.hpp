#ifndef BINDERY_CODEGEN_RULES_CLAUSE_HPP
#define BINDERY_CODEGEN_RULES_CLAUSE_HPP

// What a bound bounds. A clause is read as its subject (this value, its length, the number of its elements, each of
// them, or something else), the bound, what it counts, and what stands behind. It counts only when each of these is
// understood: "up to 20 IDs" of a list, "The name must be 1 to 64 characters in length", and not "files larger than 5
// MB".

#include "rules/statement.hpp"
#include "rules/words.hpp"

#include <vector>

namespace bindery::codegen {

/// The lengths, ranges and numbers of elements that a description states, at most one of a kind.
std::vector<statement> bounds_in(const wording& said, const subject& of);

/// Whether what stands at a word holds in one case only: under a condition in its sentence, or in an entry that
/// explains one value or begins with a condition.
bool is_conditional(const wording& said, std::size_t at);

/// The second of these alone.
bool is_in_case(const wording& said, std::size_t at);

/// The first of these alone.
bool has_condition(const wording& said, std::size_t at);

/// Whether the words around it make it advice, a habit or an example.
bool is_soft(const wording& said, std::size_t at);

/// Whether the text says that the value holds several, parted by commas or otherwise.
bool holds_several(const wording& said);

/// Whether a clause may end before the word.
bool ends_clause(const wording& said, std::size_t at);

} // namespace bindery::codegen

#endif

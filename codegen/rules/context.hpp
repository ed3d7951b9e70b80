#ifndef BINDERY_CODEGEN_RULES_CONTEXT_HPP
#define BINDERY_CODEGEN_RULES_CONTEXT_HPP

// What the words around a place make of what is said there.

#include "wording/words.hpp"

namespace bindery::codegen {

/// Whether what stands at a word holds in one case only: under a condition in its sentence, or in an entry that
/// explains one value or begins with a condition.
bool is_conditional(const wording& said, std::size_t at);

/// The second of these alone.
bool is_in_case(const wording& said, std::size_t at);

/// The first of these alone.
bool has_condition(const wording& said, std::size_t at);

/// Whether the words around it make it advice, a habit or an example.
bool is_soft(const wording& said, std::size_t at);

/// Whether a clause may end before the word.
bool ends_clause(const wording& said, std::size_t at);

} // namespace bindery::codegen

#endif

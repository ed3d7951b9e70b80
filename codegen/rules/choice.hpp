#ifndef BINDERY_CODEGEN_RULES_CHOICE_HPP
#define BINDERY_CODEGEN_RULES_CHOICE_HPP

// The closed list of values that a description gives, with or without an announcement. Lists for several cases, and a
// list that leaves room for more, are none.

#include "rules/statement.hpp"
#include "rules/words.hpp"

#include <optional>

namespace bindery::codegen {

std::optional<statement> choice_in(const wording& said, const subject& of);

} // namespace bindery::codegen

#endif

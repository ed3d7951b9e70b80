#ifndef BINDERY_CODEGEN_RULES_FALLBACK_HPP
#define BINDERY_CODEGEN_RULES_FALLBACK_HPP

// What a member is when it is left out: "Default value: 20.", "**File** (default): refreshes files.", "If left blank,
// it represents 0."

#include "rules/statement.hpp"
#include "rules/words.hpp"

#include <optional>

namespace bindery::codegen {

/// The default that a description states; `choice` is the list of values that it gives, if any.
std::optional<statement> default_in(const wording& said, const subject& of, const std::optional<statement>& choice);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_LINT_LOOK_HPP
#define BINDERY_CODEGEN_LINT_LOOK_HPP

// The parts of lint, each of which looks at one thing and adds what it finds.

#include "lint/lint.hpp"

namespace bindery::codegen {

/// Names, descriptions and rules of the members of one owner. `sent`: in requests, which rules are for.
void look_at_members(std::vector<finding>& into, const std::string& owner, const std::vector<member>& members,
                     bool sent, origin from);

/// The examples of an operation against its tables.
void look_at_examples(std::vector<finding>& into, const api& all, const operation& of);

} // namespace bindery::codegen

#endif

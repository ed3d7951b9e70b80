#ifndef BINDERY_CODEGEN_LINT_LINT_HPP
#define BINDERY_CODEGEN_LINT_LINT_HPP

// Pages that can be read and are yet likely to be wrong, or not in the style of the others.

#include "command.hpp"
#include "input.hpp"
#include "model/model.hpp"

#include <string>
#include <vector>

namespace bindery::codegen {

struct finding {
    location where;
    std::string rule; ///< its name, such as `default-not-listed`; docs/lint.md lists them
    std::string message;
};

// The parts of it, each of which looks at one thing and adds what it finds.

/// Names, descriptions and rules of the members of one owner. `sent`: in requests, which rules are for.
void look_at_members(std::vector<finding>& into, const std::string& owner, const std::vector<member>& members,
                     bool sent, origin from);

/// The examples of an operation against its tables.
void look_at_examples(std::vector<finding>& into, const api& all, const operation& of);

/// What is odd about the operations and structures, in the order of their places. Metadata are not asked for what they
/// never tell.
std::vector<finding> lint_model(const api& of, origin from = origin::page);

/// exit_code::differs when something was found.
int lint(const look_request& asked, std::ostream& out, std::ostream& err);

} // namespace bindery::codegen

#endif

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

/// What is odd about the operations and structures, in the order of their places. Metadata are not asked for what they
/// never tell.
std::vector<finding> lint_model(const api& of, origin from = origin::page);

struct lint_request {
    std::vector<std::filesystem::path> files;
    show_format format = show_format::text;
    strictness how = strictness::notes_are_notes;
};

/// exit_code::differs when something was found.
int lint(const lint_request& asked, std::ostream& out, std::ostream& err);

} // namespace bindery::codegen

#endif

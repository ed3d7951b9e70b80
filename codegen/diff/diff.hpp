#ifndef BINDERY_CODEGEN_DIFF_DIFF_HPP
#define BINDERY_CODEGEN_DIFF_DIFF_HPP

// What changed between two states of the same pages or metadata, and whether a program written for the old one would
// notice. Breaking is what refuses a request that was right, or takes away what a program may rely on.

#include "command.hpp"
#include "model/model.hpp"

#include <string>
#include <vector>

namespace bindery::codegen {

enum class weight {
    breaking,
    compatible
};

struct change {
    codegen::weight weight = weight::compatible;
    std::string kind;    ///< such as `required-added`; docs/diff.md lists them
    std::string subject; ///< such as `ManageTask.TaskId`
    std::string message;
    location before; ///< a path that is empty: there was none
    location after;
};

enum class comparing {
    alike,            ///< two states of one source: what is no longer told has changed
    page_and_metadata ///< metadata know neither errors, rates nor hosts, and pages no signs and formats of numbers
};

/// The changes, operation by operation and then structure by structure, in the order of their names.
std::vector<change> changes_between(const api& before, const api& after, comparing how = comparing::alike);

struct diff_request {
    std::filesystem::path before;
    std::filesystem::path after;
    show_format format = show_format::text;
    strictness how = strictness::notes_are_notes; ///< strict: a compatible change counts, too
};

/// exit_code::differs when something breaks.
int diff(const diff_request& asked, std::ostream& out, std::ostream& err);

} // namespace bindery::codegen

#endif

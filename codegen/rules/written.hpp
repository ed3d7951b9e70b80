#ifndef BINDERY_CODEGEN_RULES_WRITTEN_HPP
#define BINDERY_CODEGEN_RULES_WRITTEN_HPP

// Reads the Rules column of our own specs: rules parted by semicolons, each led by its word. docs/spec-format.md has
// the list.

#include "model/model.hpp"
#include "read/page.hpp"

#include <vector>

namespace bindery::codegen {

enum class used_in {
    requests,
    answers
};

/// The rules a cell states for a member of a type. What it cannot read, or what does not suit the type, is reported at
/// its place.
std::vector<rule> read_written_rules(const page& from, const cell& written, const type& of, used_in side, report& said);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_RESOLVE_MEMBERS_HPP
#define BINDERY_CODEGEN_RESOLVE_MEMBERS_HPP

// The rows of a parameter table as members.

#include "model/model.hpp"
#include "read/page.hpp"

#include <vector>

namespace bindery::codegen {

std::vector<member> resolve_members(const page& from, const table& rows, report& said);

} // namespace bindery::codegen

#endif

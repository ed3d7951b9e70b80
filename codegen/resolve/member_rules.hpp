#ifndef BINDERY_CODEGEN_RESOLVE_MEMBER_RULES_HPP
#define BINDERY_CODEGEN_RESOLVE_MEMBER_RULES_HPP

// The rules of a vendor's member: those its description states, and those that columns of their own tell.

#include "model/model.hpp"
#include "read/page.hpp"

namespace bindery::codegen {

/// Adds the rules to a member that has its type and description. What such a column says and no rule can hold is kept
/// with the description.
void take_rules(const table& rows, const row& in, member& into);

/// Where the member is sent, if a column tells.
position read_position(const table& rows, const row& in);

} // namespace bindery::codegen

#endif

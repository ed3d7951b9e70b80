#ifndef BINDERY_CODEGEN_RESOLVE_NEST_HPP
#define BINDERY_CODEGEN_RESOLVE_NEST_HPP

// Pages that list the members of an object behind it, as if they stood beside it: the examples show what stands where.

#include "model/model.hpp"

namespace bindery::codegen {

/// Moves members that stand in others to where they belong; the structures they make go to `into`.
void nest_members(api& into, operation& of, report& said);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_RESOLVE_NEST_HPP
#define BINDERY_CODEGEN_RESOLVE_NEST_HPP

// Pages that list the members of an object behind it, as if they stood beside it: the examples show what stands where.

#include "model/model.hpp"

namespace bindery::codegen {

/// Moves members that stand in others to where they belong; the structures they make go to `into`.
void nest_members(api& into, operation& of, report& said);

/// The same for the members of a structure, where the page sets the nested ones in; `of` lends its home and its name.
void nest_outlined(api& into, operation& of, std::vector<member>& members, report& said);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_READ_LISTED_HPP
#define BINDERY_CODEGEN_READ_LISTED_HPP

// Parameters that stand in a list instead of a table: items such as "`Name` (String, required): ...", or a name on a
// line of its own with lines "Type: ..." and "Required: ..." below it. They become a table like any other.

#include "read/page.hpp"
#include "text/diagnostic.hpp"

namespace bindery::codegen {

/// Makes tables of the lists that stand in the sections of a page for input, output and errors.
void gather_listed(page& from, report& said);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_METADATA_EXAMPLES_AGAINST_RULES_HPP
#define BINDERY_CODEGEN_METADATA_EXAMPLES_AGAINST_RULES_HPP

// Rules that were mined from prose are tried on the vendor's own examples. Where the two disagree nobody can tell which
// is right, and a wrong rule would refuse right requests: the rule is relaxed, and a note tells of it.

#include "model/model.hpp"

namespace bindery::codegen {

/// Tries the mined rules of all that is sent on the examples beside the members and on those of the operations. What
/// only holds a place (`null`, `string`, `xx`, `on/off`) shows nothing.
void relax_rules_against_examples(api& all, report& said);

} // namespace bindery::codegen

#endif

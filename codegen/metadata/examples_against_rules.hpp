#ifndef BINDERY_CODEGEN_METADATA_EXAMPLES_AGAINST_RULES_HPP
#define BINDERY_CODEGEN_METADATA_EXAMPLES_AGAINST_RULES_HPP

// Rules that were mined from prose are tried on the vendor's own examples. Where the two disagree nobody can tell which
// is right, and a wrong rule would refuse right requests: the rule is relaxed, and a note tells of it.

#include "model/model.hpp"

namespace bindery::codegen {

/// Relaxes the rules that a value breaks, given as metadata give it beside the member; true if there was one. A list or
/// structure is not looked at: the metadata give those in many ways.
bool relax_rules_against(member& of, std::string_view example);

/// The same for all examples of the operations' requests.
void relax_rules_against_examples(api& all, report& said);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_RESOLVE_EXAMPLES_HPP
#define BINDERY_CODEGEN_RESOLVE_EXAMPLES_HPP

// The samples of a page as examples: what was sent and what came back, in pairs.

#include "model/model.hpp"
#include "read/page.hpp"

#include <vector>

namespace bindery::codegen {

std::vector<example> resolve_examples(const page& from, report& said);

} // namespace bindery::codegen

#endif

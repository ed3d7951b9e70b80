#ifndef BINDERY_CODEGEN_RESOLVE_RESOLVE_HPP
#define BINDERY_CODEGEN_RESOLVE_RESOLVE_HPP

// The second stage: pages become the model. What a page does not say stays empty; what had to be inferred is noted.

#include "model/model.hpp"
#include "read/page.hpp"

#include <vector>

namespace bindery::codegen {

api resolve(const std::vector<page>& pages, report& said);

/// Reports what headers need and the pages do not say: where an operation belongs, its host, the members of its
/// structures.
void require_complete(const api& of, report& said);

} // namespace bindery::codegen

#endif

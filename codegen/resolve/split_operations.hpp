#ifndef BINDERY_CODEGEN_RESOLVE_SPLIT_OPERATIONS_HPP
#define BINDERY_CODEGEN_RESOLVE_SPLIT_OPERATIONS_HPP

// A vendor's page may describe several operations, a chapter each: every one becomes a page of its own.

#include "read/page.hpp"

#include <vector>

namespace bindery::codegen {

/// The pages, those of several operations taken apart. What stands above the first and in other chapters is shared.
std::vector<page> split_operations(const std::vector<page>& pages, report& said);

} // namespace bindery::codegen

#endif

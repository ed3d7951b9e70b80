#ifndef BINDERY_CODEGEN_MERGE_MERGE_HPP
#define BINDERY_CODEGEN_MERGE_MERGE_HPP

// A page and the vendor's metadata tell of the same operation. The page wins on rules, errors and whatever else it
// alone knows, the metadata on types; where they disagree a warning names both places.

#include "model/model.hpp"

namespace bindery::codegen {

/// Puts what the pages say into what the metadata say. An operation that only a page has is added; a page that names no
/// service is taken for that of the one operation of its name.
void merge_pages(api& metadata, const api& pages, report& said);

} // namespace bindery::codegen

#endif

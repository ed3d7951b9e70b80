#ifndef BINDERY_CODEGEN_RESOLVE_INFER_HPP
#define BINDERY_CODEGEN_RESOLVE_INFER_HPP

// Structures that a page uses and no page describes: their members are read off the examples, and a note says so.

#include "model/model.hpp"

namespace bindery::codegen {

/// Adds to `of.structures` what the members of an operation need and its examples show.
void infer_structures(api& of, operation& used_by, report& said);

} // namespace bindery::codegen

#endif

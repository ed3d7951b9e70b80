#ifndef BINDERY_CODEGEN_READ_READ_HPP
#define BINDERY_CODEGEN_READ_READ_HPP

// The first stage: the text of a page becomes its blocks.

#include "read/page.hpp"
#include "text/source.hpp"

namespace bindery::codegen {

page read(const source& text, report& said);

} // namespace bindery::codegen

#endif

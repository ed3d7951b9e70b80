#ifndef BINDERY_CODEGEN_READ_HTML_PAGE_HPP
#define BINDERY_CODEGEN_READ_HTML_PAGE_HPP

// A page saved as HTML.

#include "read/table_reader.hpp"

#include <string_view>

namespace bindery::codegen {

void read_html_page(const reading& from, std::string_view whole, page& into);

} // namespace bindery::codegen

#endif

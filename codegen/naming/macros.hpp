#ifndef BINDERY_CODEGEN_NAMING_MACROS_HPP
#define BINDERY_CODEGEN_NAMING_MACROS_HPP

#include <string_view>

namespace bindery::codegen {

/// Whether a name is a macro where C++ is commonly compiled: of the C and POSIX headers, of compilers in GNU mode, of
/// <windows.h>. Those of X11 (Status, Success, None) are left alone: whoever includes it there is used to undoing it,
/// and everybody else would look for the page's names.
bool is_macro(std::string_view name);

} // namespace bindery::codegen

#endif

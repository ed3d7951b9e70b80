#ifndef BINDERY_CODEGEN_NAMING_MACROS_HPP
#define BINDERY_CODEGEN_NAMING_MACROS_HPP

#include <optional>
#include <string_view>

namespace bindery::codegen {

/// What is done about a name that is a macro where C++ is commonly compiled; macros.inc has the names.
enum class macro_way {
    renamed,  ///< it gets an underscore at its end: of headers that nearly every program includes
    set_aside ///< it stays, and the header takes the macro away while it is read: of X11 (`Status`, `None`), and rare
              ///< ones; whoever includes those is used to undoing them, and everybody else looks for the page's names
};

std::optional<macro_way> macro_called(std::string_view name);

} // namespace bindery::codegen

#endif

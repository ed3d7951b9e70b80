#ifndef BINDERY_CODEGEN_NAMING_TAKEN_HPP
#define BINDERY_CODEGEN_NAMING_TAKEN_HPP

#include <optional>
#include <string_view>

namespace bindery::codegen {

/// Who has taken a name; taken.inc has the names. One of the first three gets an underscore at its end.
enum class taken_by {
    language,
    header,    ///< an emitted structure
    macro,     ///< of headers that nearly every program includes
    rare_macro ///< of X11 (`Status`, `None`), and others: the name stays, and the header takes the macro away while it
               ///< is read; whoever includes those is used to undoing them, and everybody else looks for the page's
               ///< names
};

std::optional<taken_by> taken(std::string_view name);

} // namespace bindery::codegen

#endif

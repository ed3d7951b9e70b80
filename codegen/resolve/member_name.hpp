#ifndef BINDERY_CODEGEN_RESOLVE_MEMBER_NAME_HPP
#define BINDERY_CODEGEN_RESOLVE_MEMBER_NAME_HPP

// What the cell of a name tells: the name, how deep it is nested, and on some pages whether the member is required.

#include "read/page.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace bindery::codegen {

struct told_name {
    std::string name;
    int depth = 0; ///< the number of marks and blanks in front; only more or less matters
    bool starred = false;
    std::optional<bool> required; ///< "Name (required)"
};

told_name read_name(const cell& from);

/// What may travel as a name: more than identifiers, of which specs are made.
bool is_wire_name(std::string_view text);

} // namespace bindery::codegen

#endif

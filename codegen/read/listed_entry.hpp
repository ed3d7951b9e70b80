#ifndef BINDERY_CODEGEN_READ_LISTED_ENTRY_HPP
#define BINDERY_CODEGEN_READ_LISTED_ENTRY_HPP

// One line of a list of parameters or errors, taken apart.

#include "read/page.hpp"

#include <map>
#include <optional>
#include <string_view>

namespace bindery::codegen {

/// What a list says of a member or an error, by column.
struct listed_entry {
    std::map<column, cell> told;
    place at;
    bool is_bare = false; ///< nothing but blanks parts its name from its type

    bool has(column what) const { return told.contains(what); }
};

/// A line that begins an entry: a name, and what stands beside it. Only where the line is marked as an item or set off
/// may the name stand alone.
std::optional<listed_entry> member_entry(const paragraph& line);
std::optional<listed_entry> error_entry(const paragraph& line);

/// "Type: String", "**Required**: Yes": a line that tells one thing of the entry above it.
bool take_label(const paragraph& line, listed_entry& into);

} // namespace bindery::codegen

#endif

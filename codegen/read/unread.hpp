#ifndef BINDERY_CODEGEN_READ_UNREAD_HPP
#define BINDERY_CODEGEN_READ_UNREAD_HPP

// What reads like a row and stands in no table that was read: where it is, and where reading had stopped.

#include "read/table_reader.hpp"

#include <span>
#include <string_view>

namespace bindery::codegen {

/// Whether a line of running text says something: what does not is navigation and the like.
bool is_sentence(std::string_view line);

/// A table whose header names no columns that are known: its rows are left where they read like some, and a note tells
/// of it where they do not.
void leave_table(const reading& from, place at, std::span<const row> rows, page& into);

/// Leaves the lines of a page of text that read like rows and belong to no table.
void leave_rows_outside(const reading& from, page& into);

/// Tells what was left.
void tell_unread(const page& of, report& said);

} // namespace bindery::codegen

#endif

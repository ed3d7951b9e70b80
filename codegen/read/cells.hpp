#ifndef BINDERY_CODEGEN_READ_CELLS_HPP
#define BINDERY_CODEGEN_READ_CELLS_HPP

// A line taken apart into cells, and the row that they make.

#include "read/page.hpp"
#include "text/source.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// The cells of a line as views into it, trimmed, whatever sign parts them.
std::vector<std::string_view> cells_parted_by(std::string_view sign, std::string_view line);

/// The cells between the bars of a line, with or without one at either end. A bar behind a backslash, inside bold text
/// or between backticks is part of its cell.
std::vector<std::string_view> cells_of_line(std::string_view line);

/// Dashes and colons only: what rules a header off, cell by cell.
bool is_ruler(std::string_view cell);

/// The same with bars between them.
bool is_bar_ruler(std::string_view line);

/// Views into a line of the page as cells that know where they stand.
row row_of(const source& text, std::size_t line, std::span<const std::string_view> cells);

/// Lets a text go on with the words of a line below it.
void add_line(std::string& to, std::string_view words);

/// The same for each cell of a row that goes on below.
void add_line(row& to, std::span<const std::string_view> cells);

} // namespace bindery::codegen

#endif

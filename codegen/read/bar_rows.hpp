#ifndef BINDERY_CODEGEN_READ_BAR_ROWS_HPP
#define BINDERY_CODEGEN_READ_BAR_ROWS_HPP

// Cells parted by `|` within a line, as Markdown has them.

#include <string_view>
#include <vector>

namespace bindery::codegen {

/// The cells of a line as views into it. A bar behind a backslash, inside bold text or between backticks is part of its
/// cell.
std::vector<std::string_view> cells_of_line(std::string_view line);

/// Dashes, colons and bars only.
bool is_bar_ruler(std::string_view line);

} // namespace bindery::codegen

#endif

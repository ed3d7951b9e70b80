#ifndef BINDERY_CODEGEN_READ_BAR_ROW_HPP
#define BINDERY_CODEGEN_READ_BAR_ROW_HPP

// A row of cells parted by `|` that may go over several lines, as Markdown does not allow and authors write all the
// same: a description of several paragraphs, or a paragraph for each cell.

#include "read/page.hpp"
#include "text/source.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// The cells of a line as views into it. A bar behind a backslash, inside bold text or between backticks is part of its
/// cell.
std::vector<std::string_view> cells_of_line(std::string_view line);

/// Dashes, colons and bars only.
bool is_bar_ruler(std::string_view line);

/// How the rows of a table are told apart.
struct row_shape {
    std::size_t columns = 0;
    bool closed = false;     ///< every row ends with a bar, so one without goes on below
    bool paragraphs = false; ///< a line may open with a bar and still go on with the row above
};

struct bar_row {
    row cells;
    std::size_t next; ///< the line behind it
};

bar_row read_bar_row(const source& text, std::size_t line, const row_shape& shape);

} // namespace bindery::codegen

#endif

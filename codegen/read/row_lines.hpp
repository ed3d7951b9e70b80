#ifndef BINDERY_CODEGEN_READ_ROW_LINES_HPP
#define BINDERY_CODEGEN_READ_ROW_LINES_HPP

// What the layouts without bars share: a row per line, recognised by its own shape, with the lines that do not look
// like a row going on with the description above them. How one line falls into cells is each layout's own.

#include "read/table_reader.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bindery::codegen {

/// Whether a line ends a table without belonging to it: a heading, the header of the next, or its name. "Example: blue"
/// without a mark may as well be part of a cell.
enum class ending {
    no,
    perhaps,
    yes
};
ending ends_table(const reading& page, std::size_t line);

/// Whether a table begins right behind a line, which may then be its title or introduce it.
bool table_follows(const reading& page, std::size_t line);

/// Walks the lines below a header up to the end of the table or of the page.
class row_lines {
public:
    /// `is_row` tells of a line whether it is a row of the table.
    row_lines(const reading& page, std::size_t first, const table& of, std::function<bool(std::size_t)> is_row)
        : page_(page), of_(of), is_row_(std::move(is_row)), next_(first), end_(first) {}

    /// Goes to the next line that is not blank; false where the table ends.
    bool next();

    std::size_t line() const { return line_; }

    /// Whether blank lines stand before it.
    bool apart() const { return line_ > end_; }

    /// Whether a row follows behind it, before a heading, another table or an example: cells may hold paragraphs.
    bool row_follows();

    /// The line belongs to the table.
    void take() { end_ = line_ + 1; }

    /// The line behind the last that was taken.
    std::size_t end() const { return end_; }

private:
    const reading& page_;
    const table& of_;
    std::function<bool(std::size_t)> is_row_;
    std::size_t line_ = 0;
    std::size_t next_;
    std::size_t end_;
    std::size_t looked_up_to_ = 0; ///< behind this line nobody has looked for a row
    bool row_follows_ = false;
};

/// A line taken apart: its cells as views into it, one per column; or why it cannot be, when it is plainly meant as a
/// row.
struct split_line {
    std::vector<std::string_view> cells;
    std::size_t ways = 1; ///< how many readings there were; the likeliest was taken
    std::string_view saw; ///< set when the line is meant as a row and cannot be one
    std::string expected;
};

/// Nothing when the line does not look like a row at all.
using line_splitter = std::optional<split_line> (*)(std::string_view line, const std::vector<column>& columns,
                                                    const evidence& known);

std::size_t read_split_lines(const reading& page, const table_header& header, table& into, line_splitter split);

/// The columns of a header line whose words are parted by blanks (`parted`) or by nothing.
enum class header_words {
    parted,
    joined
};
std::optional<table_header> recognise_header_line(const source& text, std::size_t line, header_words how);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_READ_LINE_ROWS_HPP
#define BINDERY_CODEGEN_READ_LINE_ROWS_HPP

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

/// An error code in running text: at least two words in one, or dotted.
bool reads_as_code(std::string_view word);

/// Whether a line ends a table without belonging to it: a heading, the header of the next, or its name. "Example: blue"
/// without a mark may as well be part of a cell.
enum class ending {
    no,
    perhaps,
    yes
};
ending ends_table(const source& text, std::size_t line);

/// Whether a table goes on behind a line that is no row of it: cells may hold paragraphs. Each line is looked at once,
/// however often it is asked.
class more_rows {
public:
    more_rows(const source& text, std::function<bool(std::size_t)> is_row) : text_(text), is_row_(std::move(is_row)) {}

    /// Whether a row follows before a heading, another table or an example begins.
    bool behind(std::size_t line);

private:
    const source& text_;
    std::function<bool(std::size_t)> is_row_;
    std::size_t seen_ = 0; ///< the line up to which the answer is known
    bool answer_ = false;
};

std::size_t read_line_rows(const reading& page, const table_header& header, table& into, line_splitter split);

/// The columns of a header line whose words are parted by blanks (`parted`) or by nothing.
enum class header_words {
    parted,
    joined
};
std::optional<table_header> recognise_header_line(const source& text, std::size_t line, header_words how);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_READ_TABLE_READER_HPP
#define BINDERY_CODEGEN_READ_TABLE_READER_HPP

// The seam between a page and its layouts. A layout is a way to write a table as text; it is recognised by the shape of
// the header row, wherever that stands, so one page may mix layouts. To add a layout, write its reader and name it in
// table_readers.cpp.

#include "read/evidence.hpp"
#include "read/page.hpp"
#include "text/source.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace bindery::codegen {

struct table_header {
    heads cells;
    std::size_t next; ///< the line behind the header
};

struct reading;

/// All rows of a table, the first of them its header.
struct drawn_table {
    std::vector<row> rows;
    std::size_t next; ///< the line behind it
};

struct table_reader {
    std::string_view layout;

    /// The header of a table in this layout, if one begins at the line.
    std::optional<table_header> (*recognise)(const source& text, std::size_t line);

    /// Reads the rows below the header into `into` and returns the line behind the last of them.
    std::size_t (*read)(const reading& page, const table_header& header, table& into);

    /// The table that begins at the line whatever its header says, where signs show where it begins.
    std::optional<drawn_table> (*drawn)(const source& text, std::size_t line) = nullptr;
};

extern const table_reader bar_rows;    ///< cells parted by `|`, a row per line or over several
extern const table_reader cell_lines;  ///< a cell per line, each closed by `|`
extern const table_reader html_rows;   ///< a table in HTML
extern const table_reader drawn_rows;  ///< between borders or rulers drawn with signs: reStructuredText, terminals
extern const table_reader tab_rows;    ///< cells parted by tabs
extern const table_reader paragraphs;  ///< a cell per paragraph, nothing between the rows
extern const table_reader spaced_rows; ///< a row per line, cells parted by blanks or tabs
extern const table_reader joined_rows; ///< a row per line, nothing between the cells

/// Where a table begins: its layout, and what its header says.
struct table_start {
    const table_reader* layout;
    table_header header;
};

/// The tables of a page of text by the lines at which they begin. Each line is looked at once, however often it is
/// asked for: readers ask of each row whether it is the header of a next table.
class table_finder {
public:
    explicit table_finder(const source& text) : text_(text), asked_(text.lines.size()) {}

    /// The table whose header stands at the line; null if none does.
    const table_start* at(std::size_t line);

    /// The table that begins at the line whatever its header says, where signs show where it begins.
    std::optional<drawn_table> drawn_at(std::size_t line) const;

private:
    const source& text_;
    std::vector<bool> asked_;
    std::map<std::size_t, table_start> found_;
};

/// What a reader works on: the page, and what is known of it as a whole.
struct reading {
    const source& text;
    table_finder& tables;
    const evidence& known;
    report& said;
    written_by whom = written_by::vendor;
};

/// Adds a row to the table: its cells under their columns, when there are as many; where not, as well as can be told.
/// `end` is where a missing cell was missed.
void fit_row(const reading& page, row cells, place end, table& into);

/// Whether what could begin a table right below a row of another is a row itself. It is when it has as many cells, of
/// which not all are words of a header: that of a member called `code`, say.
bool is_row_below(const table_start& start, std::size_t line, const table& of);

/// Adds a table that has been read to the page: what its header does not tell is told, or read off its cells.
void add_table(const reading& from, table&& found, page& into);

/// Whether a row of cells can be the header of a table; what it says then.
std::optional<heads> heads_of(std::span<const std::string_view> cells);
std::optional<heads> heads_of(const row& cells);

} // namespace bindery::codegen

#endif

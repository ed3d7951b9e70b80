// Tables in the manner of Markdown: a row per line, cells parted by `|`, with or without a bar at either end, with or
// without a ruler of dashes below the header. A bar inside a cell is written `\|`. The last cell of a row may go on
// over the lines below, up to the bar that closes it.

#include "read/bar_row.hpp"
#include "read/table_reader.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <string>

namespace bindery::codegen {
namespace {

std::optional<table_header> recognise(const source& text, std::size_t line) {
    const std::string_view here = text.lines[line];
    if (here.find('|') == std::string_view::npos)
        return std::nullopt;
    const auto cells = cells_of_line(here);
    auto columns = columns_of(cells);
    if (!columns)
        return std::nullopt;
    const std::size_t next = line + 1;
    if (next < text.lines.size() && is_bar_ruler(text.lines[next])) {
        // A lone cell below the ruler: the rows have been broken up although the header has not.
        if (next + 1 < text.lines.size() && cells_of_line(text.lines[next + 1]).size() == 1 &&
            trimmed(text.lines[next + 1]).ends_with('|'))
            return std::nullopt;
        return table_header{std::move(*columns), next + 1};
    }
    // Without a ruler the next line must be a row, or this is the first line of a header that goes on below.
    if (next < text.lines.size() && cells_of_line(text.lines[next]).size() < 2)
        return std::nullopt;
    return table_header{std::move(*columns), next};
}

bool closes_its_rows(const source& text, const table_header& header) {
    for (std::size_t line = header.next; line-- > 0;)
        if (!is_bar_ruler(text.lines[line])) {
            const auto here = trimmed(text.lines[line]);
            return here.starts_with('|') && here.ends_with('|');
        }
    return false;
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const row_shape shape{into.columns.size(), closes_its_rows(page.text, header), false};
    std::size_t line = header.next;
    while (line < page.text.lines.size()) {
        const std::string_view here = page.text.lines[line];
        // Without a bar to open it, a line behind a blank one is text.
        if (trimmed(here).find('|') == std::string_view::npos || begins_table(page.text, line))
            break;
        if (shape.closed && !trimmed(here).starts_with('|') && line > header.next &&
            trimmed(page.text.lines[line - 1]).empty())
            break;
        auto found = read_bar_row(page.text, line, shape);
        const auto last = std::string_view(page.text.lines[found.next - 1]);
        const auto end = page.text.at(found.next - 1, last.substr(last.size())).at;
        fit_row(page, std::move(found.cells), end, into);
        line = found.next;
    }
    return line;
}

} // namespace

const table_reader pipe_rows{"a row per line, cells parted by bars", recognise, read};

} // namespace bindery::codegen

// Tables in the manner of Markdown: a row per line, cells parted by `|`, with or without a bar at either end, with or
// without a ruler of dashes below the header. A bar inside a cell is written `\|`.

#include "read/table_reader.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

/// The cells of a line as views into it; a backslash shields the bar behind it.
std::vector<std::string_view> cells_of(std::string_view line) {
    line = trimmed(line);
    if (line.starts_with('|'))
        line.remove_prefix(1);
    std::vector<std::string_view> cells;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (line[i] == '|' && (i == 0 || line[i - 1] != '\\')) {
            cells.push_back(trimmed(line.substr(begin, i - begin)));
            begin = i + 1;
        }
    if (const auto last = line.substr(std::min(begin, line.size())); !trimmed(last).empty())
        cells.push_back(trimmed(last));
    return cells;
}

bool is_ruler(std::string_view line) {
    return line.find('-') != std::string_view::npos && line.find('|') != std::string_view::npos &&
           line.find_first_not_of("|-: \t") == std::string_view::npos;
}

std::string unescaped(std::string_view cell) {
    std::string text;
    for (std::size_t i = 0; i < cell.size(); ++i)
        if (cell[i] != '\\' || i + 1 == cell.size() || cell[i + 1] != '|')
            text += cell[i];
    return text;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    const std::string_view here = text.lines[line];
    if (here.find('|') == std::string_view::npos)
        return std::nullopt;
    const auto cells = cells_of(here);
    auto columns = columns_of(cells);
    if (!columns)
        return std::nullopt;
    const std::size_t next = line + 1;
    if (next < text.lines.size() && is_ruler(text.lines[next])) {
        // A lone cell below the ruler: the rows have been broken up although the header has not.
        if (next + 1 < text.lines.size() && cells_of(text.lines[next + 1]).size() == 1 &&
            trimmed(text.lines[next + 1]).ends_with('|'))
            return std::nullopt;
        return table_header{std::move(*columns), next + 1};
    }
    // Without a ruler the next line must be a row, or this is the first line of a header that goes on below.
    if (next < text.lines.size() && cells_of(text.lines[next]).size() < 2)
        return std::nullopt;
    return table_header{std::move(*columns), next};
}

std::string columns_in_words(const std::vector<column>& columns) {
    std::string words;
    for (const auto each : columns)
        words += (words.empty() ? "" : ", ") + std::string(to_string(each));
    return words;
}

/// Where a row is both opened and closed by a bar, one left open goes on below: its last cell is more than a line.
std::size_t last_line_of_row(const source& text, std::size_t first) {
    if (!trimmed(text.lines[first]).starts_with('|') || trimmed(text.lines[first]).ends_with('|'))
        return first;
    for (std::size_t line = first + 1; line < text.lines.size(); ++line) {
        const auto here = trimmed(text.lines[line]);
        if (here.starts_with('|') || heading_of(here))
            break;
        if (here.ends_with('|'))
            return line;
    }
    return first;
}

void add_continuation(const source& text, std::size_t line, std::size_t last, row& to) {
    for (++line; line <= last; ++line) {
        auto here = trimmed(text.lines[line]);
        if (here.ends_with('|'))
            here = trimmed(here.substr(0, here.size() - 1));
        if (!here.empty())
            to.back().text += '\n' + unescaped(here);
    }
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    std::size_t line = header.next;
    for (std::size_t last = line; line < page.text.lines.size(); line = last + 1) {
        last = line;
        const std::string_view here = page.text.lines[line];
        if (trimmed(here).find('|') == std::string_view::npos || begins_table(page.text, line))
            break;
        last = last_line_of_row(page.text, line);
        const auto cells = cells_of(here);
        if (cells.size() > into.columns.size()) {
            page.said.unexpected(page.text.at(line, cells[into.columns.size()]),
                                 std::to_string(cells.size()) + " cells",
                                 std::to_string(into.columns.size()) + " (" + columns_in_words(into.columns) + ")",
                                 "write \\| for a bar that belongs to a cell");
            continue;
        }
        row cells_here;
        for (const auto each : cells)
            cells_here.push_back({unescaped(each), page.text.at(line, each).at});
        add_continuation(page.text, line, last, cells_here);
        const auto end = page.text.at(line, here.substr(here.size())).at;
        while (cells_here.size() < into.columns.size()) {
            const auto missed = into.columns[cells_here.size()];
            if (missed != column::description && missed != column::example && missed != column::rules)
                page.said.unexpected({page.text.path, end}, "the end of the row",
                                     "a cell for " + std::string(to_string(missed)),
                                     "the header has these columns: " + columns_in_words(into.columns));
            cells_here.push_back({"", end});
        }
        into.rows.push_back(std::move(cells_here));
    }
    return line;
}

} // namespace

const table_reader pipe_rows{"a row per line, cells parted by bars", recognise, read};

} // namespace bindery::codegen

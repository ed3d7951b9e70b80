// Tables of AsciiDoc, between `|===`. Each cell opens with a bar, several may share a line, and rows are found by
// counting.

#include "read/table_reader.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace bindery::codegen {
namespace {

constexpr std::size_t most_columns = 32;

bool is_fence(std::string_view line) {
    return trimmed(line) == "|===";
}

/// The line of the fence that opens a table, which may have a line of attributes above it: `[options="header"]`.
std::size_t fence_at(const source& text, std::size_t line) {
    const auto here = trimmed(text.lines[line]);
    line += here.starts_with('[') && here.ends_with(']');
    return line < text.lines.size() && is_fence(text.lines[line]) ? line : text.lines.size();
}

/// Adds the cells of a line; text in front of its first bar goes on with the cell above.
void take_line(const source& text, std::size_t line, row& into) {
    const std::string_view whole = text.lines[line];
    const auto find_bar = [&](std::size_t from) {
        auto bar = whole.find('|', from);
        while (bar != std::string_view::npos && bar > 0 && whole[bar - 1] == '\\')
            bar = whole.find('|', bar + 1);
        return bar;
    };
    auto bar = find_bar(0);
    const auto front = trimmed(whole.substr(0, bar));
    // "a|", "2+|": how a cell is set is nothing of its text.
    if (bar == std::string_view::npos && !into.empty() && !front.empty())
        into.back().text += (into.back().text.empty() ? "" : "\n") + std::string(front);
    while (bar != std::string_view::npos) {
        const auto next = find_bar(bar + 1);
        const auto said = trimmed(whole.substr(bar + 1, next == std::string_view::npos ? next : next - bar - 1));
        into.push_back({std::string(said), text.at(line, said).at});
        bar = next;
    }
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    line = fence_at(text, line);
    if (line == text.lines.size())
        return std::nullopt;
    auto next = line + 1;
    while (next < text.lines.size() && trimmed(text.lines[next]).empty())
        ++next;
    row cells;
    // A header's cells share a line, or stand in lines of their own up to a blank one.
    for (; next < text.lines.size() && !trimmed(text.lines[next]).empty() && !is_fence(text.lines[next]); ++next) {
        take_line(text, next, cells);
        if (cells.size() > most_columns)
            return std::nullopt;
        if (cells.size() > 1 && heads_of(cells) && trimmed(text.lines[next]).find('|', 1) != std::string::npos) {
            ++next;
            break;
        }
    }
    auto head = heads_of(cells);
    if (!head)
        return std::nullopt;
    return table_header{std::move(*head), next};
}

/// The line behind a table, and its cells from a line on.
std::size_t take_cells(const source& text, std::size_t line, row& into) {
    for (; line < text.lines.size() && !is_fence(text.lines[line]); ++line)
        if (!trimmed(text.lines[line]).empty())
            take_line(text, line, into);
    return line;
}

/// So many cells make a row.
std::vector<row> rows_of(row&& cells, std::size_t width) {
    std::vector<row> rows;
    for (std::size_t i = 0; i < cells.size(); i += width) {
        const auto behind = cells.begin() + static_cast<std::ptrdiff_t>(std::min(i + width, cells.size()));
        rows.emplace_back(std::make_move_iterator(cells.begin() + static_cast<std::ptrdiff_t>(i)),
                          std::make_move_iterator(behind));
    }
    return rows;
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    row cells;
    const auto line = take_cells(page.text, header.next, cells);
    for (auto& each : rows_of(std::move(cells), into.columns.size())) {
        const auto end = each.back().at;
        fit_row(page, std::move(each), end, into);
    }
    if (line == page.text.lines.size())
        page.said.unexpected(page.text.end(), "the end of the page",
                             "|=== to close the table of line " + std::to_string(into.at.line),
                             "save the page again if it is cut off there");
    return std::min(line + 1, page.text.lines.size());
}

/// The first line with cells, or those up to a blank one, are the header.
std::optional<drawn_table> drawn(const source& text, std::size_t line) {
    line = fence_at(text, line);
    if (line == text.lines.size())
        return std::nullopt;
    row cells;
    auto next = line + 1;
    while (next < text.lines.size() && !is_fence(text.lines[next]) &&
           (cells.empty() || (cells.size() == 1 && !trimmed(text.lines[next]).empty())))
        take_line(text, next++, cells);
    for (; cells.size() > 1 && next < text.lines.size() && trimmed(text.lines[next - 1]).rfind('|') == 0 &&
           !trimmed(text.lines[next]).empty() && !is_fence(text.lines[next]);)
        take_line(text, next++, cells);
    const auto width = cells.size();
    next = take_cells(text, next, cells);
    return width == 0 ? std::nullopt : std::optional(drawn_table{rows_of(std::move(cells), width), next + 1});
}

} // namespace

const table_reader asciidoc_rows{"between |===", recognise, read, drawn};

} // namespace bindery::codegen

// Tables in the manner of Markdown: cells parted by `|`, with or without a bar at either end, with or without a ruler
// of dashes below the header. A bar inside a cell is written `\|`. As a rule a row takes a line, and authors let it go
// over several all the same: a description of several paragraphs, a list or a fenced block in a cell, a last cell that
// begins on the next line, a paragraph for each cell. So does a header:
//
//     |Error code
//
//     |Description |
//     |----------|-----------|
//     |InvalidName
//
//     |The name is invalid. |

#include "read/cells.hpp"
#include "read/table_reader.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace bindery::codegen {
namespace {

bool opens(std::string_view line) {
    return line.starts_with('|');
}

bool closes(std::string_view line) {
    return line.ends_with('|') && !line.ends_with("\\|");
}

std::string without_shields(std::string_view cell) {
    std::string text;
    for (std::size_t i = 0; i < cell.size(); ++i)
        if (cell[i] != '\\' || i + 1 == cell.size() || cell[i + 1] != '|')
            text += cell[i];
    return text;
}

/// A heading with its mark: no cell goes on over it. In a fenced block it is none.
bool is_marked_heading(std::string_view line) {
    const auto found = heading_of(line);
    return found && found->level > 0;
}

/// The line behind a fenced block that begins at the line, or the line itself if none does.
std::size_t behind_fence(const source& text, std::size_t line) {
    const auto fence = trimmed(text.lines[line]).substr(0, 3);
    if (fence != "```" && fence != "~~~")
        return line;
    constexpr std::size_t most_lines = 512;
    for (auto next = line + 1; next < std::min(text.lines.size(), line + most_lines); ++next)
        if (const auto here = trimmed(text.lines[next]); here.starts_with(fence) && here.size() < fence.size() + 3)
            return next + 1;
    return line;
}

/// How the rows of a table are told apart: where every row ends with a bar, one without goes on below.
struct row_shape {
    std::size_t columns = 0;
    bool closed = false;
};

/// Adds the cells of a line to those of the row: its first goes on with the last, unless a bar opens it.
void take_line(const source& text, std::size_t line, bool opens_cell, row& into) {
    auto cells = row_of(text, line, cells_of_line(text.lines[line]));
    for (auto& each : cells)
        each.text = without_shields(each.text);
    auto first_new = cells.begin();
    if (!opens_cell) {
        into.back().text += '\n';
        if (!cells.empty())
            into.back().text += (first_new++)->text;
    }
    into.insert(into.end(), std::move_iterator(first_new), std::move_iterator(cells.end()));
    if (into.empty())
        into.push_back({{}, text.at(line).at});
}

struct row_over_lines {
    row cells;
    std::size_t last; ///< its last line
};

row_over_lines without_ends(row_over_lines of) {
    for (auto& each : of.cells)
        while (each.text.ends_with('\n') || each.text.ends_with(' '))
            each.text.pop_back();
    return of;
}

/// The row that begins at a line. Where it does not end below as the table's rows do, the line is all of it.
row_over_lines row_at(const reading& page, std::size_t first, const row_shape& shape) {
    const auto& text = page.text;
    row_over_lines found{{}, first};
    take_line(text, first, true, found.cells);
    auto opened = found.cells.size(); // by the bars that open lines
    const bool closed = closes(trimmed(text.lines[first]));
    if (!shape.closed || (closed && opened >= shape.columns))
        return found;
    const auto alone = found;
    bool open = !closed;
    for (auto line = first + 1; line < text.lines.size(); ++line) {
        const auto here = trimmed(text.lines[line]);
        // The first line closed the last cell but one: this one begins the last.
        const bool begins_last = closed && !here.empty() && found.cells.size() + 1 == shape.columns;
        if (const auto behind = behind_fence(text, line); behind > line) {
            if (begins_last)
                found.cells.push_back({{}, text.at(line).at});
            for (; line < behind; ++line)
                found.cells.back().text += '\n' + text.lines[line];
            found.last = --line;
            continue;
        }
        if (opens(here)) {
            const auto more = here == "|" ? 0 : cells_of_line(here).size();
            const bool follows = here == "|" || (open && opened + more <= shape.columns);
            if (!follows || is_bar_ruler(here)) {
                // A row that was never closed ends where the next begins, unless that is another table's.
                const bool complete = open && opened == shape.columns && !page.tables.at(line);
                return complete ? without_ends(std::move(found)) : alone;
            }
            opened += more;
            open = true;
        } else if (is_marked_heading(here)) {
            break;
        }
        if (here != "|") // which closes the last cell
            take_line(text, line, opens(here) || begins_last, found.cells);
        if (here.empty())
            continue;
        found.last = line;
        if (closes(here))
            return without_ends(std::move(found));
    }
    return alone;
}

/// The header that goes over several lines, a paragraph for each cell, up to the ruler.
std::optional<table_header> recognise_over_lines(const source& text, std::size_t line) {
    constexpr std::size_t most_lines = 32;
    const auto here = trimmed(text.lines[line]);
    if (!opens(here) || here.size() == 1 || closes(here))
        return std::nullopt;
    auto cells = cells_of_line(here);
    if (cells.empty() || !column_of(label(cells.front())))
        return std::nullopt;
    cells.clear();
    for (std::size_t at = line; at < text.lines.size() && at < line + most_lines; ++at) {
        const auto next = trimmed(text.lines[at]);
        if (next.empty())
            continue;
        if (is_bar_ruler(next)) {
            auto found = heads_of(cells);
            return found ? std::optional(table_header{std::move(*found), at + 1}) : std::nullopt;
        }
        if (!opens(next))
            return std::nullopt;
        std::ranges::copy(cells_of_line(next), std::back_inserter(cells));
        // What is closed above another line than the ruler is a row.
        if (closes(next) && (at + 1 == text.lines.size() || !is_bar_ruler(text.lines[at + 1])))
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    const std::string_view here = text.lines[line];
    if (here.find('|') == std::string_view::npos)
        return std::nullopt;
    auto found = heads_of(cells_of_line(here));
    if (!found)
        return recognise_over_lines(text, line);
    const std::size_t next = line + 1;
    if (next < text.lines.size() && is_bar_ruler(text.lines[next])) {
        // A lone cell below the ruler: the rows have been broken up although the header has not.
        if (next + 1 < text.lines.size() && cells_of_line(text.lines[next + 1]).size() == 1 &&
            closes(trimmed(text.lines[next + 1])))
            return std::nullopt;
        return table_header{std::move(*found), next + 1};
    }
    // Without a ruler the next line must be a row, or this is the first line of a header that goes on below.
    if (next < text.lines.size() && cells_of_line(text.lines[next]).size() < 2)
        return std::nullopt;
    return table_header{std::move(*found), next};
}

/// Whether every row ends with a bar, as the header does.
bool closes_its_rows(const source& text, const table_header& header, const table& of) {
    const auto here = trimmed(text.lines[static_cast<std::size_t>(of.at.line) - 1]);
    const bool over_lines = header.next > static_cast<std::size_t>(of.at.line) + 1;
    return opens(here) && (closes(here) || over_lines);
}

/// Whether a line begins another table although it stands right below a row of this one.
bool follows_as_table(const reading& page, std::size_t line, const table& of) {
    const auto* start = page.tables.at(line);
    if (!start || is_row_below(*start, line, of))
        return false;
    // The header may come once more, where a table goes over pages of print.
    return start->header.next != line + 1 || start->header.cells.words != of.words;
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const auto& lines = page.text.lines;
    const row_shape shape{into.columns.size(), closes_its_rows(page.text, header, into)};
    std::size_t end = header.next;
    for (auto line = page.text.next_said(end); line < lines.size(); line = page.text.next_said(end)) {
        const auto here = trimmed(lines[line]);
        const bool apart = line > end;
        if (here.find('|') == std::string_view::npos || (apart && !opens(here)) ||
            (line + 1 < lines.size() && is_bar_ruler(lines[line + 1])) ||
            (apart ? page.tables.at(line) != nullptr : follows_as_table(page, line, into)))
            break;
        auto found = row_at(page, line, shape);
        const auto last = std::string_view(lines[found.last]);
        fit_row(page, std::move(found.cells), page.text.at(found.last, last.substr(last.size())).at, into);
        end = found.last + 1;
    }
    return end;
}

} // namespace

const table_reader bar_rows{"cells parted by bars", recognise, read};

} // namespace bindery::codegen

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

#include "read/bar_rows.hpp"

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

/// The size of a span of bold text or code that begins at the text and closes in it; 0 if none does.
std::size_t span_at_start(std::string_view text) {
    for (const std::string_view mark : {"**", "`"})
        if (text.starts_with(mark)) {
            const auto end = text.find(mark, mark.size());
            return end == std::string_view::npos || end == mark.size() ? 0 : end + mark.size();
        }
    return 0;
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

/// The last line of the row that begins at a line.
std::size_t last_line_of(const source& text, std::size_t first, const row_shape& shape) {
    auto cells = cells_of_line(text.lines[first]).size();
    bool open = !closes(trimmed(text.lines[first]));
    if (!shape.closed || (!open && cells >= shape.columns))
        return first;
    auto last = first; // the last that says something
    for (auto line = first + 1; line < text.lines.size(); ++line) {
        if (const auto behind = behind_fence(text, line); behind > line) {
            last = behind - 1;
            line = last;
            continue;
        }
        const auto here = trimmed(text.lines[line]);
        if (here.empty())
            continue;
        if (is_marked_heading(here))
            break;
        if (opens(here)) {
            const auto more = here == "|" ? 0 : cells_of_line(here).size();
            const bool follows = here == "|" || (open && cells + more <= shape.columns);
            if (!follows || is_bar_ruler(here)) {
                // A row that was never closed ends where the next begins, unless that is another table's.
                const bool complete = open && cells == shape.columns && !begins_table(text, line);
                return complete ? last : first;
            }
            cells += more;
            open = true;
        }
        last = line;
        if (closes(here))
            return line;
    }
    return first;
}

/// Adds the cells of a line to those of the row: its first goes on with the last, unless a bar opens it.
void take_line(const source& text, std::size_t line, bool opens_cell, row& into) {
    const std::string_view here = text.lines[line];
    const auto cells = cells_of_line(here);
    std::size_t first_new = 0;
    if (!opens_cell && !into.empty()) {
        into.back().text += '\n';
        if (!cells.empty())
            into.back().text += without_shields(cells.front());
        first_new = 1;
    }
    for (std::size_t i = first_new; i < cells.size(); ++i)
        into.push_back({without_shields(cells[i]), text.at(line, cells[i]).at,
                        wide_blanks_before(here, static_cast<std::size_t>(cells[i].data() - here.data()))});
    if (into.empty())
        into.push_back({{}, text.at(line).at});
}

row take_row(const source& text, std::size_t first, std::size_t last, const row_shape& shape) {
    row cells;
    for (auto line = first; line <= last; ++line) {
        const auto here = trimmed(text.lines[line]);
        if (line > first && here == "|")
            continue; // closes the last cell
        // The line above closed the last cell but one: this one begins the last.
        const bool begins_last =
            !here.empty() && cells.size() + 1 == shape.columns && line > first && closes(trimmed(text.lines[first]));
        const auto behind = line == first ? line : behind_fence(text, line);
        if (behind > line) {
            if (begins_last)
                cells.push_back({{}, text.at(line).at});
            for (; line < behind; ++line)
                cells.back().text += '\n' + text.lines[line];
            --line;
            continue;
        }
        take_line(text, line, line == first || opens(here) || begins_last, cells);
    }
    for (auto& each : cells)
        while (each.text.ends_with('\n') || each.text.ends_with(' '))
            each.text.pop_back();
    return cells;
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

/// The header once more, without a ruler, where a table goes over pages of print.
bool repeats_header(const source& text, std::size_t line, const table& of) {
    const auto again = heads_of(cells_of_line(text.lines[line]));
    return again && again->words == of.words;
}

/// Whether a line begins another table although it stands right below a row of this one. One with as many cells, of
/// which not all are words of a header, is a row: that of a member called `code`, say.
bool follows_as_table(const source& text, std::size_t line, const table& of) {
    if (!begins_table(text, line) || repeats_header(text, line, of))
        return false;
    const auto other = heads_of(cells_of_line(text.lines[line]));
    return !other || other->columns.size() != of.columns.size() || !index_of(other->columns, column::other);
}

/// The next line with something on it: rows may stand apart.
std::size_t next_said(const source& text, std::size_t line) {
    while (line < text.lines.size() && trimmed(text.lines[line]).empty())
        ++line;
    return line;
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const auto& lines = page.text.lines;
    const row_shape shape{into.columns.size(), closes_its_rows(page.text, header, into)};
    std::size_t end = header.next;
    for (auto line = next_said(page.text, end); line < lines.size(); line = next_said(page.text, end)) {
        const auto here = trimmed(lines[line]);
        const bool apart = line > end;
        if (here.find('|') == std::string_view::npos || (apart && !opens(here)) ||
            (line + 1 < lines.size() && is_bar_ruler(lines[line + 1])) ||
            (apart ? begins_table(page.text, line) : follows_as_table(page.text, line, into)))
            break;
        const auto last = last_line_of(page.text, line, shape);
        const auto last_said = std::string_view(lines[last]);
        fit_row(page, take_row(page.text, line, last, shape), page.text.at(last, last_said.substr(last_said.size())).at,
                into);
        end = last + 1;
    }
    return end;
}

} // namespace

std::vector<std::string_view> cells_of_line(std::string_view line) {
    line = trimmed(line);
    if (line.starts_with('|'))
        line.remove_prefix(1);
    std::vector<std::string_view> cells;
    std::size_t begin = 0;
    // Spans protect their bars only if there are more bars than these: looking for their ends costs a pass each.
    std::size_t no_span_before = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\') {
            ++i;
        } else if (line[i] == '|') {
            cells.push_back(trimmed(line.substr(begin, i - begin)));
            begin = i + 1;
        } else if ((line[i] == '*' || line[i] == '`') && i >= no_span_before) {
            const auto size = span_at_start(line.substr(i));
            const auto inside = line.substr(i, size);
            // A span over a whole cell, "**|", is no span.
            if (size > 0 && inside.find("||") == std::string_view::npos && std::ranges::count(inside, '|') <= 2)
                i += size - 1;
            else
                no_span_before = i + 2;
        }
    }
    if (const auto last = line.substr(std::min(begin, line.size())); !trimmed(last).empty())
        cells.push_back(trimmed(last));
    return cells;
}

bool is_bar_ruler(std::string_view line) {
    return line.find('-') != std::string_view::npos && line.find('|') != std::string_view::npos &&
           line.find_first_not_of("|-: \t") == std::string_view::npos;
}

const table_reader bar_rows{"cells parted by bars", recognise, read};

} // namespace bindery::codegen

#include "read/bar_row.hpp"

#include "dictionary/section.hpp"
#include "text/scan.hpp"

#include <algorithm>
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

/// A heading with its mark, or a fence: a cell does not go on over these.
bool ends_a_cell(std::string_view line) {
    return line.starts_with("# ") || line.starts_with("## ") || line.starts_with("### ") || line.starts_with("#### ") ||
           line.starts_with("```");
}

/// The line that closes the row begun above it, or the row's own if none does.
std::size_t last_line_of(const source& text, std::size_t first, const row_shape& shape) {
    std::size_t cells = cells_of_line(text.lines[first]).size();
    if (closes(trimmed(text.lines[first])))
        return first;
    if (!shape.closed && !shape.paragraphs)
        return first;
    for (std::size_t line = first + 1; line < text.lines.size(); ++line) {
        const auto here = trimmed(text.lines[line]);
        if (here.empty())
            continue;
        if (ends_a_cell(here))
            break;
        if (opens(here) && !(shape.paragraphs && cells < shape.columns) && here != "|")
            break;
        if (opens(here))
            cells += here == "|" ? 0 : cells_of_line(here).size();
        if (closes(here))
            return line;
    }
    return first;
}

std::string without_shields(std::string_view cell) {
    std::string text;
    for (std::size_t i = 0; i < cell.size(); ++i)
        if (cell[i] != '\\' || i + 1 == cell.size() || cell[i + 1] != '|')
            text += cell[i];
    return text;
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

bar_row read_bar_row(const source& text, std::size_t line, const row_shape& shape) {
    bar_row found{{}, last_line_of(text, line, shape) + 1};
    for (std::size_t at = line; at < found.next; ++at) {
        const std::string_view here = text.lines[at];
        const auto cells = cells_of_line(here);
        std::size_t first_new = 0;
        if (at > line && !opens(trimmed(here))) {
            auto& open = found.cells.back().text;
            open += '\n';
            if (!cells.empty())
                open += without_shields(cells.front());
            first_new = 1;
        }
        for (std::size_t i = first_new; i < cells.size(); ++i)
            found.cells.push_back({without_shields(cells[i]), text.at(at, cells[i]).at,
                                   wide_blanks_before(here, static_cast<std::size_t>(cells[i].data() - here.data()))});
        if (found.cells.empty())
            found.cells.push_back({{}, text.at(at).at});
    }
    for (auto& each : found.cells)
        while (each.text.ends_with('\n') || each.text.ends_with(' '))
            each.text.pop_back();
    return found;
}

} // namespace bindery::codegen

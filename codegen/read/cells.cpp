#include "read/cells.hpp"

#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// The size of a span of bold text or code that begins at the text and closes in it; 0 if none does.
std::size_t span_at_start(std::string_view text) {
    for (const std::string_view mark : {"**", "`"})
        if (text.starts_with(mark)) {
            const auto end = text.find(mark, mark.size());
            return end == std::string_view::npos || end == mark.size() ? 0 : end + mark.size();
        }
    return 0;
}

} // namespace

std::vector<std::string_view> cells_parted_by(std::string_view sign, std::string_view line) {
    std::vector<std::string_view> cells;
    for (auto end = line.find(sign); end != std::string_view::npos; end = line.find(sign)) {
        cells.push_back(trimmed(line.substr(0, end)));
        line.remove_prefix(end + sign.size());
    }
    cells.push_back(trimmed(line));
    return cells;
}

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
    if (const auto last = trimmed(line.substr(std::min(begin, line.size()))); !last.empty())
        cells.push_back(last);
    return cells;
}

bool is_ruler(std::string_view cell) {
    return !cell.empty() && cell.find_first_not_of("-:") == std::string_view::npos;
}

bool is_bar_ruler(std::string_view line) {
    return line.find('-') != std::string_view::npos && line.find('|') != std::string_view::npos &&
           line.find_first_not_of("|-: \t") == std::string_view::npos;
}

row row_of(const source& text, std::size_t line, std::span<const std::string_view> cells) {
    const std::string_view whole = text.lines[line];
    row made;
    for (const auto each : cells)
        made.push_back({std::string(each), text.at(line, each).at,
                        wide_blanks_before(whole, static_cast<std::size_t>(each.data() - whole.data()))});
    return made;
}

void add_line(std::string& to, std::string_view words) {
    if (!to.empty())
        to += '\n';
    to += words;
}

void add_line(row& to, std::span<const std::string_view> cells) {
    for (std::size_t i = 0; i < std::min(to.size(), cells.size()); ++i)
        if (!cells[i].empty())
            add_line(to[i].text, cells[i]);
}

} // namespace bindery::codegen

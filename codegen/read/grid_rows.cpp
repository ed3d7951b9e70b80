// Tables drawn with signs: the grids of reStructuredText, where each row stands between borders and its cells may take
// several lines, and those that terminals print, with a border below the header only.
//
//     +-----------+--------+
//     | Parameter | Type   |
//     +===========+========+
//     | Kettle    | String |
//     +-----------+--------+

#include "read/separated.hpp"
#include "read/table_reader.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace bindery::codegen {
namespace {

constexpr std::array<std::string_view, 2> bars = {"|", "\u2502"};

bool is_border(std::string_view line) {
    line = trimmed(line);
    if (line.starts_with('+'))
        return line.size() > 2 && line.find_first_not_of("+-=:") == std::string_view::npos;
    // The signs from U+2500 to U+257F that draw boxes, without the bar.
    if (line.size() < 9 || line.starts_with(bars[1]))
        return false;
    for (std::size_t i = 0; i < line.size(); i += 3)
        if (line[i] != '\xE2' || i + 2 >= line.size() || (line[i + 1] != '\x94' && line[i + 1] != '\x95'))
            return false;
    return true;
}

std::vector<std::string_view> cells_in(std::string_view line) {
    line = trimmed(line);
    for (const auto bar : bars)
        if (line.starts_with(bar) && line.size() > 2 * bar.size() && line.ends_with(bar))
            return separated(line.substr(bar.size(), line.size() - 2 * bar.size()), bar);
    return {};
}

/// Adds the cells of a line to those of the row's lines above.
void go_on(row& with, std::span<const std::string_view> cells) {
    for (std::size_t i = 0; i < std::min(with.size(), cells.size()); ++i)
        if (!cells[i].empty())
            with[i].text += (with[i].text.empty() ? "" : "\n") + std::string(cells[i]);
}

row row_of(const source& text, std::size_t line, std::span<const std::string_view> cells) {
    row made;
    for (const auto each : cells)
        made.push_back(
            {std::string(each), text.at(line, each).at,
             wide_blanks_before(text.lines[line], static_cast<std::size_t>(each.data() - text.lines[line].data()))});
    return made;
}

/// The lines up to the next border, as one row.
std::optional<row> block_at(const source& text, std::size_t& line) {
    std::optional<row> found;
    for (; line < text.lines.size() && !is_border(text.lines[line]); ++line) {
        const auto cells = cells_in(text.lines[line]);
        if (cells.empty())
            return std::nullopt;
        if (found)
            go_on(*found, cells);
        else
            found = row_of(text, line, cells);
    }
    return found;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    if (!is_border(text.lines[line]))
        return std::nullopt;
    auto next = line + 1;
    const auto cells = block_at(text, next);
    auto head = cells ? heads_of(*cells) : std::nullopt;
    if (!head || next == text.lines.size())
        return std::nullopt;
    return table_header{std::move(*head), next + 1};
}

/// Whether borders part the rows, rather than only end the table.
bool has_inner_borders(const source& text, std::size_t line) {
    int borders = 0;
    for (; line < text.lines.size(); ++line)
        if (is_border(text.lines[line]))
            ++borders;
        else if (cells_in(text.lines[line]).empty())
            break;
    return borders > 1;
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const bool parted = has_inner_borders(page.text, header.next);
    std::optional<row> open;
    const auto close = [&] {
        if (!open)
            return;
        const auto end = open->back().at;
        fit_row(page, std::move(*open), end, into);
        open.reset();
    };
    std::size_t line = header.next;
    for (; line < page.text.lines.size(); ++line) {
        const auto here = std::string_view(page.text.lines[line]);
        if (is_border(here)) {
            close();
            continue;
        }
        const auto cells = cells_in(here);
        if (cells.empty())
            break;
        if (open && (parted || cells.front().empty())) {
            go_on(*open, cells);
        } else {
            close();
            open = row_of(page.text, line, cells);
        }
    }
    close();
    return line;
}

/// Each block between borders for a row: enough to tell what stands there.
std::optional<drawn_table> drawn(const source& text, std::size_t line) {
    drawn_table found{{}, line};
    while (found.next < text.lines.size() && is_border(text.lines[found.next])) {
        auto block = block_at(text, ++found.next);
        if (!block)
            break;
        found.rows.push_back(std::move(*block));
    }
    return found.rows.empty() ? std::nullopt : std::optional(std::move(found));
}

} // namespace

const table_reader grid_rows{"between borders drawn with signs", recognise, read, drawn};

} // namespace bindery::codegen

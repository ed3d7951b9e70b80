// Tables drawn with signs: the grids of reStructuredText, where each row stands between borders and its cells may take
// several lines; those that terminals print, with a border below the header only; and the simple tables of
// reStructuredText, where rulers show where the columns stand.
//
//     +-----------+--------+        =========  ======
//     | Parameter | Type   |        Parameter  Type
//     +===========+========+        =========  ======
//     | Kettle    | String |        Kettle     String
//     +-----------+--------+        =========  ======

#include "read/cells.hpp"
#include "read/table_reader.hpp"
#include "text/printable.hpp"
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

/// Where the columns begin, if the line is a ruler over two or more; empty below borders.
using ruled_columns = std::vector<std::size_t>;

ruled_columns ruled(std::string_view line) {
    if (!trimmed(line).starts_with("==") || line.find_first_not_of("= \t") != std::string_view::npos)
        return {};
    ruled_columns columns;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (line[i] == '=' && (i == 0 || line[i - 1] != '='))
            columns.push_back(i);
    return columns.size() < 2 ? ruled_columns{} : columns;
}

bool ends_row(std::string_view line) {
    return is_border(line) || !ruled(line).empty();
}

std::vector<std::string_view> cells_between_bars(std::string_view line) {
    line = trimmed(line);
    for (const auto bar : bars)
        if (line.starts_with(bar) && line.size() > 2 * bar.size() && line.ends_with(bar))
            return cells_parted_by(bar, line.substr(bar.size(), line.size() - 2 * bar.size()));
    return {};
}

/// The place in a line that stands below a column, where Chinese takes `wide` columns for each character; nothing if no
/// blank parts it from what is in front.
std::optional<std::size_t> place_below(std::size_t column, std::string_view line, std::size_t wide) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < column && at < line.size();) {
        const auto [value, size] = code_point_at_start(line.substr(at));
        i += value >= U'\u3000' ? wide : 1;
        at += size;
        if (i > column)
            return std::nullopt;
    }
    at = std::min(at, line.size());
    return at == 0 || at == line.size() || line[at - 1] == ' ' ? std::optional(at) : std::nullopt;
}

/// The cells of a line, cut where the ruler says, or at its gaps of two blanks where something stands across that.
std::vector<std::string_view> cut(std::string_view line, const ruled_columns& at) {
    std::vector<std::string_view> cells;
    for (const std::size_t wide : {2, 1}) {
        std::vector<std::size_t> places;
        for (const auto each : at)
            if (const auto place = place_below(each, line, wide))
                places.push_back(*place);
        if (places.size() < at.size())
            continue;
        places.push_back(line.size());
        for (std::size_t i = 0; i < at.size(); ++i)
            cells.push_back(trimmed(line.substr(places[i], places[i + 1] - places[i])));
        return cells;
    }
    for (auto left = trimmed(line); !left.empty();) {
        const auto gap = cells.size() + 1 == at.size() ? left.size() : std::min(left.find("  "), left.size());
        cells.push_back(trimmed(left.substr(0, gap)));
        left = trimmed(left.substr(gap));
    }
    return cells;
}

std::vector<std::string_view> cells_in(std::string_view line, const ruled_columns& at) {
    return at.empty() ? cells_between_bars(line) : cut(line, at);
}

/// The row between two rulers or borders, the first of them at the line.
std::optional<drawn_table> header_at(const source& text, std::size_t line) {
    if (!ends_row(text.lines[line]))
        return std::nullopt;
    const auto at = ruled(text.lines[line]);
    row words;
    for (++line; line < text.lines.size() && !ends_row(text.lines[line]); ++line) {
        const auto cells = cells_in(text.lines[line], at);
        if (cells.empty())
            return std::nullopt;
        if (words.empty())
            words = row_of(text, line, cells);
        else
            add_line(words, cells);
    }
    if (words.empty() || line == text.lines.size())
        return std::nullopt;
    return drawn_table{{std::move(words)}, line + 1};
}

/// Whether borders part the rows, rather than only end the table.
bool has_inner_borders(const source& text, std::size_t line) {
    int borders = 0;
    for (; line < text.lines.size(); ++line)
        if (is_border(text.lines[line]))
            ++borders;
        else if (cells_between_bars(text.lines[line]).empty())
            break;
    return borders > 1;
}

/// Only what is drawn in front of nested names, and the name itself is on the next line.
bool waits_for_name(std::string_view cell) {
    for (auto left = cell; !left.empty();) {
        const auto [value, size] = code_point_at_start(left);
        if (value != U' ' && (value < U'\u2500' || value > U'\u257F'))
            return false;
        left.remove_prefix(size);
    }
    return !cell.empty();
}

/// Adds the rows below a header and returns the line behind the table.
std::size_t take_rows(const source& text, std::size_t line, std::vector<row>& into) {
    const auto at = ruled(text.lines[line - 1]);
    const bool parted = at.empty() && has_inner_borders(text, line);
    bool open = false;
    for (; line < text.lines.size(); ++line) {
        const std::string_view here = text.lines[line];
        if (ends_row(here)) {
            if (!at.empty())
                return line + 1;
            open = false;
            continue;
        }
        if (!at.empty() && trimmed(here).empty())
            continue;
        const auto cells = cells_in(here, at);
        if (cells.empty() || (!at.empty() && !cells.front().empty() && heading_of(here)))
            break;
        if (open && (parted || cells.front().empty() || waits_for_name(into.back().front().text)))
            add_line(into.back(), cells);
        else
            into.push_back(row_of(text, line, cells));
        open = true;
    }
    return line;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    const auto found = header_at(text, line);
    auto head = found ? heads_of(found->rows.front()) : std::nullopt;
    if (!head)
        return std::nullopt;
    return table_header{std::move(*head), found->next};
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const auto& lines = page.text.lines;
    std::vector<row> rows;
    const auto next = take_rows(page.text, header.next, rows);
    for (auto& each : rows) {
        const auto end = each.back().at;
        fit_row(page, std::move(each), end, into);
    }
    const bool ruler = next > header.next && !ruled(lines[next - 1]).empty();
    if (!ruler && !ruled(lines[header.next - 1]).empty())
        page.said.note(page.text.at(std::min(next, lines.size() - 1)),
                       "the table of line " + std::to_string(into.at.line) +
                           " has no ruler at its end: if the page is cut off there, save it again");
    return next;
}

std::optional<drawn_table> drawn(const source& text, std::size_t line) {
    auto found = header_at(text, line);
    if (found)
        found->next = take_rows(text, found->next, found->rows);
    return found;
}

} // namespace

const table_reader drawn_rows{"drawn with signs", recognise, read, drawn};

} // namespace bindery::codegen

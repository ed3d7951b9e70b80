// Tables whose cells have been put on lines of their own, each closed by `|`. A row may or may not open with a bar,
// several cells may share a line, and rows in the manner of Markdown may be mixed in; so rows are found by counting
// cells.

#include "read/cell_stream.hpp"
#include "read/table_reader.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

/// The columns of running text, which stand last and may be empty.
bool may_be_left_out(column missed) {
    return missed == column::description || missed == column::example;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    constexpr std::size_t most_columns = 16;
    // Quick refusal: the line opens a row or closes a cell.
    const auto here = trimmed(text.lines[line]);
    if (!here.starts_with('|') && !here.ends_with('|'))
        return std::nullopt;

    cell_stream stream(text, line);
    const bool opens = stream.take_bar();
    std::vector<std::string> cells;
    std::size_t next_line = line;
    std::optional<std::size_t> unknown; // where the last cell stands, if it is no header word
    // The header ends where a line opens with a bar again, or, when rows do not, at the first cell that is no header
    // word.
    for (;;) {
        stream.skip_blank();
        if (stream.at_end())
            return std::nullopt;
        next_line = stream.line();
        const bool begins_line = stream.at_line_start();
        if (begins_line && !cells.empty() && stream.rest().starts_with('|'))
            break;
        cell next;
        const auto stops = [&](std::size_t at) { return heading_of(text.lines[at]).has_value(); };
        if (stream.take(next, stops) == cell_stream::outcome::stopped)
            return std::nullopt;
        // Where rows open with a bar, so does the first of them below the header. Else a word that is not known may
        // stand between two that are.
        const bool is_known = column_of(label(next.text)).has_value();
        const bool on_one_line = stream.line() == next_line;
        const bool may_be_unknown = opens ? !cells.empty() : !unknown && cells.size() > 1 && begins_line;
        if (is_known || (on_one_line && may_be_unknown)) {
            unknown = is_known || opens ? std::nullopt : std::optional(next_line);
            cells.push_back(next.text);
            if (cells.size() > most_columns)
                return std::nullopt;
            continue;
        }
        if (unknown) {
            next_line = *unknown;
            cells.pop_back();
        }
        if (!(begins_line || unknown) || cells.size() < 2 || !may_be_left_out(*column_of(label(cells.back()))))
            return std::nullopt;
        break;
    }
    const std::vector<std::string_view> views(cells.begin(), cells.end());
    auto head = heads_of(views);
    if (!head || 2 * std::ranges::count(head->columns, column::other) >= std::ssize(head->columns))
        return std::nullopt; // a member may be called like a column
    return table_header{std::move(*head), next_line};
}

bool is_ruler(const row& cells) {
    for (const auto& each : cells)
        if (each.text.empty() || each.text.find_first_not_of("-:") != std::string::npos)
            return false;
    return true;
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const auto is_heading = [&](std::size_t at) { return heading_of(page.text.lines[at]).has_value(); };
    cell_stream stream(page.text, header.next);
    for (;;) {
        stream.skip_blank();
        if (stream.at_end())
            break;
        // A row begins at a bar, or with a name that a bar closes; anything else is behind the table.
        if (stream.at_line_start()) {
            const auto line = page.text.lines[stream.line()];
            if (line.find('|') == std::string::npos || is_heading(stream.line()) ||
                begins_table(page.text, stream.line()))
                break;
            stream.take_bar();
        }
        row cells;
        while (cells.size() < into.columns.size()) {
            cell next;
            const auto how = stream.take(next, is_heading);
            cells.push_back(std::move(next));
            if (how == cell_stream::outcome::closed)
                continue;
            // The page goes on without closing this cell. Its text may only be the last of a row.
            const bool said_something = !cells.back().text.empty();
            while (cells.size() < into.columns.size() && may_be_left_out(into.columns[cells.size()]))
                cells.push_back({"", cells.back().at});
            if (cells.size() == into.columns.size() && said_something)
                break;
            const auto where = stream.at_end() ? page.text.end() : page.text.at(stream.line());
            page.said.unexpected(
                where, stream.at_end() ? "the end of the page" : quoted(page.text.lines[stream.line()]),
                "the rest of a row: " + std::to_string(into.columns.size()) + " cells, each closed by |",
                "the row begins at line " + std::to_string(cells.front().at.line) +
                    "; save the page again if it is cut off there");
            return stream.at_end() ? page.text.lines.size() : stream.line();
        }
        if (!is_ruler(cells))
            into.rows.push_back(std::move(cells));
    }
    return stream.at_end() ? page.text.lines.size() : stream.line();
}

} // namespace

const table_reader cell_lines{"a cell per line, each closed by a bar", recognise, read};

} // namespace bindery::codegen

// Tables written in HTML inside a page of another kind, from `<table` to the end of the table.

#include "read/html.hpp"
#include "read/table_reader.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

std::size_t count_of(std::string_view text, std::string_view words) {
    std::size_t count = 0;
    for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
        ++count;
    return count;
}

/// The line behind the one that closes the table.
std::size_t line_behind(const source& text, std::size_t line) {
    std::size_t open = 0;
    for (; line < text.lines.size(); ++line) {
        const auto here = lowered(text.lines[line]);
        open += count_of(here, "<table");
        const auto closed = count_of(here, "</table");
        if (closed >= open)
            return line + 1;
        open -= closed;
    }
    return line;
}

std::optional<html_table> table_at(const source& text, std::size_t line, std::size_t next) {
    std::string all;
    for (std::size_t at = line; at < next; ++at)
        all += text.lines[at] + '\n';
    for (auto& each : read_html(all, static_cast<int>(line) + 1))
        if (auto* found = std::get_if<html_table>(&each)) {
            drop_title_row(*found);
            return std::move(*found);
        }
    return std::nullopt;
}

bool begins(std::string_view line) {
    return line.find('<') != std::string_view::npos && lowered(line).find("<table") != std::string::npos;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    if (!begins(text.lines[line]))
        return std::nullopt;
    const auto next = line_behind(text, line);
    const auto found = table_at(text, line, next);
    if (!found || found->rows.empty())
        return std::nullopt;
    auto columns = columns_of_cells(found->rows.front());
    if (!columns)
        return std::nullopt;
    return table_header{std::move(*columns), next};
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const auto line = static_cast<std::size_t>(into.at.line) - 1;
    if (auto found = table_at(page.text, line, header.next))
        take_html_rows(page, std::move(*found), into);
    return header.next;
}

} // namespace

/// A first row whose one cell goes over the table is its title; the header is below it.
void drop_title_row(html_table& from) {
    if (from.rows.size() > 2 && from.rows.front().size() > 1 &&
        std::ranges::all_of(from.rows.front(),
                            [&](const cell& each) { return each.text == from.rows.front()[0].text; }))
        from.rows.erase(from.rows.begin());
}

std::optional<std::vector<column>> columns_of_cells(const row& cells) {
    std::vector<std::string> words;
    for (const auto& each : cells)
        words.push_back(plain(each.text));
    return columns_of(std::vector<std::string_view>(words.begin(), words.end()));
}

void take_html_rows(const reading& page, html_table&& from, table& into) {
    for (std::size_t i = 1; i < from.rows.size(); ++i) {
        const auto end = from.rows[i].back().at;
        fit_row(page, std::move(from.rows[i]), end, into);
    }
}

const table_reader html_rows{"a table in HTML", recognise, read};

} // namespace bindery::codegen

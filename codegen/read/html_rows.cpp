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

/// The line behind the one that closes the table. Of tables that open and never close, only so many are one in another.
std::size_t line_behind(const source& text, std::size_t line) {
    constexpr std::size_t deepest = 16;
    std::size_t open = 0;
    for (; line < text.lines.size(); ++line) {
        const auto here = lowered(text.lines[line]);
        open += count_of(here, "<table");
        const auto closed = count_of(here, "</table");
        if (closed >= open || open > deepest)
            return line + 1;
        open -= closed;
    }
    return line;
}

std::optional<html_table> table_at(const source& text, std::size_t line, std::size_t next) {
    for (auto& each : read_html(text, line, next))
        if (auto* found = std::get_if<html_table>(&each))
            return std::move(*found);
    return std::nullopt;
}

bool begins(std::string_view line) {
    return line.find('<') != std::string_view::npos && lowered(line).find("<table") != std::string::npos;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    if (!begins(text.lines[line]))
        return std::nullopt;
    const auto next = line_behind(text, line);
    auto found = table_at(text, line, next);
    auto head = found ? take_head(*found) : std::nullopt;
    if (!head)
        return std::nullopt;
    return table_header{std::move(*head), next};
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const auto line = static_cast<std::size_t>(into.at.line) - 1;
    if (auto found = table_at(page.text, line, header.next); found && take_head(*found))
        take_html_rows(page, std::move(*found), into);
    return header.next;
}

std::optional<drawn_table> drawn(const source& text, std::size_t line) {
    if (!begins(text.lines[line]))
        return std::nullopt;
    const auto next = line_behind(text, line);
    auto found = table_at(text, line, next);
    return found ? std::optional(drawn_table{std::move(found->rows), next}) : std::nullopt;
}

/// Cells that are one in the document have one place.
bool is_one(const cell& a, const cell& b) {
    return a.at == b.at;
}

bool goes_over_rows(const row& upper, const row& lower) {
    for (std::size_t i = 0; i < std::min(upper.size(), lower.size()); ++i)
        if (is_one(upper[i], lower[i]))
            return true;
    return false;
}

bool goes_over_columns(const row& of) {
    return std::ranges::adjacent_find(of, is_one) != of.end();
}

/// A first row whose one cell goes over the table is its title; the header is below it.
void drop_title_row(html_table& from) {
    if (from.rows.size() > 2 && from.rows.front().size() > 1 &&
        std::ranges::all_of(from.rows.front(),
                            [&](const cell& each) { return each.text == from.rows.front()[0].text; }))
        from.rows.erase(from.rows.begin());
}

/// What the header's rows say of a column: the lowest word that is known, else the first.
std::string word_of(const html_table& from, std::size_t rows, std::size_t column) {
    for (auto i = rows; i-- > 0;)
        if (column < from.rows[i].size())
            if (auto words = label(from.rows[i][column].text); column_of(words))
                return words;
    return label(from.rows.front()[column].text);
}

/// Makes one cell of those below one cell of the header. Of a name, the cell it stands in shows how deep it is nested.
cell joined(const row* above, const row& in, std::size_t first, std::size_t behind) {
    constexpr int far = 1 << 8;
    cell made{{}, in[first].at, in[first].indent};
    for (auto i = first; i < behind; ++i) {
        const bool said =
            (i > first && is_one(in[i - 1], in[i])) || (above && i < above->size() && is_one((*above)[i], in[i]));
        if (said || in[i].text.empty())
            continue;
        if (made.text.empty())
            made = {in[i].text, in[i].at, in[i].indent + far * static_cast<int>(i - first)};
        else
            made.text += '\n' + in[i].text;
    }
    return made;
}

} // namespace

std::optional<heads> take_head(html_table& of) {
    drop_title_row(of);
    auto& rows = of.rows;
    if (rows.empty())
        return std::nullopt;
    std::size_t header = 1;
    while (header + 1 < rows.size() && goes_over_rows(rows[header - 1], rows[header]))
        ++header;
    const auto width = rows.front().size();
    if (header == 1 && rows.size() > 2 && rows[1].size() == width && goes_over_columns(rows.front()) &&
        heads_of(rows[1]))
        header = 2;
    std::vector<std::string> words;
    std::vector<std::size_t> begins; // where each column of the header begins
    for (std::size_t i = 0; i < width; ++i) {
        auto word = word_of(of, header, i);
        if (i > 0 && is_one(rows.front()[i - 1], rows.front()[i]) && word == words.back())
            continue;
        words.push_back(std::move(word));
        begins.push_back(i);
    }
    auto found = heads_of(std::vector<std::string_view>(words.begin(), words.end()));
    if (!found)
        return std::nullopt;
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(header));
    if (begins.size() == width)
        return found;
    std::vector<row> narrow;
    for (const auto& each : rows) {
        auto& made = narrow.emplace_back();
        for (std::size_t i = 0; i < begins.size() && begins[i] < each.size(); ++i) {
            const auto behind = std::min(i + 1 < begins.size() ? begins[i + 1] : width, each.size());
            made.push_back(joined(&each == &rows.front() ? nullptr : &each - 1, each, begins[i], behind));
        }
    }
    rows = std::move(narrow);
    return found;
}

void take_html_rows(const reading& page, html_table&& from, table& into) {
    for (auto& each : from.rows) {
        const auto end = each.back().at;
        fit_row(page, std::move(each), end, into);
    }
}

const table_reader html_rows{"a table in HTML", recognise, read, drawn};

} // namespace bindery::codegen

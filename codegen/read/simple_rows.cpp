// The simple tables of reStructuredText: rulers of `=` show where the columns stand.
//
//     =========  ======
//     Parameter  Type
//     =========  ======
//     Kettle     String
//     =========  ======

#include "read/table_reader.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

/// Where the columns begin, if the line is a ruler over two or more.
std::vector<std::size_t> ruled(std::string_view line) {
    if (!trimmed(line).starts_with("==") || line.find_first_not_of("= \t") != std::string_view::npos)
        return {};
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (line[i] == '=' && (i == 0 || line[i - 1] != '='))
            columns.push_back(i);
    return columns.size() < 2 ? std::vector<std::size_t>{} : columns;
}

/// The place in a line that stands below a column, where Chinese takes `wide` columns for each character; nothing if no
/// blank parts it from what is in front.
std::optional<std::size_t> place_below(std::size_t column, std::string_view line, std::size_t wide) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < column && at < line.size();) {
        const auto lead = static_cast<unsigned char>(line[at]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        i += lead >= 0xE3 ? wide : 1;
        at += size;
        if (i > column)
            return std::nullopt;
    }
    at = std::min(at, line.size());
    return at == 0 || at == line.size() || line[at - 1] == ' ' ? std::optional(at) : std::nullopt;
}

/// The cells of a line, cut where the ruler says, or at its gaps of two blanks where something stands across that.
std::vector<std::string_view> cut(std::string_view line, const std::vector<std::size_t>& at) {
    for (const std::size_t wide : {2, 1}) {
        std::vector<std::size_t> places;
        for (const auto each : at)
            if (const auto place = place_below(each, line, wide))
                places.push_back(*place);
        if (places.size() < at.size())
            continue;
        std::vector<std::string_view> cells;
        places.push_back(line.size());
        for (std::size_t i = 0; i < at.size(); ++i)
            cells.push_back(trimmed(line.substr(places[i], places[i + 1] - places[i])));
        return cells;
    }
    std::vector<std::string_view> cells;
    for (auto left = trimmed(line); !left.empty();) {
        const auto gap = cells.size() + 1 == at.size() ? left.size() : std::min(left.find("  "), left.size());
        cells.push_back(trimmed(left.substr(0, gap)));
        left = trimmed(left.substr(gap));
    }
    return cells;
}

row row_of(const source& text, std::size_t line, const std::vector<std::size_t>& at) {
    row made;
    for (const auto each : cut(text.lines[line], at))
        made.push_back({std::string(each), text.at(line, each).at});
    return made;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    const auto at = ruled(text.lines[line]);
    if (at.empty() || line + 2 >= text.lines.size() || ruled(text.lines[line + 2]).empty())
        return std::nullopt;
    auto head = heads_of(cut(text.lines[line + 1], at));
    if (!head)
        return std::nullopt;
    return table_header{std::move(*head), line + 3};
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const auto at = ruled(page.text.lines[header.next - 1]);
    std::size_t line = header.next;
    for (; line < page.text.lines.size(); ++line) {
        const std::string_view here = page.text.lines[line];
        if (trimmed(here).empty())
            continue;
        if (!ruled(here).empty())
            return line + 1;
        if (heading_of(here))
            break;
        const auto cells = cut(here, at);
        if (!into.rows.empty() && !cells.empty() && cells.front().empty()) {
            auto& above = into.rows.back(); // the row goes on
            for (std::size_t i = 0; i < std::min(above.size(), cells.size()); ++i)
                if (!cells[i].empty())
                    above[i].text += (above[i].text.empty() ? "" : "\n") + std::string(cells[i]);
            continue;
        }
        fit_row(page, row_of(page.text, line, at), page.text.at(line, here.substr(here.size())).at, into);
    }
    page.said.note(page.text.at(std::min(line, page.text.lines.size() - 1)),
                   "the table of line " + std::to_string(header.next - 2) +
                       " has no ruler at its end: if the page is cut off there, save it again");
    return line;
}

std::optional<drawn_table> drawn(const source& text, std::size_t line) {
    const auto at = ruled(text.lines[line]);
    drawn_table found{{}, line + 1};
    for (int rulers = 1; !at.empty() && found.next < text.lines.size() && rulers < 3; ++found.next) {
        if (!ruled(text.lines[found.next]).empty())
            ++rulers;
        else
            found.rows.push_back(row_of(text, found.next, at));
    }
    return at.empty() ? std::nullopt : std::optional(std::move(found));
}

} // namespace

const table_reader simple_rows{"columns ruled by =", recognise, read, drawn};

} // namespace bindery::codegen

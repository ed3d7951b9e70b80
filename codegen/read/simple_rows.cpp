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

bool begins_character(std::string_view line, std::size_t at) {
    return at >= line.size() || (static_cast<unsigned char>(line[at]) & 0xC0) != 0x80;
}

/// The cells of a line, cut where the ruler says; a line with wide characters is cut at its gaps of two blanks.
std::vector<std::string_view> cut(std::string_view line, const std::vector<std::size_t>& at) {
    std::vector<std::string_view> cells;
    const bool fits = std::ranges::all_of(at, [&](std::size_t each) {
        return each == 0 || each >= line.size() || (line[each - 1] == ' ' && begins_character(line, each));
    });
    for (std::size_t i = 0; fits && i < at.size(); ++i) {
        const auto begin = std::min(at[i], line.size());
        const auto end = i + 1 < at.size() ? std::min(at[i + 1], line.size()) : line.size();
        cells.push_back(trimmed(line.substr(begin, end - begin)));
    }
    for (auto left = fits ? std::string_view{} : trimmed(line); !left.empty();) {
        const auto gap = cells.size() + 1 == at.size() ? left.size() : std::min(left.find("  "), left.size());
        cells.push_back(trimmed(left.substr(0, gap)));
        left = trimmed(left.substr(gap));
    }
    return cells;
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
        row made;
        for (const auto each : cells)
            made.push_back({std::string(each), page.text.at(line, each).at});
        fit_row(page, std::move(made), page.text.at(line, here.substr(here.size())).at, into);
    }
    page.said.note(page.text.at(std::min(line, page.text.lines.size() - 1)),
                   "the table of line " + std::to_string(header.next - 2) +
                       " has no ruler at its end: if the page is cut off there, save it again");
    return line;
}

} // namespace

const table_reader simple_rows{"columns ruled by =", recognise, read};

} // namespace bindery::codegen

// Tables that reStructuredText writes as lists and as comma-separated lines:
//
//     .. list-table::
//        :header-rows: 1
//
//        * - Parameter
//          - Type
//        * - Kettle
//          - String

#include "read/separated.hpp"
#include "read/table_reader.hpp"
#include "text/scan.hpp"

#include <string>

namespace bindery::codegen {
namespace {

bool is_set_in(std::string_view line) {
    return line.starts_with(' ') || line.starts_with('\t');
}

row cells_of(const source& text, std::size_t line, std::string_view said) {
    row cells;
    for (const auto each : separated(said, ","))
        cells.push_back({std::string(each), text.at(line, each).at});
    return cells;
}

/// An item "* - cell" begins a row, "- cell" a cell; what is set in deeper goes on with the cell.
void take_item(const source& text, std::size_t line, std::vector<row>& rows) {
    auto here = trimmed(text.lines[line]);
    const bool opens = here == "*" || here.starts_with("* ");
    if (opens) {
        rows.emplace_back();
        here = trimmed(here.substr(1));
    }
    if (rows.empty())
        return;
    if (here == "-" || here.starts_with("- ")) {
        const auto said = trimmed(here.substr(1));
        rows.back().push_back({std::string(said), text.at(line, said).at});
    } else if (!rows.back().empty() && !opens) {
        rows.back().back().text += '\n' + std::string(here);
    }
}

std::optional<drawn_table> directive_at(const source& text, std::size_t line) {
    const auto opening = trimmed(text.lines[line]);
    const bool list = opening.starts_with(".. list-table::");
    if (!list && !opening.starts_with(".. csv-table::"))
        return std::nullopt;
    drawn_table found{{}, line + 1};
    for (; found.next < text.lines.size(); ++found.next) {
        const std::string_view here = text.lines[found.next];
        const auto words = trimmed(here);
        if (words.empty())
            continue;
        if (!is_set_in(here))
            break;
        constexpr std::string_view header = ":header:";
        if (words.starts_with(':')) {
            if (!list && words.starts_with(header))
                found.rows.push_back(cells_of(text, found.next, words.substr(header.size())));
        } else if (list) {
            take_item(text, found.next, found.rows);
        } else {
            found.rows.push_back(cells_of(text, found.next, words));
        }
    }
    return found;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    const auto found = directive_at(text, line);
    if (!found || found->rows.empty())
        return std::nullopt;
    auto head = heads_of(found->rows.front());
    if (!head)
        return std::nullopt;
    return table_header{std::move(*head), found->next};
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    auto found = directive_at(page.text, static_cast<std::size_t>(into.at.line) - 1);
    for (std::size_t i = 1; found && i < found->rows.size(); ++i) {
        if (found->rows[i].empty())
            continue;
        const auto end = found->rows[i].back().at;
        fit_row(page, std::move(found->rows[i]), end, into);
    }
    return header.next;
}

} // namespace

const table_reader directive_rows{"a table directive of reStructuredText", recognise, read, directive_at};

} // namespace bindery::codegen

// Tables in the manner of Markdown whose header already goes over several lines, a paragraph for each cell:
//
//     |Error code
//
//     |Description |
//     |----------|-----------|
//     |InvalidName
//
//     |The name is invalid. |

#include "read/bar_row.hpp"
#include "read/table_reader.hpp"
#include "text/scan.hpp"

#include <string>

namespace bindery::codegen {
namespace {

constexpr std::size_t most_header_lines = 32;

std::optional<table_header> recognise(const source& text, std::size_t line) {
    const auto here = trimmed(text.lines[line]);
    if (!here.starts_with('|') || here.size() == 1 || here.ends_with('|'))
        return std::nullopt;
    const auto first = cells_of_line(here);
    if (first.empty() || !column_of(first.front()))
        return std::nullopt;
    std::vector<std::string_view> cells;
    for (std::size_t at = line; at < text.lines.size() && at < line + most_header_lines; ++at) {
        const auto next = trimmed(text.lines[at]);
        if (next.empty())
            continue;
        if (is_bar_ruler(next)) {
            auto columns = columns_of(cells);
            if (!columns)
                return std::nullopt;
            return table_header{std::move(*columns), at + 1};
        }
        if (!next.starts_with('|'))
            return std::nullopt;
        for (const auto cell : cells_of_line(next))
            cells.push_back(cell);
    }
    return std::nullopt;
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const row_shape shape{into.columns.size(), true, true};
    std::size_t line = header.next;
    while (line < page.text.lines.size()) {
        const auto here = trimmed(page.text.lines[line]);
        if (!here.starts_with('|') || begins_table(page.text, line))
            break;
        auto found = read_bar_row(page.text, line, shape);
        const auto last = std::string_view(page.text.lines[found.next - 1]);
        fit_row(page, std::move(found.cells), page.text.at(found.next - 1, last.substr(last.size())).at, into);
        line = found.next;
    }
    return line;
}

} // namespace

const table_reader split_rows{"cells parted by bars, a paragraph for each", recognise, read};

} // namespace bindery::codegen

#include "read/table_reader.hpp"

#include <algorithm>

namespace bindery::codegen {

std::span<const table_reader* const> table_readers() {
    // A header whose cells all stand in one line is told from one that goes on below before the latter is tried.
    static constexpr const table_reader* all[] = {&pipe_rows, &cell_lines, &spaced_rows, &joined_rows};
    return all;
}

bool begins_table(const source& text, std::size_t line) {
    return std::ranges::any_of(table_readers(),
                               [&](const table_reader* each) { return each->recognise(text, line).has_value(); });
}

std::optional<std::vector<column>> columns_of(std::span<const std::string_view> cells) {
    std::vector<column> columns;
    for (const auto cell : cells)
        columns.push_back(column_of(cell).value_or(column::other));
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i] != column::other && index_of(columns, columns[i]) != i)
            return std::nullopt; // the same word twice: this is a row of a table about tables, not a header
    if (!heads_a_table(columns))
        return std::nullopt;
    return columns;
}

} // namespace bindery::codegen

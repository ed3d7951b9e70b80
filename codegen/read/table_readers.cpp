#include "read/table_reader.hpp"

#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <utility>

namespace bindery::codegen {

namespace {

// A header whose cells all stand in one line is told from one that goes on below before the latter is tried.
constexpr const table_reader* all_layouts[] = {&html_rows,  &drawn_rows, &bar_rows,    &cell_lines,
                                               &paragraphs, &tab_rows,   &spaced_rows, &joined_rows};

} // namespace

const table_start* table_finder::at(std::size_t line) {
    if (!asked_[line]) {
        asked_[line] = true;
        for (const auto* each : all_layouts)
            if (auto header = each->recognise(text_, line)) {
                found_.emplace(line, table_start{each, std::move(*header)});
                break;
            }
    }
    const auto known = found_.find(line);
    return known == found_.end() ? nullptr : &known->second;
}

std::optional<drawn_table> table_finder::drawn_at(std::size_t line) const {
    for (const auto* each : all_layouts)
        if (each->drawn)
            if (auto found = each->drawn(text_, line))
                return found;
    return std::nullopt;
}

bool is_row_below(const table_start& start, std::size_t line, const table& of) {
    const auto& columns = start.header.cells.columns;
    return start.header.next == line + 1 && columns.size() == of.columns.size() && index_of(columns, column::other);
}

std::optional<heads> heads_of(std::span<const std::string_view> cells) {
    constexpr std::size_t longest = 256; // with its markup
    constexpr std::size_t most_unknown = 4;
    heads found;
    auto& columns = found.columns;
    for (const auto cell : cells) {
        found.words.push_back(cell.size() > longest ? std::string{} : label(cell));
        columns.push_back(column_of(found.words.back()).value_or(column::other));
        // Most lines of a page are no header, and the first cells of most show it.
        if (columns.size() == most_unknown && std::ranges::count(columns, column::other) == most_unknown)
            return std::nullopt;
    }
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i] == column::other)
            columns[i] = column_beside(found.words[i], columns).value_or(column::other);
    // Swagger's "Parameter type" beside the type says where the parameter goes.
    if (const auto type = index_of(columns, column::type))
        if (const auto second = std::ranges::find(columns.begin() + static_cast<std::ptrdiff_t>(*type) + 1,
                                                  columns.end(), column::type);
            second != columns.end() && !index_of(columns, column::position))
            (lowered(found.words[*type]).starts_with("param") ? columns[*type] : *second) = column::position;
    // "Name | Parameters | Required": a second word for the name stands where the type should.
    const auto names = std::ranges::count(columns, column::name);
    if (names == 2 && columns.size() > 2 && columns[0] == column::name && columns[1] == column::name &&
        !index_of(columns, column::type) && index_of(columns, column::required))
        columns[1] = column::type;
    // Two columns of text: the second tells more of the same.
    const auto is_text = [](column each) { return each == column::description || each == column::message; };
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i] == column::other || index_of(columns, columns[i]) == i)
            continue;
        if (is_text(columns[i])) {
            const auto twin = columns[i] == column::description ? column::message : column::description;
            if (index_of(columns, column::code))
                columns[i] = index_of(columns, twin) ? column::other : twin;
            else
                columns[i] = index_of(columns, column::remarks) ? column::other : column::remarks;
        } else if (columns[i] == column::http && !index_of(columns, column::code)) {
            columns[i] = column::code;
        } else if (columns[i] > column::value) {
            columns[i] = column::other; // more of what is only told beside the type
        } else {
            return std::nullopt; // the same word twice: this is a row of a table about tables, not a header
        }
    }
    // A status is a code where there is no other.
    if (!index_of(columns, column::code) && !index_of(columns, column::name) && index_of(columns, column::http))
        columns[*index_of(columns, column::http)] = column::code;
    if (!heads_a_table(columns))
        return std::nullopt;
    return found;
}

std::optional<heads> heads_of(const row& cells) {
    std::vector<std::string_view> words;
    for (const auto& each : cells)
        words.push_back(each.text);
    return heads_of(words);
}

} // namespace bindery::codegen

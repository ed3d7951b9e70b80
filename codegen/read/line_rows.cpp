#include "read/line_rows.hpp"

#include "text/scan.hpp"

#include <string>

namespace bindery::codegen {
namespace {

row to_row(const reading& page, std::size_t line, const split_line& split) {
    row cells;
    for (const auto each : split.cells)
        cells.push_back({std::string(each), page.text.at(line, each).at});
    return cells;
}

/// Takes header words off the text until none is left. Where longer words lead nowhere, shorter ones are tried.
bool take_header(std::string_view left, header_words how, std::vector<column>& columns) {
    if (left.empty())
        return heads_a_table(columns);
    for (const auto& each : columns_at_start(left)) {
        const auto behind = left.substr(each.size);
        const bool parted = behind.starts_with(' ') || behind.starts_with('\t');
        if (index_of(columns, each.meaning) || (!behind.empty() && parted != (how == header_words::parted)))
            continue;
        columns.push_back(each.meaning);
        if (take_header(trimmed(behind), how, columns))
            return true;
        columns.pop_back();
    }
    return false;
}

} // namespace

std::optional<table_header> recognise_header_line(const source& text, std::size_t line, header_words how) {
    std::vector<column> columns;
    if (!take_header(trimmed(text.lines[line]), how, columns))
        return std::nullopt;
    return table_header{{std::move(columns), {}}, line + 1};
}

bool reads_as_code(std::string_view word) {
    return is_dotted(word) && is_upper(word.front()) &&
           (word.find('.') != std::string_view::npos || !word_starts(word).empty());
}

ending ends_table(const source& text, std::size_t line) {
    const auto here = trimmed(text.lines[line]);
    if (const auto found = heading_of(here))
        return found->level == 0 && found->about == section::example && here.find(':') != std::string_view::npos
                   ? ending::perhaps
                   : ending::yes;
    if (begins_table(text, line))
        return ending::yes;
    if (!is_identifier(here))
        return ending::no;
    // The name of a structure, right above its table.
    auto next = line + 1;
    while (next < text.lines.size() && trimmed(text.lines[next]).empty())
        ++next;
    return next < text.lines.size() && begins_table(text, next) ? ending::yes : ending::no;
}

bool more_rows::behind(std::size_t line) {
    if (line < seen_)
        return answer_;
    answer_ = false;
    for (seen_ = line + 1; seen_ < text_.lines.size(); ++seen_) {
        const auto here = trimmed(text_.lines[seen_]);
        if (here.empty())
            continue;
        if (here.starts_with('{') || ends_table(text_, seen_) == ending::yes)
            break;
        if (is_row_(seen_)) {
            answer_ = true;
            break;
        }
    }
    return answer_;
}

std::size_t read_line_rows(const reading& page, const table_header& header, table& into, line_splitter split) {
    const auto& lines = page.text.lines;
    // An extractor that turns a list inside a cell into a list of its own may take the rows below for its items.
    const auto is_row = [&](std::size_t line) {
        const auto here = trimmed(lines[line]);
        const auto found = split(without_bullet(here).value_or(here), into.columns, page.known);
        return found && found->saw.empty();
    };
    more_rows below(page.text, is_row);
    bool after_blank = false;
    std::size_t line = header.next;
    std::size_t end = header.next;
    for (; line < lines.size(); ++line) {
        const auto here = trimmed(lines[line]);
        if (here.empty()) {
            after_blank = true;
            continue;
        }
        const auto ends = ends_table(page.text, line);
        if (ends == ending::yes || (ends == ending::perhaps && !below.behind(line)))
            break;

        const auto item = without_bullet(here);
        const auto found = split(item.value_or(here), into.columns, page.known);
        if (found && !found->saw.empty() && !item) {
            page.said.unexpected(page.text.at(line, found->saw), quoted(found->saw), found->expected,
                                 "the line reads like a row of the table above it");
        } else if (found && found->saw.empty()) {
            const auto where = page.text.at(line, found->cells.front());
            if (item)
                page.said.note(where, quoted(found->cells.front()) +
                                          " stands in a list but reads as a row of the table: taken for its next row");
            if (found->ways > 1)
                page.said.note(where, "the cells of this row have run together and could part in " +
                                          std::to_string(found->ways) + " ways: took " + quoted(found->cells.front()) +
                                          " for the name");
            into.rows.push_back(to_row(page, line, *found));
        } else if (after_blank && (into.rows.empty() || !into.has(column::type) || !below.behind(line))) {
            break; // running text behind the table
        } else if (into.rows.empty()) {
            page.said.unexpected(page.text.at(line), quoted(here), "the first row of the table",
                                 "its columns are those of the header in line " + std::to_string(header.next));
            return line + 1;
        } else {
            auto& last = into.rows.back().back().text;
            last += (last.empty() ? "" : "\n") + std::string(here);
        }
        after_blank = false;
        end = line + 1;
    }
    return end;
}

} // namespace bindery::codegen

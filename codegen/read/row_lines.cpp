#include "read/row_lines.hpp"

#include "read/cells.hpp"
#include "text/scan.hpp"

namespace bindery::codegen {
namespace {

/// Takes header words off the text until none is left. Where longer words lead nowhere, shorter ones are tried.
bool take_header(std::string_view left, header_words how, std::vector<column>& columns) {
    if (left.empty())
        return heads_a_table(columns);
    for (const auto& each : columns_at_start(left)) {
        auto behind = left.substr(each.size);
        if (behind.starts_with('?')) // "Required?"
            behind.remove_prefix(1);
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

bool table_follows(const reading& page, std::size_t line) {
    const auto next = page.text.next_said(line + 1);
    return next < page.text.lines.size() && page.tables.at(next);
}

ending ends_table(const reading& page, std::size_t line) {
    const auto here = trimmed(page.text.lines[line]);
    if (const auto found = heading_of(here))
        return found->level == 0 && found->about == section::example && here.find(':') != std::string_view::npos
                   ? ending::perhaps
                   : ending::yes;
    if (page.tables.at(line))
        return ending::yes;
    if (!is_identifier(here))
        return ending::no;
    // The name of a structure, right above its table.
    return table_follows(page, line) ? ending::yes : ending::no;
}

bool row_lines::next() {
    line_ = page_.text.next_said(next_);
    next_ = line_ + 1;
    if (line_ == page_.text.lines.size())
        return false;
    if (const auto* start = page_.tables.at(line_); start && !apart() && is_row_below(*start, line_, of_))
        return true;
    const auto ends = ends_table(page_, line_);
    return ends == ending::no || (ends == ending::perhaps && row_follows());
}

bool row_lines::row_follows() {
    // The answer for a line is that for all up to where it was found.
    if (line_ < looked_up_to_)
        return row_follows_;
    const auto& text = page_.text;
    row_follows_ = false;
    for (looked_up_to_ = text.next_said(line_ + 1); looked_up_to_ < text.lines.size();
         looked_up_to_ = text.next_said(looked_up_to_ + 1)) {
        if (trimmed(text.lines[looked_up_to_]).starts_with('{') || ends_table(page_, looked_up_to_) == ending::yes)
            break;
        row_follows_ = is_row_(looked_up_to_);
        if (row_follows_)
            break;
    }
    return row_follows_;
}

std::size_t read_split_lines(const reading& page, const table_header& header, table& into, line_splitter split) {
    const auto& lines = page.text.lines;
    // An extractor that turns a list inside a cell into a list of its own may take the rows below for its items.
    const auto split_item = [&](std::string_view here) {
        return split(without_bullet(here).value_or(here), into.columns, page.known);
    };
    row_lines at(page, header.next, into, [&](std::size_t line) {
        const auto found = split_item(trimmed(lines[line]));
        return found && found->saw.empty();
    });
    while (at.next()) {
        const auto here = trimmed(lines[at.line()]);
        const bool item = without_bullet(here).has_value();
        const auto found = split_item(here);
        if (found && !found->saw.empty() && !item) {
            page.said.unexpected(page.text.at(at.line(), found->saw), quoted(found->saw), found->expected,
                                 "the line reads like a row of the table above it");
        } else if (found && found->saw.empty()) {
            const auto where = page.text.at(at.line(), found->cells.front());
            if (item)
                page.said.note(where, quoted(found->cells.front()) +
                                          " stands in a list but reads as a row of the table: taken for its next row");
            if (found->ways > 1)
                page.said.note(where, "the cells of this row have run together and could part in " +
                                          std::to_string(found->ways) + " ways: took " + quoted(found->cells.front()) +
                                          " for the name");
            into.rows.push_back(row_of(page.text, at.line(), found->cells));
        } else if (at.apart() && (into.rows.empty() || !into.has(column::type) || !at.row_follows())) {
            break; // running text behind the table
        } else if (into.rows.empty()) {
            page.said.unexpected(page.text.at(at.line()), quoted(here), "the first row of the table",
                                 "its columns are those of the header in line " + std::to_string(header.next));
            return at.line() + 1;
        } else {
            add_line(into.rows.back().back().text, here);
        }
        at.take();
    }
    return at.end();
}

} // namespace bindery::codegen

// What all layouts share: the cells of a row come under the columns of their table, and the table into the page.

#include "dictionary/yes_no.hpp"
#include "read/table_reader.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

std::string columns_in_words(const std::vector<column>& columns) {
    std::string words;
    for (const auto each : columns)
        words += (words.empty() ? "" : ", ") + std::string(to_string(each));
    return words;
}

bool is_running_text(column what) {
    return what == column::description || what == column::example || what == column::message;
}

/// The answer of a Required column may have been an icon, which text does not keep: the cells behind it have moved up.
bool has_lost_its_answer(const std::vector<column>& columns, const row& cells) {
    const auto answer = index_of(columns, column::required);
    return answer && cells.size() + 1 == columns.size() && *answer > 0 &&
           (*answer >= cells.size() || !yes_no(label(cells[*answer].text)));
}

/// A second row of the header, or the header once more where a table goes over pages of print.
bool repeats_the_header(const table& of, const row& in) {
    std::size_t same = 0;
    for (std::size_t i = 0; i < std::min(of.words.size(), in.size()); ++i) {
        const auto words = label(in[i].text);
        if (!words.empty() && words != of.words[i])
            return false;
        same += !words.empty();
    }
    return same >= 2;
}

/// Whether the cells of a column spell out what is required, which needs no word above them.
bool spells_out_required(const table& of, std::size_t column) {
    std::size_t answers = 0;
    for (const auto& each : of.rows) {
        const auto words = label(each[column].text);
        if (words.empty())
            continue;
        if (!spelt_out(words))
            return false;
        ++answers;
    }
    return answers > 0;
}

void understand_columns(const reading& from, table& found) {
    for (std::size_t i = 0; i < std::min(found.words.size(), found.columns.size()); ++i) {
        if (found.columns[i] != column::other)
            continue;
        const location where{from.text.path, found.at};
        const auto name = "the column " + quoted(found.words[i]);
        if (from.whom == written_by::vendor && !found.has(column::required) && found.has(column::name) &&
            spells_out_required(found, i)) {
            found.columns[i] = column::required;
            from.said.note(where, name + " is taken for that of what is required: its cells say so");
        } else if (from.whom == written_by::us) {
            from.said.unexpected(where, name,
                                 "Name, Type, Required, Rules, Description, Code, HTTP, Message or a synonym",
                                 "a column of another kind says nothing to a header: take it out");
        } else if (std::ranges::any_of(found.rows, [i](const row& each) { return !each[i].text.empty(); })) {
            from.said.note(where, name + " is not understood: what it says is left out");
        }
    }
}

} // namespace

void fit_row(const reading& page, row cells, place end, table& into) {
    const auto& columns = into.columns;
    const location where{page.text.path, cells.empty() ? end : cells.front().at};
    if (cells.size() > columns.size()) {
        const auto extra = cells[columns.size()];
        // In a page of a vendor a bar too many belongs to the text it stands in; in a spec it is a slip.
        if (page.whom == written_by::us) {
            page.said.unexpected({page.text.path, extra.at}, std::to_string(cells.size()) + " cells",
                                 std::to_string(columns.size()) + " (" + columns_in_words(columns) + ")",
                                 "write \\| for a bar that belongs to a cell");
            return;
        }
        page.said.note({page.text.path, extra.at}, "the row has " + std::to_string(cells.size()) + " cells under " +
                                                       std::to_string(columns.size()) +
                                                       " columns: the last are taken for one with bars in it");
        for (std::size_t i = columns.size(); i < cells.size(); ++i)
            cells[columns.size() - 1].text += " | " + cells[i].text;
        cells.resize(columns.size());
    }
    if (has_lost_its_answer(columns, cells) && page.whom == written_by::vendor) {
        const auto answer = *index_of(columns, column::required);
        // Only where the cell that moved up cannot be what is missing at the end instead.
        if (answer < cells.size() || !is_running_text(columns.back())) {
            page.said.note(where, "the row has no answer under " + std::string(to_string(column::required)) +
                                      ": it is taken to be left open");
            cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(answer), cell{"", end});
        }
    }
    bool told = false;
    while (cells.size() < columns.size()) {
        const auto missed = columns[cells.size()];
        const auto name = "a cell for " + std::string(to_string(missed));
        const bool may_miss = is_running_text(missed) || missed == column::rules || missed > column::value;
        if (!may_miss && page.whom == written_by::us)
            page.said.unexpected({page.text.path, end}, "the end of the row", name,
                                 "the header has these columns: " + columns_in_words(columns));
        else if (!may_miss && !told)
            page.said.note(where, "the row ends without " + name + ", which is left open");
        told = told || !may_miss;
        cells.push_back({"", end});
    }
    into.rows.push_back(std::move(cells));
}

void add_table(const reading& from, table&& found, page& into) {
    into.lines.take(found.at.line, line_use::header);
    std::erase_if(found.rows, [&](const row& each) { return repeats_the_header(found, each); });
    understand_columns(from, found);
    for (const auto& each : found.rows)
        into.lines.take(each.front().at.line, line_use::row);
    const location where{from.text.path, found.at};
    if (found.rows.empty() && from.whom == written_by::vendor)
        from.said.note(where, "the table has no rows");
    else if (found.rows.empty() && !from.said.failed())
        from.said.unexpected(where, "a table without rows", "a row below its header",
                             "a table without rows says nothing: fill it or take it out");
    into.blocks.emplace_back(std::move(found));
}

} // namespace bindery::codegen

// Puts the cells that a reader found under the columns of their table, when there are fewer or more of them.

#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"
#include "read/table_reader.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

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

} // namespace bindery::codegen

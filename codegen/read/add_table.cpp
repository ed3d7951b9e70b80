// What all layouts share once the rows of a table have been read.

#include "dictionary/yes_no.hpp"
#include "read/table_reader.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

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

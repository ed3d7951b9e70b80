// Tables whose cells are parted by tabs, as browsers copy them. A cell ends with the next tab or the next row, not with
// its line.

#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"
#include "read/cells.hpp"
#include "read/row_lines.hpp"
#include "read/table_reader.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

constexpr std::string_view tab = "\t";

std::optional<table_header> recognise(const source& text, std::size_t line) {
    if (text.lines[line].find(tab) == std::string::npos)
        return std::nullopt;
    auto cells = cells_parted_by(tab, text.lines[line]);
    while (cells.size() > 2 && cells.back().empty())
        cells.pop_back();
    auto head = heads_of(cells);
    if (!head)
        return std::nullopt;
    const auto next = text.next_said(line + 1);
    if (next == text.lines.size() || text.lines[next].find(tab) == std::string::npos)
        return std::nullopt;
    return table_header{std::move(*head), line + 1};
}

/// Without what is drawn in front of the names of nested members: a sign, or one of those beyond letters.
std::string_view without_drawing(std::string_view name) {
    for (auto token = first_token(name); token.size() < name.size(); token = first_token(name)) {
        if (is_word(token.front()) ||
            (is_beyond_ascii(token.front()) && token.front() != '\xE2' && token.front() != '\xC2'))
            break;
        name = trimmed(name.substr(token.size()));
    }
    return name;
}

/// Whether a line begins a row. A cell that goes over lines may hold tabs, too, but then it does not begin with one
/// word in front of one.
bool begins_row(std::string_view line) {
    const auto end = line.find(tab);
    const auto front = without_drawing(trimmed(line.substr(0, end)));
    return end != std::string_view::npos && !front.empty() &&
           (first_token(front).size() == front.size() || front.ends_with(')') || front.ends_with("）"));
}

/// Whether the lines that stand together go on with a table above: any of them reads like a row of these columns, and
/// the first is no header in a language that nobody here knows.
bool goes_on(const reading& page, std::size_t line, const std::vector<column>& columns) {
    if (const auto name = index_of(columns, column::name)) {
        const auto cells = cells_parted_by(tab, page.text.lines[line]);
        if (*name < cells.size() && std::ranges::none_of(cells[*name], is_word))
            return false;
    }
    const auto answer = index_of(columns, column::required);
    const auto type = index_of(columns, column::type);
    if (!answer && !type)
        return true;
    for (; line < page.text.lines.size() && !trimmed(page.text.lines[line]).empty(); ++line) {
        const auto cells = cells_parted_by(tab, page.text.lines[line]);
        if (answer && *answer < cells.size() && yes_no(label(cells[*answer])))
            return true;
        if (!type || *type >= cells.size())
            continue;
        const auto words = label(cells[*type]);
        if (basic_type_of(words) || list_words_at_start(words) > 0 || !word_starts(words).empty() ||
            page.known.names_a_structure(words))
            return true;
    }
    return false;
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    const auto& lines = page.text.lines;
    row_lines at(page, header.next, into, [&](std::size_t line) { return begins_row(lines[line]); });
    bool stands_apart = false; // the last line was no row, and a blank line was above it
    bool begun_below = false;  // the last cell of the row has nothing on the row's own line
    while (at.next()) {
        const std::string_view here = lines[at.line()];
        auto cells = cells_parted_by(tab, here);
        const bool is_row = begins_row(here);
        if (is_row && stands_apart && !goes_on(page, at.line(), into.columns))
            break;
        stands_apart = !is_row && (at.apart() || stands_apart);
        if (is_row) {
            while (cells.size() > into.columns.size() && cells.back().empty())
                cells.pop_back();
            begun_below = cells.size() < into.columns.size() || cells.back().empty();
            if (!std::ranges::all_of(cells, is_ruler))
                fit_row(page, row_of(page.text, at.line(), cells), page.text.at(at.line(), here.substr(here.size())).at,
                        into);
        } else if (into.rows.empty() ||
                   (at.apart() && (begun_below ? table_follows(page, at.line()) : !at.row_follows()))) {
            break;
        } else {
            add_line(into.rows.back().back().text, trimmed(here)); // the last cell goes on
        }
        at.take();
    }
    return at.end();
}

} // namespace

const table_reader tab_rows{"cells parted by tabs", recognise, read};

} // namespace bindery::codegen

// Tables whose cells are parted by a sign of their own: tabs, as browsers copy them, wide bars, commas, semicolons.

#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"
#include "read/line_rows.hpp"
#include "read/separated.hpp"
#include "read/table_reader.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

constexpr std::string_view signs[] = {"\t", "\uFF5C", ";", ","};

std::string_view without_edges(std::string_view line, std::string_view sign) {
    if (sign == "\t")
        return line;
    line = trimmed(line);
    if (line.starts_with(sign))
        line.remove_prefix(sign.size());
    if (line.ends_with(sign))
        line.remove_suffix(sign.size());
    return line;
}

std::vector<std::string_view> cells_in(std::string_view line, std::string_view sign) {
    return separated(without_edges(line, sign), sign);
}

/// The dashes that Markdown puts below a header.
bool is_ruler(std::string_view cell) {
    return cell.find_first_not_of("-:") == std::string_view::npos && cell.size() > 1;
}

/// The sign that parts the cells of a header. Sentences have commas, too: of a header a few cells are known.
std::string_view sign_of_header(std::string_view line, std::optional<heads>& head) {
    for (const auto sign : signs) {
        if (line.find(sign) == std::string_view::npos)
            continue;
        auto cells = cells_in(line, sign);
        while (sign == "\t" && cells.size() > 2 && cells.back().empty())
            cells.pop_back();
        head = heads_of(cells);
        constexpr std::ptrdiff_t a_few = 3;
        const auto unknown = head ? std::ranges::count(head->columns, column::other) : 0;
        if (head && (sign == "\t" || unknown == 0 || std::ssize(head->columns) - unknown >= a_few))
            return sign;
    }
    head.reset();
    return {};
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    std::optional<heads> head;
    const auto sign = sign_of_header(text.lines[line], head);
    if (!head)
        return std::nullopt;
    auto next = line + 1;
    while (next < text.lines.size() && trimmed(text.lines[next]).empty())
        ++next;
    if (next == text.lines.size() || text.lines[next].find(sign) == std::string::npos)
        return std::nullopt;
    return table_header{std::move(*head), line + 1};
}

/// Without what is drawn in front of the names of nested members.
std::string_view without_drawing(std::string_view name) {
    const auto word = static_cast<std::size_t>(std::ranges::find_if(name, is_word) - name.begin());
    return name.substr(word < name.size() ? word : 0);
}

/// Whether a line begins a row. A cell that goes over lines may hold the sign, too, but then it does not begin with one
/// word in front of it.
bool begins_row(std::string_view line, std::string_view sign) {
    const auto front = without_drawing(trimmed(line.substr(0, line.find(sign))));
    return line.find(sign) != std::string_view::npos && !front.empty() &&
           (sign != "\t" || first_token(front).size() == front.size() || front.ends_with(')') || front.ends_with("）"));
}

/// Whether any of the lines that stand together reads like a row of these columns: those of another table do not.
bool any_fits(const reading& page, std::size_t line, std::string_view sign, const std::vector<column>& columns) {
    const auto answer = index_of(columns, column::required);
    const auto type = index_of(columns, column::type);
    if (!answer && !type)
        return true;
    for (; line < page.text.lines.size() && !trimmed(page.text.lines[line]).empty(); ++line) {
        const auto cells = cells_in(page.text.lines[line], sign);
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
    std::optional<heads> head;
    const auto sign = sign_of_header(lines[header.next - 1], head);
    more_rows below(page.text, [&](std::size_t line) { return begins_row(lines[line], sign); });
    bool after_blank = false;
    bool stands_apart = false; // the last line was no row, and a blank line was above it
    bool begun_below = false;  // the last cell of the row has nothing on the row's own line
    std::size_t end = header.next;
    for (std::size_t line = header.next; line < lines.size(); ++line) {
        const std::string_view here = lines[line];
        if (trimmed(here).empty()) {
            after_blank = true;
            continue;
        }
        const auto ends = ends_table(page.text, line);
        if (ends == ending::yes || (ends == ending::perhaps && !below.behind(line)))
            break;
        auto views = cells_in(here, sign);
        if (std::ranges::all_of(views, is_ruler))
            continue;
        const bool is_row = begins_row(here, sign);
        if (is_row && stands_apart && !any_fits(page, line, sign, into.columns))
            break;
        stands_apart = !is_row && (after_blank || stands_apart);
        // Cells of browser text end with the next row, not with the line.
        const bool goes_on = sign == "\t" && (begun_below || below.behind(line));
        if (!is_row && (into.rows.empty() || (after_blank && !goes_on)))
            break;
        if (is_row) {
            while (views.size() > into.columns.size() && views.back().empty())
                views.pop_back();
            row cells;
            for (const auto each : views)
                cells.push_back({std::string(each), page.text.at(line, each).at});
            begun_below = views.size() < into.columns.size() || views.back().empty();
            fit_row(page, std::move(cells), page.text.at(line, here.substr(here.size())).at, into);
        } else {
            auto& last = into.rows.back().back().text; // the last cell goes on
            last += (last.empty() ? "" : "\n") + std::string(trimmed(here));
        }
        after_blank = false;
        end = line + 1;
    }
    return end;
}

} // namespace

const table_reader delimited_rows{"a row per line, cells parted by a sign", recognise, read};

} // namespace bindery::codegen

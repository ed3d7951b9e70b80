#include "read/unread.hpp"

#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"
#include "read/cells.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace bindery::codegen {
namespace {

constexpr std::size_t longest_cell = 256;

bool is_type(std::string_view words) {
    const auto found = resolve_type(words);
    return found && (found->structure.empty() || list_words_at_start(words) > 0);
}

/// "Yes", "required"; signs and single letters answer other questions, too.
bool is_answer(std::string_view words) {
    return yes_no(words) && (words.size() > 2 || words == "No" || words == "no");
}

bool is_name(std::string_view words) {
    while (words.ends_with('*') || words.ends_with(']') || words.ends_with('['))
        words.remove_suffix(1);
    return is_dotted(words) && words.size() <= 128;
}

/// The line without the bar that a text extractor leaves behind a cell.
std::string_view lone_cell(std::string_view line) {
    line = trimmed(line);
    if (line.starts_with('|'))
        line = trimmed(line.substr(1));
    return line.ends_with('|') ? trimmed(line.substr(0, line.size() - 1)) : line;
}

/// Whether cells begin like a row of parameters: a name, then a type, or a type and yes or no. Below a header of
/// unknown words a type anywhere will do.
bool cells_read_as_row(std::span<const std::string_view> cells, const std::string& header) {
    while (!cells.empty() && trimmed(cells.front()).empty())
        cells = cells.subspan(1);
    if (cells.size() < 2 || cells.front().size() > longest_cell || !is_name(label(cells.front())))
        return false;
    bool answers = false;
    bool types = false;
    for (const auto each : cells.subspan(1, std::min<std::size_t>(cells.size() - 1, 3))) {
        if (each.size() > longest_cell)
            continue;
        const auto words = label(each);
        answers = answers || is_answer(words);
        types = types || is_type(words);
    }
    return types && (answers || !header.empty() || (cells[1].size() <= longest_cell && is_type(label(cells[1]))));
}

/// `Limit Yes Integer How many.`
bool reads_as_spaced_row(std::string_view line) {
    const auto name = first_token(line);
    if (!is_name(name))
        return false;
    const auto behind = trimmed(line.substr(name.size()));
    const auto answer = first_token(behind);
    const auto begins_with_type = [](std::string_view text) {
        const auto list = list_words_at_start(text);
        const auto size = basic_type_at_start(text.substr(list));
        return size > 0 && is_upper(text.front()) && (list + size == text.size() || text[list + size] == ' ');
    };
    if (yes_no_at_start(answer) == answer.size() && !answer.empty())
        return begins_with_type(trimmed(behind.substr(answer.size())));
    const auto last = trimmed(behind.substr(std::min(answer.size(), behind.size())));
    const auto late = first_token(last);
    return begins_with_type(answer) && !late.empty() && yes_no_at_start(late) == late.size();
}

/// `LimitYesIntegerHow many.`
bool reads_as_joined_row(std::string_view line) {
    const auto token = first_token(line).substr(0, 128);
    for (std::size_t i = 1; i < token.size() && (is_word(token[i - 1]) || token[i - 1] == '.'); ++i)
        if (const auto answer = yes_no_at_start(line.substr(i)); answer > 0 && is_dotted(line.substr(0, i))) {
            const auto behind = line.substr(i + answer);
            if (list_words_at_start(behind) > 0 || basic_type_at_start(behind) > 2)
                return true;
        }
    return false;
}

/// A name, a type and an answer on lines of their own.
bool reads_as_row_of_lines(std::string_view first, std::string_view second, std::string_view third) {
    const auto name = lone_cell(first);
    return is_name(name) && !is_answer(name) && !is_type(name) &&
           ((is_answer(lone_cell(second)) && is_type(lone_cell(third))) ||
            (is_type(lone_cell(second)) && is_answer(lone_cell(third))));
}

/// What may part the cells of a line without bars.
constexpr std::string_view signs[] = {"\t", "\uFF5C", ";", ","};

/// The first of them in a line; empty if there is none.
std::string_view sign_in(std::string_view line) {
    const auto* found =
        std::ranges::find_if(signs, [&](auto each) { return line.find(each) != std::string_view::npos; });
    return found == std::end(signs) ? std::string_view{} : *found;
}

bool begins_row(std::string_view line) {
    if (line.find('|') != std::string_view::npos)
        return cells_read_as_row(cells_of_line(line), {});
    if (const auto sign = sign_in(line); !sign.empty())
        return cells_read_as_row(cells_parted_by(sign, line), {});
    return reads_as_spaced_row(line) || reads_as_joined_row(line);
}

/// The cells of an error's row, in bars or tabs.
bool reads_as_error_row(std::string_view line) {
    const auto cells = line.find('|') != std::string_view::npos ? cells_of_line(line) : cells_parted_by("\t", line);
    return cells.size() > 1 && std::ranges::any_of(std::span(cells).first(2), [](std::string_view each) {
               return reads_as_code(each) && each.find('.') != std::string_view::npos;
           });
}

std::string in_words(const row& header) {
    std::string words;
    for (const auto& each : header)
        if (auto one = label(each.text); !one.empty())
            words += (words.empty() ? "" : ", ") + quoted(one);
    return words;
}

/// The table below a header that no reader knows: with a ruler below that, or a row per line.
std::optional<drawn_table> table_of_lines(const reading& from, std::size_t line) {
    const auto& lines = from.text.lines;
    const auto below = line + 1 < lines.size() ? std::string_view(lines[line + 1]) : std::string_view{};
    const bool ruled = is_bar_ruler(below);
    const auto sign = sign_in(lines[line]);
    const auto cells_at = [&](std::size_t at) {
        return ruled ? cells_of_line(lines[at]) : cells_parted_by(sign, lines[at]);
    };
    if (!ruled && sign.empty())
        return std::nullopt;
    // Sentences have commas, too, but a row stands below a header.
    if (!ruled && sign != "\t" && !cells_read_as_row(cells_parted_by(sign, below), {}))
        return std::nullopt;
    if (cells_read_as_row(cells_at(line), {}))
        return std::nullopt; // no header
    drawn_table found{{}, line};
    for (; found.next < lines.size() && !trimmed(lines[found.next]).empty(); ++found.next) {
        if (ruled && is_bar_ruler(lines[found.next]))
            continue;
        auto cells = row_of(from.text, found.next, cells_at(found.next));
        // A row may go over lines, and so may its cells: a bar closes each.
        const bool has_bar = ruled && lines[found.next].find('|') != std::string::npos;
        if ((cells.size() < 2 && !has_bar) || (found.next > line && from.tables.at(found.next)))
            break;
        if (cells.empty())
            continue;
        auto& rows = found.rows;
        if (has_bar && rows.size() > 1 && rows.back().size() + cells.size() <= rows.front().size())
            std::ranges::move(cells, std::back_inserter(rows.back()));
        else
            rows.push_back(std::move(cells));
    }
    return found;
}

/// The table that begins at a line of a page of text, if its header is one that no reader knows.
std::optional<drawn_table> unknown_table_at(const reading& from, std::size_t line) {
    auto found = from.tables.drawn_at(line);
    if (!found)
        found = table_of_lines(from, line);
    return found && found->rows.size() > 1 ? std::move(found) : std::nullopt;
}

} // namespace

bool is_sentence(std::string_view line) {
    constexpr std::ptrdiff_t few_words = 4;
    constexpr std::size_t few_bytes = 36; // where words are not parted
    for (const std::string_view sign : {".", "。", ":", "：", "!", "！", "?", "？"})
        if (line.ends_with(sign))
            return true;
    return std::ranges::count(line, ' ') >= few_words ||
           (first_token(line).size() == line.size() && line.size() > few_bytes);
}

void leave_table(const reading& from, place at, std::span<const row> rows, page& into) {
    const auto header = in_words(rows.front());
    bool any = false;
    for (const auto& each : rows.subspan(1)) {
        std::vector<std::string_view> cells;
        for (const auto& one : each)
            cells.push_back(one.text);
        if (!cells_read_as_row(cells, header))
            continue;
        any = true;
        into.lines.leave(each.front().at, label(each.front().text), header);
    }
    if (!any && !header.empty())
        from.said.note({from.text.path, at},
                       "a table headed " + header + " is not read: no columns of that name are known");
}

void leave_rows_outside(const reading& from, page& into) {
    const auto& text = from.text;
    bool behind_errors = false;
    auto next_table = into.blocks.begin();
    std::vector<std::size_t> prose;
    for (std::size_t line = 0; line < text.lines.size(); ++line)
        if (const auto use = into.lines.of(static_cast<int>(line) + 1);
            use == line_use::prose || use == line_use::chrome)
            prose.push_back(line);
    std::size_t done = 0; // lines before this one are those of a table that was left
    for (std::size_t i = 0; i < prose.size(); ++i) {
        const auto line = prose[i];
        const auto here = trimmed(text.lines[line]);
        if (line < done)
            continue;
        for (; next_table != into.blocks.end(); ++next_table)
            if (const auto* found = std::get_if<table>(&*next_table)) {
                if (found->at.line > static_cast<int>(line))
                    break;
                behind_errors = found->has(column::code);
            }
        if (const auto unknown = unknown_table_at(from, line)) {
            leave_table(from, text.at(line).at, unknown->rows, into);
            done = unknown->next;
            continue;
        }
        const bool over_lines =
            i + 2 < prose.size() && reads_as_row_of_lines(here, text.lines[prose[i + 1]], text.lines[prose[i + 2]]);
        if (over_lines || begins_row(here) || (behind_errors && reads_as_error_row(here)))
            into.lines.leave(text.at(line).at, std::string(here));
    }
}

void tell_unread(const page& of, report& said) {
    int last_row = 0;
    int stopped = 0; // the last line of a table before what is told
    const auto& left = of.lines.left();
    for (std::size_t i = 0; i < left.size();) {
        auto next = i + 1;
        while (next < left.size() && left[next].header == left[i].header &&
               left[next].at.line - left[next - 1].at.line < 8)
            ++next;
        for (; last_row < left[i].at.line; ++last_row)
            if (last_row > 0 && of.lines.of(last_row) == line_use::row)
                stopped = last_row;
        const auto count = next - i;
        const auto lines =
            count == 1 ? std::string("a line reads")
                       : std::to_string(count) + " lines up to " + std::to_string(left[next - 1].at.line) + " read";
        const auto& header = left[i].header;
        said.unread(
            {of.path, left[i].at},
            quoted(left[i].saw) + ": " + lines + " like " + (count == 1 ? "a row and is" : "rows and are") +
                " not read" + (header.empty() ? "" : ": the table is headed " + header),
            !header.empty()
                ? "no columns of that name are known; they are called Name, Type, Required, Description or alike"
            : stopped == 0 ? "no table that could be read stands above"
                           : "the table above was read up to line " + std::to_string(stopped));
        i = next;
    }
}

} // namespace bindery::codegen

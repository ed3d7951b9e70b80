// Tables whose cells have run together: `FunctionNameYesStringName of the function`. A row is one run of letters up to
// its first blank, so the places where it can part are few; capitals, type words and the page's examples tell which is
// right.

#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"
#include "read/row_lines.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

struct candidate {
    std::vector<std::string_view> cells;
    int weight = 0; ///< the heavier, the likelier
};

/// A cell that directly follows another begins with a capital, a digit or a sign; a blank or a small letter belongs to
/// the word before it.
bool can_begin_a_cell(std::string_view text) {
    return text.empty() || !(is_lower(text.front()) || text.front() == ' ' || text.front() == '_');
}

/// No name is longer, so a run of letters that goes on and on is not tried at all of its places.
constexpr std::size_t longest_name = 128;

/// The sizes a type at the start of a text can have. A basic type has one; the name of a structure, glued to the
/// description, may end wherever a new word begins, or where the page says that it does.
std::vector<std::size_t> type_sizes(std::string_view text, bool answered, const evidence& known) {
    const auto list = list_words_at_start(text);
    const auto element = text.substr(list);
    if (const auto basic = basic_type_at_start(element);
        basic > 0 && (answered || can_begin_a_cell(element.substr(basic))))
        return {list + basic};
    const auto run = element.substr(0, std::ranges::find_if_not(element, is_word) - element.begin());
    if (run.empty() || !is_upper(run.front()))
        return {};
    std::vector<std::size_t> sizes;
    for (std::size_t i = 2; i < std::min(run.size(), longest_name); ++i)
        if (known.names_a_structure(run.substr(0, i)))
            sizes.push_back(list + i);
    for (const auto start : word_starts(run.substr(0, longest_name)))
        if (std::ranges::find(sizes, list + start) == sizes.end())
            sizes.push_back(list + start);
    // No description at all, or one in letters that no name has.
    if ((run.size() == element.size() || is_beyond_ascii(element[run.size()])) && std::ranges::any_of(run, is_lower))
        sizes.push_back(list + run.size());
    return sizes;
}

/// "ClipTask2017" of "ClipTask", or the same.
bool is_edition(std::string_view structure, std::string_view name) {
    return structure.starts_with(name) && std::ranges::all_of(structure.substr(name.size()), is_digit);
}

/// How well the pieces agree with the rest of the page and with how people write.
int weigh(std::string_view name, std::string_view type, std::string_view description, const evidence& known) {
    int weight = 0;
    if (known.names_a_member(name))
        weight += 8;
    const auto element = type.substr(list_words_at_start(type));
    if (known.names_a_structure(element))
        weight += 6;
    else if (basic_type_of(element))
        weight += 4;
    else if (is_edition(element, name) || std::string(element) + 's' == name || std::string(element) + "List" == name ||
             std::string(element) + "Set" == name)
        weight += 1; // members are often called like their structure
    // A description opens with one word, not with several written as one, and does not stop there.
    if (description.empty())
        weight += 4;
    else if (word_starts(first_token(description)).empty())
        weight += 2;
    return weight;
}

std::string_view end_of(std::string_view line) {
    return line.substr(line.size());
}

/// The cells of one way to part a row, in the order of the columns.
candidate assemble(std::string_view name, std::string_view required, std::string_view type,
                   std::string_view description, const std::vector<column>& columns, const evidence& known) {
    candidate made{{}, weigh(name, type, description, known)};
    for (const auto each : columns)
        made.cells.push_back(each == column::name       ? name
                             : each == column::required ? required
                             : each == column::type     ? type
                             : each == columns.back()   ? description
                                                        : end_of(description));
    return made;
}

/// All ways to part a row of a parameter table.
std::vector<candidate> part_member(std::string_view line, const std::vector<column>& columns, const evidence& known) {
    const auto answer_column = index_of(columns, column::required);
    const auto type_column = index_of(columns, column::type);
    const bool answer_first = answer_column && answer_column < type_column;
    const auto token = first_token(line);
    std::vector<candidate> all;
    for (std::size_t i = 1; i < std::min(token.size(), longest_name + 1); ++i) {
        const auto name = line.substr(0, i);
        if (!is_word(name.back()) && name.back() != '.')
            break;
        if (!is_dotted(name))
            continue;
        const auto answer = answer_first ? yes_no_at_start(line.substr(i)) : 0;
        if (answer_first && answer == 0)
            continue;
        const auto behind = line.substr(i + answer);
        // Types in small letters are told from the end of a name only by the answer beside them.
        if (!can_begin_a_cell(behind) && !(answer_column && basic_type_at_start(behind) > 0))
            continue;
        for (const auto size : type_sizes(behind, answer_column.has_value(), known)) {
            auto rest = behind.substr(size);
            const auto element = behind.substr(0, size).substr(list_words_at_start(behind));
            const auto late_answer = answer_column && !answer_first ? yes_no_at_start(rest) : 0;
            if (answer_column && !answer_first && late_answer == 0)
                continue;
            const auto required = answer_first ? line.substr(i, answer) : rest.substr(0, late_answer);
            rest.remove_prefix(late_answer);
            // Behind an answer and a basic type a description may begin with a small letter, but any other way goes
            // first.
            const bool unlikely = !can_begin_a_cell(rest) && !known.names_a_structure(element);
            if (unlikely && !(answer_column && is_lower(rest.front()) && basic_type_of(element)))
                continue;
            // With no answer to part them, name and type need support: the name stands in an example, the type is a
            // basic one, or it names the member.
            auto made = assemble(name, required, behind.substr(0, size), rest, columns, known);
            made.weight -= unlikely ? 20 : 0;
            if (answer_column || made.weight >= 3)
                all.push_back(std::move(made));
        }
    }
    return all;
}

/// An error code and its text. The code is the run before the last new word of the first token, unless the text begins
/// by repeating the code's last words (`...FunctionArgFunctionArg is wrong`).
std::optional<split_line> part_error(std::string_view line, const std::vector<column>& columns) {
    if (columns.size() > 2)
        return split_line{{}, 1, line, "two columns at most when an error's cells have run together"};
    const auto token =
        line.substr(0, std::ranges::find_if_not(line, [](char c) { return is_word(c) || c == '.'; }) - line.begin());
    if (token.empty() || !is_upper(token.front()))
        return std::nullopt;
    std::size_t at = token.size();
    if (token.size() < line.size() || token.ends_with('.')) {
        const auto run_begin = token.find_last_of('.', token.size() - 2);
        const auto offset = run_begin == std::string_view::npos ? 0 : run_begin + 1;
        const auto starts = word_starts(token.substr(offset));
        if (starts.empty())
            return std::nullopt; // "Internal error": plain text
        at = offset + starts.back();
        for (const auto start : starts) {
            const auto tail = token.substr(offset + start);
            if (tail.size() > longest_name)
                continue;
            if (!word_starts(tail).empty() && token.substr(0, offset + start).ends_with(tail)) {
                at = offset + start;
                break;
            }
        }
    } else if (word_starts(token).empty() && token.find('.') == std::string_view::npos) {
        return std::nullopt;
    }
    split_line found;
    for (const auto each : columns)
        found.cells.push_back(each == column::code ? line.substr(0, at) : line.substr(at));
    return found;
}

std::optional<split_line> split(std::string_view line, const std::vector<column>& columns, const evidence& known) {
    if (index_of(columns, column::code))
        return part_error(line, columns);

    auto all = part_member(line, columns, known);
    if (const auto answer = index_of(columns, column::required);
        all.empty() && answer && answer > index_of(columns, column::type)) {
        // The answer was an icon, which text does not keep.
        auto others = columns;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(*answer));
        all = part_member(line, others, known);
        for (auto& each : all)
            each.cells.insert(each.cells.begin() + static_cast<std::ptrdiff_t>(*answer), end_of(line));
    }
    if (all.empty()) {
        // A type glued into the first word, with no answer before it: meant as a row, but not readable as one.
        const auto token = first_token(line);
        if (index_of(columns, column::required) && is_upper(line.front()))
            for (std::size_t i = 1; i < std::min(token.size(), longest_name + 1); ++i)
                if (is_dotted(token.substr(0, i)) && is_upper(token[i]) && basic_type_at_start(token.substr(i)) > 2)
                    return split_line{{}, 1, token, "a name, then Yes or No, then a type"};
        return std::nullopt;
    }
    std::ranges::stable_sort(all, std::ranges::greater{}, &candidate::weight);
    const auto equals = std::ranges::count(all, all.front().weight, &candidate::weight);
    // Among equals the longest name: short words at the start of a description are rarer than at the end of a name.
    const auto best = std::ranges::max_element(all.begin(), all.begin() + equals, {},
                                               [](const candidate& each) { return each.cells.front().size(); });
    return split_line{best->cells, static_cast<std::size_t>(equals), {}, {}};
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    return recognise_header_line(text, line, header_words::joined);
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    return read_split_lines(page, header, into, split);
}

} // namespace

const table_reader joined_rows{"a row per line, nothing between the cells", recognise, read};

} // namespace bindery::codegen

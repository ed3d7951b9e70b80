// Tables whose cells are parted by nothing but blanks. Name, yes or no, and type have shapes of their own; all that
// follows them is the description.

#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"
#include "read/row_lines.hpp"
#include "text/scan.hpp"

#include <string>

namespace bindery::codegen {
namespace {

constexpr std::size_t none = 0;

/// The size of a type at the start of a text: the words of a basic type, or one word that may name a structure.
std::size_t type_at_start(std::string_view text) {
    const auto list = list_words_at_start(text);
    const auto element = text.substr(list);
    const auto token = first_token(element);
    const auto basic = basic_type_at_start(element);
    return list + (basic > token.size() ? basic : token.size());
}

/// A word that can only be a type's name: two capitalised words in one, or a word the page makes lists of.
bool names_a_structure(std::string_view word, const evidence& known) {
    return is_identifier(word) && is_upper(word.front()) &&
           (known.names_a_structure(word) || !word_starts(word).empty());
}

/// Whether a type word may follow a name directly. Running text has such pairs too ("Only integer values"), so a word
/// that is also plain English counts only behind a name that the page uses elsewhere.
bool follows_a_name(std::string_view type, std::string_view name, const evidence& known) {
    if (known.names_a_member(name) && is_identifier(type))
        return true;
    if (list_words_at_start(type) > 0 || basic_type_of(type) || nearest_type_word(type))
        return is_upper(type.front()) || known.names_a_member(name);
    return names_a_structure(type, known) && (is_upper(name.front()) || known.names_a_structure(type));
}

/// Whether a type stands behind the first word, where the type of a row would stand behind its answer.
bool has_type_behind(std::string_view word, std::string_view text) {
    const auto behind = trimmed(text.substr(word.size()));
    const auto type = behind.substr(0, type_at_start(behind));
    return !word.empty() && (list_words_at_start(type) > 0 || basic_type_of(type)) && is_upper(type.front());
}

/// An answer that is neither yes nor no.
bool is_condition(std::string_view token) {
    return token == "Conditional" || token == "Conditionally";
}

std::optional<split_line> split(std::string_view line, const std::vector<column>& columns, const evidence& known) {
    split_line found;
    const bool says_required = index_of(columns, column::required).has_value();
    for (auto left = line; const auto each : columns) {
        const auto token = first_token(left);
        auto size = token.size();
        bool fits = true;
        switch (each) {
        case column::name:
            fits = is_dotted(token);
            break;
        case column::required:
            if (yes_no(token)) { // "yes" in small letters is running text
                fits = yes_no_at_start(token) != none || is_upper(token.front());
            } else if (is_condition(token)) {
                break;
            } else if (found.cells.size() == 2 && columns[1] == column::type) {
                // The answer was an icon, which text does not keep. Name and type must be sure to be those of a row.
                fits = !token.empty() && follows_a_name(found.cells[1], found.cells[0], known);
                size = none;
            } else if (has_type_behind(token, left)) {
                return split_line{{}, 1, token, "Yes or No"};
            } else {
                fits = false;
            }
            break;
        case column::type:
            size = type_at_start(left);
            fits = size != none && (says_required || follows_a_name(left.substr(0, size), found.cells.front(), known));
            break;
        case column::code:
            fits = reads_as_code(token);
            break;
        case column::http:
            fits = reads_as_status(token);
            break;
        default:
            // Running text fills the rest; a second column of it could not be told apart.
            if (each != columns.back())
                return split_line{
                    {}, 1, left, "a bar or a tab between " + std::string(to_string(each)) + " and what follows it"};
            size = left.size();
        }
        if (!fits)
            return std::nullopt;
        found.cells.push_back(left.substr(0, size));
        left = trimmed(left.substr(size));
    }
    return found;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    return recognise_header_line(text, line, header_words::parted);
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    return read_split_lines(page, header, into, split);
}

} // namespace

const table_reader spaced_rows{"a row per line, cells parted by blanks", recognise, read};

} // namespace bindery::codegen

// Tables whose cells are parted by nothing but blanks. Name, yes or no, and type have shapes of their own; all that
// follows them is the description.

#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"
#include "read/line_rows.hpp"
#include "text/scan.hpp"

#include <algorithm>
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
    if (list_words_at_start(type) > 0)
        return is_upper(type.front()) || known.names_a_member(name);
    if (basic_type_of(type))
        return is_upper(type.front()) || known.names_a_member(name);
    return names_a_structure(type, known) || nearest_type_word(type) ||
           (is_identifier(type) && known.names_a_member(name));
}

/// An answer that is neither yes nor no.
bool is_condition(std::string_view token) {
    return token == "Conditional" || token == "Conditionally";
}

std::optional<split_line> split(std::string_view line, const std::vector<column>& columns, const evidence& known) {
    split_line found;
    std::string_view left = line;
    const auto take = [&](std::size_t size) {
        found.cells.push_back(left.substr(0, size));
        left = trimmed(left.substr(size));
    };
    const bool says_required = index_of(columns, column::required).has_value();
    for (const auto each : columns) {
        const auto token = first_token(left);
        switch (each) {
        case column::name:
            if (!is_dotted(token))
                return std::nullopt;
            take(token.size());
            break;
        case column::required:
            if (yes_no(token) && yes_no_at_start(token) == none && !is_upper(token.front()))
                return std::nullopt; // "yes" in small letters is running text
            if (!yes_no(token) && !is_condition(token) && found.cells.size() == 2 && columns[1] == column::type) {
                // The answer was an icon, which text does not keep. Name and type must be sure to be those of a row.
                if (token.empty() || !follows_a_name(found.cells[1], found.cells[0], known))
                    return std::nullopt;
                take(none);
                break;
            }
            if (!yes_no(token) && !is_condition(token)) {
                // Running text, unless a type stands where the type of a row would stand.
                const auto behind = trimmed(left.substr(token.size()));
                const auto type = behind.substr(0, type_at_start(behind));
                if (token.empty() || !(list_words_at_start(type) > 0 || basic_type_of(type)) || !is_upper(type.front()))
                    return std::nullopt;
                found.saw = token;
                found.expected = "Yes or No";
                return found;
            }
            take(token.size());
            break;
        case column::type: {
            const auto size = type_at_start(left);
            if (size == none)
                return std::nullopt;
            if (!says_required && !follows_a_name(left.substr(0, size), found.cells.front(), known))
                return std::nullopt;
            take(size);
            break;
        }
        case column::code:
            if (!reads_as_code(token))
                return std::nullopt;
            take(token.size());
            break;
        case column::http:
            if (token.size() != 3 || !std::ranges::all_of(token, is_digit))
                return std::nullopt;
            take(token.size());
            break;
        default:
            // Running text fills the rest; a second column of it could not be told apart.
            if (each == columns.back())
                take(left.size());
            else {
                found.saw = left;
                found.expected = "a bar or a tab between " + std::string(to_string(each)) + " and what follows it";
                return found;
            }
        }
    }
    return found;
}

std::optional<table_header> recognise(const source& text, std::size_t line) {
    return recognise_header_line(text, line, header_words::parted);
}

std::size_t read(const reading& page, const table_header& header, table& into) {
    return read_line_rows(page, header, into, split);
}

} // namespace

const table_reader spaced_rows{"a row per line, cells parted by blanks", recognise, read};

} // namespace bindery::codegen

#ifndef BINDERY_CODEGEN_TEXT_SCAN_HPP
#define BINDERY_CODEGEN_TEXT_SCAN_HPP

// The few questions all readers ask of a piece of text: where it begins, what is an identifier, where its words part.

#include <charconv>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace bindery::codegen {

/// Without the blanks around it, those beyond ASCII and those without width included; still a view into the same text.
std::string_view trimmed(std::string_view text);

/// Takes the first of some signs off that a text begins or ends with, but not if it is all of the text; whether there
/// is one.
bool take_start(std::string_view& text, std::initializer_list<std::string_view> signs);
bool take_end(std::string_view& text, std::initializer_list<std::string_view> signs);

/// How many blanks beyond ASCII stand right before a place: pages set names in with them.
int wide_blanks_before(std::string_view text, std::size_t at);

/// The lines of a text without their ends; one that a line break ends has no empty line behind it.
std::vector<std::string_view> lines_of(std::string_view text);

/// Without the asterisks around it.
std::string_view without_bold(std::string_view words);

std::string lowered(std::string_view text);

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_letter(char c) {
    return is_upper(c) || is_lower(c);
}
/// Whether a byte is of a character that ASCII has not.
constexpr bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_word(char c) {
    return is_letter(c) || is_digit(c) || c == '_';
}

/// The number that a text is, and nothing else.
template <class Number, class... Base>
std::optional<Number> number_in(std::string_view text, Base... base) {
    Number number{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number, base...);
    return failure == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// How many code points a text of UTF-8 has.
constexpr int code_points(std::string_view text) {
    int count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

/// Letters, digits and underscores, no digit first: what may name a member.
bool is_identifier(std::string_view text);

/// Identifiers joined by dots: what may name an error, and a flattened member such as `Ids.N`.
bool is_dotted(std::string_view text);

/// What may name an error in running text: at least two capitalised words in one, or dotted.
bool reads_as_code(std::string_view word);

/// Three digits, as HTTP's statuses are.
bool reads_as_status(std::string_view word);

/// Where the words of a run of letters begin, after the first: `VideoInfoID` gives 5 and 9. A run of capitals is one
/// word, but its last capital belongs to the small letters behind it (`IPInvalid` parts before `Invalid`).
std::vector<std::size_t> word_starts(std::string_view run);

/// `2018-07-17`: how versions are named.
bool is_date(std::string_view text);

/// The text up to the first blank.
std::string_view first_token(std::string_view text);

/// The text without the bullet (`-`, `*`, a round dot) in front of it, or nothing if there is none.
std::optional<std::string_view> without_bullet(std::string_view text);

/// How many letters must be changed, added or dropped to make one word of the other; used to say "did you mean".
std::size_t edit_distance(std::string_view a, std::string_view b);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_TEXT_PRINTABLE_HPP
#define BINDERY_CODEGEN_TEXT_PRINTABLE_HPP

// What a page says ends up in headers, on terminals and in logs. None of them is to do what the page wants: a control
// character moves a cursor or ends a comment, and one for the direction of writing lets code read like other code.

#include <cstddef>
#include <string>
#include <string_view>

namespace bindery::codegen {

/// The offset of the first byte that is not part of well-formed UTF-8, or npos.
std::size_t first_malformed(std::string_view text);

/// The first code point of a text that is not empty, and how many bytes it takes; of a malformed one, U+FFFD and 1.
struct code_point {
    char32_t value;
    std::size_t size;
};
code_point code_point_at_start(std::string_view text);

/// Whether a character controls what shows it, or shows nothing itself: controls (line breaks too), those for the
/// direction of writing, line separators, tags.
bool is_control(char32_t c);

/// The text with blanks instead of control characters but line breaks; what turns the direction of writing is left out.
std::string printable(std::string_view text);

/// The same on a line of its own.
std::string printable_line(std::string_view text);

} // namespace bindery::codegen

#endif

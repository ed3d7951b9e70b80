#ifndef BINDERY_CODEGEN_EMIT_LAYOUT_HPP
#define BINDERY_CODEGEN_EMIT_LAYOUT_HPP

// Breaks lines where the project's clang-format would break them, so that formatting a generated header changes
// nothing. Only the few shapes that generated headers contain are known here.

#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

inline constexpr std::size_t line_limit = 120;

/// Words with arguments in brackets, such as `text<one_of<"A", "B">>` or `(A, B)`; without brackets, just words.
struct term {
    std::string words;
    char open = 0; ///< '<', '(', '{', or 0
    std::vector<term> arguments = {};
};

std::string flat(const term& of);

/// Prints a term from a column on, followed by `tail` on its last line; continues aligned behind the bracket.
std::string laid_out(const term& of, std::size_t column, std::string_view tail);

/// Whether a declaration of so many columns stays on its line.
bool fits(std::size_t columns);

/// A declaration and the comment above it. Where clang-format breaks a long template argument list depends on its
/// version and on what else could be broken, so a declaration that does not fit into a line is fenced off from it.
std::string declaration(std::size_t indent, std::string_view comment, std::string_view before, const term& type,
                        std::string_view behind);

/// A doc comment, wrapped. Line breaks in the text begin paragraphs of their own.
std::string doc_comment(std::size_t indent, std::string_view text);

/// A string literal; what controls how the header is shown stands in it as numbers.
std::string literal(std::string_view text);

/// The columns a text takes in a fixed-width font, as clang-format counts them.
std::size_t width(std::string_view text);

} // namespace bindery::codegen

#endif

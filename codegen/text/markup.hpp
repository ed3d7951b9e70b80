#ifndef BINDERY_CODEGEN_TEXT_MARKUP_HPP
#define BINDERY_CODEGEN_TEXT_MARKUP_HPP

// Running text with the inline markup of Markdown, HTML or both, as vendors mix them: what it says, and what it sets
// off. A value in bold or between backticks ends where its markup ends, which is worth knowing.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

struct marked_piece {
    enum kind_of {
        words,
        line,     ///< a new line or paragraph begins
        item,     ///< an item of a list begins
        list_end, ///< a list ends; what follows is text again
    };
    kind_of kind = words;
    std::string text;
    std::size_t at = 0;   ///< where it stands in the marked text
    bool set_off = false; ///< in bold or between backticks
    bool linked = false;  ///< the words of a link
    int depth = 0;        ///< of an item: how many lists it stands in
    bool raised = false;  ///< as the mark of a footnote is
};

std::vector<marked_piece> pieces_of(std::string_view marked);

/// The words alone, with a line for each line, paragraph and item.
std::string plain(std::string_view marked);

/// The words of a cell that names something (a member, a type, a column) or answers yes or no: without the marks of
/// footnotes, but for a star, which marks what is required as well.
std::string label(std::string_view marked);

} // namespace bindery::codegen

#endif

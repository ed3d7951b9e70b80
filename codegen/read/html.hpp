#ifndef BINDERY_CODEGEN_READ_HTML_HPP
#define BINDERY_CODEGEN_READ_HTML_HPP

// HTML, whole pages or tables in Markdown, as the blocks a reader of pages cares for. libxml2 reads it, so tags left
// open and tags never opened do no harm.

#include "read/page.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bindery::codegen {

struct html_table {
    std::vector<row> rows; ///< cells that go over several rows or columns stand in each; inline markup is Markdown's
    place at;
};

struct html_text {
    enum kind_of {
        paragraph,
        heading,
        preformatted
    };
    kind_of kind = paragraph;
    std::string text;
    int level = 0; ///< of a heading, or of an item of a list
    place at;
};

using html_block = std::variant<html_text, html_table>;

/// `first_line` is the line of the page at which the text begins.
std::vector<html_block> read_html(std::string_view text, int first_line);

/// Takes the header off a table, and a title above it. It may have several rows, and cells that go over several
/// columns: those below one are joined.
std::optional<heads> take_head(html_table& of);

struct reading;
/// The rows of a table without its header into one with the columns of that.
void take_html_rows(const reading& page, html_table&& from, table& into);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_READ_HTML_HPP
#define BINDERY_CODEGEN_READ_HTML_HPP

// HTML, whole pages or tables in Markdown, as the blocks a reader of pages cares for. libxml2 reads it, so tags left
// open and tags never opened do no harm.

#include "read/table_reader.hpp"

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

/// The blocks between two lines of a page.
std::vector<html_block> read_html(const source& text, std::size_t first, std::size_t behind);

/// Takes the header off a table, and a title above it. It may have several rows, and cells that go over several
/// columns: those below one are joined.
std::optional<heads> take_head(html_table& of);

/// The rows of a table without its header into one with the columns of that.
void take_html_rows(const reading& page, html_table&& from, table& into);

/// Reads a page that is a document in HTML: its headings, paragraphs, samples and tables are those of the document.
void read_html_page(const reading& from, page& into);

} // namespace bindery::codegen

#endif

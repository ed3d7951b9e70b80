#ifndef BINDERY_TESTS_CODEGEN_RENDERED_LAYOUTS_HPP
#define BINDERY_TESTS_CODEGEN_RENDERED_LAYOUTS_HPP

// The ways to write a page down.

#include "rendered/page.hpp"

namespace bindery::codegen::rendered {

/// What a layout can express, and a perturbation may need.
enum trait : unsigned {
    lines = 1,          ///< cells of several lines
    blanks = 2,         ///< and blank lines within them
    below = 4,          ///< a last cell that begins on the next line
    markup = 8,         ///< marks of Markdown or HTML in names
    html = 16,          ///< spans
    any_text = 32,      ///< a name may hold any signs: something else parts the cells
    bars = 64,          ///< Markdown's own tables
    header = 128,       ///< a header of column names
    english = 256,      ///< the words are English ones (of the vocabulary, not of the layout)
    error_cells = 512,  ///< a row may be short
    headings = 1024,    ///< a heading is marked as one
    fences = 2048,      ///< cells may hold a block of code
    drawn = 4096,       ///< signs show where a table begins, whatever its header says
    run_together = 8192 ///< nothing parts the cells
};

/// What was written, and where each row stands.
struct sheet {
    struct lines_of_row {
        int table; ///< where the table of it begins
        int first;
        int last;
    };
    std::string text;
    std::map<std::string, lines_of_row> rows;
    int table = 1; ///< where the table being written begins

    int line() const;
    void put(const std::string& words) { text += words; }
    void put_row(const std::string& key, const std::string& words);
};

struct layout {
    std::string name;
    void (*write)(const table& what, sheet& to);
    enum {
        marked,  ///< "## Errors"
        plain,   ///< "Errors"
        ruled,   ///< "Errors" above "------"
        elements ///< "<h2>Errors</h2>"
    } headings;
    nesting how;
    std::string vocabularies; ///< how the names of those that it has begin
    unsigned traits;
};

const std::vector<layout>& layouts();

sheet write(const page& from, const layout& as);

} // namespace bindery::codegen::rendered

#endif

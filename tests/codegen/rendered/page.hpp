#ifndef BINDERY_TESTS_CODEGEN_RENDERED_PAGE_HPP
#define BINDERY_TESTS_CODEGEN_RENDERED_PAGE_HPP

// An operation as the page of a vendor tells it, before it is written in a layout, and what a reader must find in it.
// Nothing here knows how the generator reads.

#include "model/model.hpp"

#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace bindery::codegen::rendered {

enum class part {
    name,
    type,
    required,
    example,
    position,
    description,
    code,
    http,
    other
};

struct piece {
    enum {
        text,
        item,
        code,
        marked ///< text whose marks are the layout's own
    } kind = text;
    std::string words;
};

struct cell {
    std::vector<piece> pieces;
    int depth = 0;      ///< of a name: how far it is set in
    bool apart = false; ///< blank lines part its pieces
    bool below = false; ///< it begins on the next line
};

struct head {
    part what;
    std::string words;
};

struct row {
    std::vector<cell> cells;
    std::string key;    ///< of the member it tells of; empty: of none
    bool apart = false; ///< a blank line stands above it
};

struct table {
    std::vector<head> heads;
    std::vector<row> rows;
    enum {
        one_row,
        title_above,
        two_rows
    } header = one_row;

    std::size_t index(part what) const;
};

struct chapter {
    std::string heading;
    int level = 2;
    std::string text;
    std::optional<table> rows;
    std::string sample; ///< of JSON
};

/// What is to be found of a member or, with no kind, of an error.
struct told {
    std::optional<type_kind> kind;
    int lists = 0;
    std::string words; ///< of the type
    std::optional<bool> required;
    std::string description;
    position where_sent = position::unstated;
};

struct page {
    std::string title;
    std::string text;
    std::vector<chapter> chapters;      ///< the input, the output, the errors, then structures
    std::map<std::string, told> wanted; ///< by side or structure and the path to it: "in/Leaf.Kind"
    std::set<std::string> structures;   ///< that have a table of their own
};

/// Where members of members stand.
enum class nesting {
    outline, ///< below their owner, set in
    tables   ///< in a table of their own, under the name of their structure
};

struct vocabulary {
    std::string name;
    std::vector<head> input;
    std::vector<head> errors;
    std::vector<std::string> headings; ///< of input, output and errors
    std::string yes;
    std::string no;
};

const std::vector<vocabulary>& vocabularies();

page make_page(const api& from, const operation& of, const vocabulary& words, nesting how);

} // namespace bindery::codegen::rendered

#endif

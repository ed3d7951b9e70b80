#ifndef BINDERY_CODEGEN_METADATA_DOCUMENT_HPP
#define BINDERY_CODEGEN_METADATA_DOCUMENT_HPP

// JSON in which every value knows where it stands, so that what is wrong with it can be said with line and column.
// Boost.JSON's values do not.

#include "text/diagnostic.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

struct json_node {
    enum class kind {
        null,
        boolean,
        number,
        text,
        list,
        object
    };

    json_node::kind what = kind::null;
    std::string key;  ///< within an object
    std::string text; ///< of texts, unescaped; of numbers and booleans, as written
    std::vector<json_node> children;
    place at;

    bool is(kind wanted) const { return what == wanted; }

    /// The value under a key, or null.
    const json_node* find(std::string_view name) const;

    /// The text under a key; empty when there is none or what stands there is none.
    std::string_view text_at(std::string_view name) const;

    /// Whether true stands under a key, be it as a text.
    bool is_true(std::string_view name) const;
};

struct json_document {
    std::string path;
    json_node root;

    location at(const json_node& node) const { return {path, node.at}; }
};

/// What readers look for under a key.
struct json_field {
    std::string_view key;
    json_node::kind what;
};

/// Tells of every field that holds something else, but for null. `"required": "true"` means what it says, so it is
/// taken, and told of too.
void tell_misfits(const json_document& in, const json_node& object, std::span<const json_field> fields, report& said);

/// Reads a text, or reports where it stops being JSON. A key that comes twice is told; its last value counts.
std::optional<json_document> parse_json(std::string path, std::string_view text, report& said);

/// Reads a file, or reports why it cannot be had.
std::optional<json_document> load_json(const std::filesystem::path& file, report& said);

} // namespace bindery::codegen

#endif

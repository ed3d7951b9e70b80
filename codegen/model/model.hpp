#ifndef BINDERY_CODEGEN_MODEL_MODEL_HPP
#define BINDERY_CODEGEN_MODEL_MODEL_HPP

// What pages say, understood: operations, their members, structures, errors. No C++ in it and nothing ready to print; a
// fact that no page states is empty. docs/model.md describes the same for readers of `bindery-gen show`.

#include "model/rule.hpp"
#include "text/diagnostic.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bindery::codegen {

enum class type_kind {
    text,
    integer,
    unsigned_integer,
    number,
    boolean,
    timestamp,
    structure
};

struct type {
    type_kind kind = type_kind::text;
    int lists = 0;         ///< how many "Array of" stand before it
    std::string words;     ///< as the page writes it: `Array of VideoInfo`
    std::string structure; ///< the name, of a structure
    friend bool operator==(const type&, const type&) = default;
};

/// The kind as far as pages tell: not signed from unsigned, nor how a time is written.
constexpr type_kind told_by_pages(type_kind of) {
    return of == type_kind::unsigned_integer ? type_kind::integer : of == type_kind::timestamp ? type_kind::text : of;
}

/// Who writes a member: a request may be refused, an answer is taken as it comes.
enum class direction {
    sent,
    received,
    both
};

/// Which part of a request carries a member, where that is stated.
enum class position {
    unstated,
    query,
    body,
    form,
    path,
    header,
    host
};

struct member {
    std::string name; ///< as it travels
    codegen::type type;
    std::optional<bool> required;
    bool common = false; ///< one of the parameters that every operation takes: Action, Version, Region
    std::vector<rule> rules;
    std::string description;
    bool description_has_rules = false; ///< they were mined from it, so it need not be told them
    std::string document;               ///< all that the metadata say, where the description is only its opening
    std::string example;                ///< a value beside it, as the metadata give it
    position where_sent = position::unstated;
    int depth = 0; ///< how far the page sets its name in: deeper than the row above, it belongs to that
    location where;
};

struct structure {
    std::string name;
    std::string description;
    std::vector<member> members;
    location where;
    bool inferred = false; ///< from an example, no page describes it
};

struct rate {
    std::int64_t calls = 0;
    std::int64_t seconds = 1;
    friend bool operator==(const rate&, const rate&) = default;
};

struct region {
    bool required = false;
    std::vector<std::string> values; ///< empty: any
    friend bool operator==(const region&, const region&) = default;
};

enum class effect {
    reads,
    changes
};

struct api_error {
    std::string code;
    std::optional<int> http;
    std::optional<std::string> message; ///< as it travels, with `%s` where the service fills something in
    std::string description;
    location where;
};

struct example {
    std::string title;
    std::optional<boost::json::object> input;  ///< of a query all values are text
    std::optional<boost::json::object> output; ///< without the envelope around it
    place input_at;
    place output_at;
};

/// Which members give an answer page by page: roles, in the order of `page_roles`, and names in the request or pointers
/// into the answer.
struct paging {
    std::vector<std::pair<std::string, std::string>> roles;
    location where;
};

/// The answer's state, and its values that are final.
struct waiting {
    std::string state;
    std::vector<std::string> done;
    std::vector<std::string> failed;
    location where;
};

/// The service and version a page belongs to; what the page does not say is empty.
struct home {
    std::optional<std::string> provider;
    std::optional<std::string> service;
    std::optional<std::string> version;
    friend auto operator<=>(const home&, const home&) = default;
};

struct operation {
    std::string name;
    std::string description;
    home of;
    std::optional<std::string> host;
    std::optional<codegen::rate> rate;
    std::optional<codegen::region> region;
    std::optional<codegen::effect> effect;
    std::optional<paging> pages;
    std::optional<waiting> wait;
    std::string method; ///< of HTTP, where the operation has a path of its own
    std::string path;   ///< such as `/clusters/[ClusterId]`; empty: the operation is named by its action
    std::vector<member> request;
    std::vector<member> response;
    std::vector<api_error> errors;
    std::vector<example> examples;
    std::vector<std::string> remarks; ///< what a user should know besides
    location where;
};

/// A structure belongs to the service version of its page.
struct homed_structure {
    home of;
    structure what;
};

struct api {
    std::vector<operation> operations;
    std::vector<homed_structure> structures;

    const structure* find(const home& of, std::string_view name) const {
        for (const auto& each : structures)
            if (each.of == of && each.what.name == name)
                return &each.what;
        return nullptr;
    }
};

} // namespace bindery::codegen

#endif

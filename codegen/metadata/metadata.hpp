#ifndef BINDERY_CODEGEN_METADATA_METADATA_HPP
#define BINDERY_CODEGEN_METADATA_METADATA_HPP

// The machine-readable descriptions that vendors publish beside their pages, as the same model that pages become. Which
// format a file or folder has shows in what it holds, never in its name or place. To add a format, write its reader and
// name it in metadata.cpp.

#include "metadata/document.hpp"
#include "model/model.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace bindery::codegen {

/// What becomes of the rules that descriptions state in prose, which are mined and may be misunderstood.
enum class mined_rules {
    enforce, ///< requests are held to them
    note,    ///< they are told, in comments and notes
    off      ///< nothing is mined
};

/// What to take of it, and what it does not say.
struct metadata_request {
    std::optional<std::string> service;            ///< instead of the name that it gives itself
    std::optional<std::string> host;               ///< instead of the one that is inferred
    std::set<std::string, std::less<>> operations; ///< empty: all
    mined_rules mined = mined_rules::enforce;
    std::function<void(std::size_t, std::size_t)> progress = {}; ///< told how many steps of how many are done

    bool wants(std::string_view operation) const { return operations.empty() || operations.contains(operation); }
};

/// A vendor's way to write metadata down.
struct metadata_format {
    std::string_view name;

    /// Whether a file or folder is written that way.
    bool (*recognise)(const std::filesystem::path& there);

    /// Adds what is there to the model.
    void (*read)(const std::filesystem::path& there, const metadata_request& asked, api& into, report& said);
};

extern const metadata_format tencent_api_json;
extern const metadata_format alibaba_openapi_meta;

/// The format of a file or folder, or null when it holds no metadata.
const metadata_format* metadata_format_of(const std::filesystem::path& there);

/// Reads all metadata at a place: a file, the folder of a service, or one above such folders.
api read_metadata(const std::filesystem::path& there, const metadata_request& asked, report& said);

/// Takes out the structures that no operation leads to.
void drop_unused(api& of);

/// Tries the rules that were mined from prose, of all that is sent, on the examples beside the members and on those of
/// the operations. Where the two disagree nobody can tell which is right, and a wrong rule would refuse right requests:
/// the rule is relaxed, and a note tells of it. What only holds a place (`null`, `string`, `xx`, `on/off`) shows
/// nothing.
void relax_rules_against_examples(api& all, report& said);

// What metadata say in running text.

/// What a description says, on one line for a comment: without markup, bytes that are no text, and the hidden signs
/// that steer a text's direction, of which compilers warn.
std::string prose_of(std::string_view marked);

/// The same, cut at the end of a sentence: metadata explain at length what a comment only names.
std::string opening_of_prose(std::string_view marked);

/// Gives a member, whose type is known, the rules that are mined from its document, as far as they are asked for.
void take_document(member& into, std::string_view document, const metadata_request& asked, report& said);

} // namespace bindery::codegen

#endif

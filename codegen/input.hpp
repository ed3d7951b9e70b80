#ifndef BINDERY_CODEGEN_INPUT_HPP
#define BINDERY_CODEGEN_INPUT_HPP

// What a command is given to look at, whatever it is: pages, a folder of pages, or metadata.

#include "model/model.hpp"

#include <filesystem>

namespace bindery::codegen {

enum class origin {
    page,
    pages, ///< a folder
    metadata
};

struct input {
    origin from = origin::page;
    api model;
};

/// Whether a file or folder holds metadata, rather than pages.
bool is_metadata(const std::filesystem::path& there);

/// Reads a page (with the types.md beside it), a folder of pages, or metadata.
input read_any(const std::filesystem::path& from, report& said);

/// The same of several, together. Structures that several of them describe are taken once.
api read_all_of(const std::vector<std::filesystem::path>& from, report& said);

} // namespace bindery::codegen

#endif

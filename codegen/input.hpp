#ifndef BINDERY_CODEGEN_INPUT_HPP
#define BINDERY_CODEGEN_INPUT_HPP

// What a command is given to look at, whatever it is: pages, a folder of pages, or metadata.

#include "emit/emit.hpp"
#include "model/model.hpp"
#include "read/page.hpp"

#include <filesystem>
#include <vector>

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

/// The pages that files and folders stand for, each once: a page with the types.md beside it, a folder with all below.
std::vector<std::filesystem::path> pages_of(const std::vector<std::filesystem::path>& given, report& said);

/// How headers name where they come from, by paths that are the same on every machine: a page by its name, below a
/// folder that was given with that folder's, and metadata with the name of the folder they lie in.
page_name names_for(std::vector<std::filesystem::path> pages);

/// Reads pages.
std::vector<page> read_pages(const std::vector<std::filesystem::path>& files, report& said);

/// Reads pages into one model, and tries the rules that were mined from them on their examples.
api read_model(const std::vector<std::filesystem::path>& files, report& said);

/// Reads a page (with the types.md beside it), a folder of pages, or metadata.
input read_any(const std::filesystem::path& from, report& said);

/// The same of several, as one: pages may use each other's structures.
api read_together(const std::vector<std::filesystem::path>& from, report& said);

/// The same of several, each by itself. Structures that several of them describe are taken once.
api read_all_of(const std::vector<std::filesystem::path>& from, report& said);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_OUTPUT_OUTPUT_HPP
#define BINDERY_CODEGEN_OUTPUT_OUTPUT_HPP

// The files around the pure stages: pages are read from here, headers written to here, and written only when they
// change, so that nothing that includes them is built again for nothing.

#include "emit/emit.hpp"
#include "text/diagnostic.hpp"
#include "text/source.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace bindery::codegen {

/// The pages below a folder, in the order of their paths.
std::vector<std::filesystem::path> pages_below(const std::filesystem::path& folder, report& said);

/// What a file holds, or nothing when it cannot be read.
std::optional<std::string> contents_of(const std::filesystem::path& file);

/// The text of a page, or nothing after saying why it cannot be had.
std::optional<source> load(const std::filesystem::path& file, report& said);

enum class difference {
    missing,
    changed,
    stale,
    removed ///< that was stale
};

/// Whether it is about a header that should be there.
constexpr bool is_wanted(difference how) {
    return how == difference::missing || how == difference::changed;
}

struct differing_file {
    std::string path; ///< below the folder
    difference how;
};

/// What differs between the headers that should be in a folder and those that are. Stale is a generated header no page
/// stands for any more.
std::vector<differing_file> compare(const std::vector<emitted_file>& wanted, const std::filesystem::path& folder);

/// Writes the files that are missing or changed. False after reporting why one cannot be written; nothing is, then,
/// that could be known to fail before. Never writes outside the folder, be it through a link, nor over what others
/// wrote.
bool write(const std::vector<emitted_file>& files, const std::vector<differing_file>& differing,
           const std::filesystem::path& folder, report& said);

/// Removes the stale files, as far as that can be.
void remove_stale(std::vector<differing_file>& differing, const std::filesystem::path& folder);

// Some pages of a service version are bound today and others tomorrow, into the same folder. The headers that include
// all operations and all structures are shared, so a run that knows only some of the pages adds to them and takes
// nothing away that the headers of other pages need.

/// Whose headers stay that this run does not make: those of other pages only, for what a page no longer says is gone;
/// or all of them, when a run made only some of the headers of its source.
enum class kept {
    of_other_pages,
    all
};

/// Changes the files that are to be written into a folder so that those of other pages there stay whole; reports where
/// that is not possible.
void keep_others(std::vector<emitted_file>& files, const std::filesystem::path& folder, kept which, report& said);

} // namespace bindery::codegen

#endif

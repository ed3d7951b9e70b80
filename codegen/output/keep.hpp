#ifndef BINDERY_CODEGEN_OUTPUT_KEEP_HPP
#define BINDERY_CODEGEN_OUTPUT_KEEP_HPP

// Some pages of a service version are bound today and others tomorrow, into the same folder. The headers that include
// all operations and all structures are shared, so a run that knows only some of the pages adds to them and takes
// nothing away that the headers of other pages need.

#include "emit/emit.hpp"
#include "text/diagnostic.hpp"

#include <filesystem>
#include <vector>

namespace bindery::codegen {

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

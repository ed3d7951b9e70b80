#ifndef BINDERY_CODEGEN_IMPORT_IMPORT_HPP
#define BINDERY_CODEGEN_IMPORT_IMPORT_HPP

// The command that makes headers of a vendor's metadata.

#include "command.hpp"
#include "metadata/metadata.hpp"

#include <optional>

namespace bindery::codegen {

struct import_request {
    std::filesystem::path from; ///< a file, the folder of a service, or one above such folders
    std::filesystem::path out;
    std::vector<std::filesystem::path> pages; ///< pages, or folders of them, that know more than the metadata
    std::optional<std::string> service;
    std::optional<std::string> host;
    std::vector<std::string> operations; ///< empty: all
    std::vector<std::string> relaxed;    ///< rules that requests are not held to; see relax/relax.hpp
    mined_rules mined = mined_rules::enforce;
    strictness how = strictness::notes_are_notes;
    show_format format = show_format::text;
    bool prune = false; ///< delete headers of the service version that nothing stands for any more
};

int import_metadata(const import_request& asked, std::ostream& out, std::ostream& err);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_READ_EVIDENCE_HPP
#define BINDERY_CODEGEN_READ_EVIDENCE_HPP

// What the rest of a page lets a reader know about a row whose cells have run together: the names its examples use, and
// the structures it makes lists of. It settles splits that the row alone leaves open.

#include "text/source.hpp"

#include <set>
#include <string>
#include <string_view>

namespace bindery::codegen {

class table_finder;

struct evidence {
    std::set<std::string, std::less<>> names; ///< keys of JSON examples and of example queries
    std::set<std::string, std::less<>>
        structures; ///< words behind "Array of" that end at a blank, lone ones above tables

    bool names_a_member(std::string_view name) const { return names.contains(name); }
    bool names_a_structure(std::string_view name) const { return structures.contains(name); }
};

evidence gather_evidence(const source& text, table_finder& tables);

} // namespace bindery::codegen

#endif

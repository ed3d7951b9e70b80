#ifndef BINDERY_CODEGEN_RESOLVE_MEMBERS_HPP
#define BINDERY_CODEGEN_RESOLVE_MEMBERS_HPP

// The rows of member tables.

#include "model/model.hpp"
#include "read/page.hpp"

#include <map>
#include <vector>

namespace bindery::codegen {

/// The members of some tables, in their order. A vendor's may name one twice, where nested members stand behind each
/// other; nest_members finds out. `sent_in` tells of some tables where their members are sent.
std::vector<member> resolve_members(const page& from, const std::vector<const table*>& tables,
                                    const std::map<const table*, position>& sent_in, report& said);

} // namespace bindery::codegen

#endif

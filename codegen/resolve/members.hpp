#ifndef BINDERY_CODEGEN_RESOLVE_MEMBERS_HPP
#define BINDERY_CODEGEN_RESOLVE_MEMBERS_HPP

// The rows of member tables.

#include "model/model.hpp"
#include "read/page.hpp"

#include <vector>

namespace bindery::codegen {

/// Who wrote a page: a spec is ours and says what it means; a vendor's page is read as well as can be, and what it
/// leaves open is noted.
enum class written_by {
    us,
    vendor
};

/// The members of some tables, in their order. A vendor's may name one twice, where nested members stand behind each
/// other; nest_members finds out.
std::vector<member> resolve_members(const page& from, const std::vector<const table*>& tables, written_by whom,
                                    report& said);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_RULES_REMARKS_HPP
#define BINDERY_CODEGEN_RULES_REMARKS_HPP

// What a description says beside limits: whether the member may be null or is disused, its unit, that it is an id for
// deduplication, which characters it holds, and on what else it depends.

#include "rules/statement.hpp"
#include "rules/words.hpp"

#include <optional>
#include <vector>

namespace bindery::codegen {

std::optional<statement> unit_in(const wording& said, const subject& of);

std::vector<statement> remarks_in(const wording& said, const subject& of);

} // namespace bindery::codegen

#endif

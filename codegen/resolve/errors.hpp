#ifndef BINDERY_CODEGEN_RESOLVE_ERRORS_HPP
#define BINDERY_CODEGEN_RESOLVE_ERRORS_HPP

// The rows of an error table.

#include "model/model.hpp"
#include "read/page.hpp"
#include "resolve/members.hpp"

#include <vector>

namespace bindery::codegen {

std::vector<api_error> resolve_errors(const page& from, const table& rows, written_by whom, report& said);

} // namespace bindery::codegen

#endif

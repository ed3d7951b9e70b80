#ifndef BINDERY_CODEGEN_RESOLVE_ERRORS_HPP
#define BINDERY_CODEGEN_RESOLVE_ERRORS_HPP

// The rows of an error table.

#include "model/model.hpp"
#include "read/page.hpp"
#include "resolve/members.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// `shared_status` is what all of them answer with, if the page says so above the table.
std::vector<api_error> resolve_errors(const page& from, const table& rows, std::optional<int> shared_status,
                                      report& said);

/// The first HTTP status that a text names.
std::optional<int> status_in(std::string_view text);

} // namespace bindery::codegen

#endif

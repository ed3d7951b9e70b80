#ifndef BINDERY_CODEGEN_RESOLVE_UNLISTED_HPP
#define BINDERY_CODEGEN_RESOLVE_UNLISTED_HPP

// What the examples of an operation show and no table lists.

#include "model/model.hpp"
#include "read/page.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// The member that a key of an example stands for, or null: `Ids.1` is of `Ids.N`.
const member* member_shown(const std::vector<member>& members, std::string_view key);

/// Tells of the members that an example has and no table; of each object once. Where a line of the page begins with the
/// name, a row was lost, and that is an error; else the page says two things.
void tell_unlisted(const api& all, const operation& of, const page& from, report& said);

} // namespace bindery::codegen

#endif

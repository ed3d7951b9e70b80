#ifndef BINDERY_CODEGEN_RESOLVE_FACTS_HPP
#define BINDERY_CODEGEN_RESOLVE_FACTS_HPP

// What a page says of the operation as a whole: in the facts table of our own specs, or in the prose and the repeated
// common parameters of a vendor's page.

#include "model/model.hpp"
#include "read/page.hpp"

namespace bindery::codegen {

/// Reads the facts table of a spec into an operation; the title gives its name.
void resolve_facts(const page& from, const table& facts, operation& into, report& said);

/// Reads what a vendor's page says in prose and in the rows of its common parameters, which `into.request` already
/// holds.
void resolve_prose(const page& from, operation& into, report& said);

/// The value that the description of a common parameter gives it: "Set the value to BakeBread."
std::optional<std::string> stated_value(std::string_view description);

/// The operation that a title names: alone, beside a dash, behind a label or between brackets, in whatever language the
/// rest is. Nothing where two words could be it.
std::optional<std::string> operation_in_title(std::string_view title);

} // namespace bindery::codegen

#endif

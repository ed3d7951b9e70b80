#ifndef BINDERY_CODEGEN_RESOLVE_STAGES_HPP
#define BINDERY_CODEGEN_RESOLVE_STAGES_HPP

// The steps from a page to the model beside its tables' rows, in the order in which they are taken.

#include "model/model.hpp"
#include "read/page.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// A vendor's page may describe several operations, a chapter each: every one becomes a page of its own. What stands
/// above the first and in other chapters is shared.
std::vector<page> split_operations(const std::vector<page>& pages, report& said);

/// The samples of a page as examples: what was sent and what came back, in pairs.
std::vector<example> resolve_examples(const page& from, report& said);

/// Reads what a spec says of the operation as a whole, in its table of facts; the title gives its name.
void resolve_facts(const page& from, const table& facts, operation& into, report& said);

/// Reads what a vendor's page says of it in prose and in the rows of its common parameters, which `into.request`
/// already holds.
void resolve_prose(const page& from, operation& into, report& said);

/// The operation that a title names: alone, beside a dash, behind a label or between brackets, in whatever language the
/// rest is. Nothing where two words could be it.
std::optional<std::string> operation_in_title(std::string_view title);

/// The value that the description of a common parameter gives it: "Set the value to BakeBread."
std::optional<std::string> stated_value(std::string_view description);

/// Pages that list the members of an object behind it, as if they stood beside it: the examples show what stands where.
/// Moves members that stand in others to where they belong; the structures they make go to `into`.
void nest_members(api& into, operation& of, report& said);

/// The same for the members of a structure, where the page sets the nested ones in; `of` lends its home and its name.
void nest_outlined(api& into, operation& of, std::vector<member>& members, report& said);

/// Structures that a page uses and no page describes: adds to `of.structures` what the members of an operation need and
/// its examples show, and a note says so.
void infer_structures(api& of, operation& used_by, report& said);

/// Tells of the members that an example has and no table; of each object once. Where a line of the page begins with the
/// name, a row was lost, and that is an error; else the page says two things.
void tell_unlisted(const api& all, const operation& of, const page& from, report& said);

/// The member that a key of an example stands for, or null: `Ids.1` is of `Ids.N`.
const member* member_shown(const std::vector<member>& members, std::string_view key);

} // namespace bindery::codegen

#endif

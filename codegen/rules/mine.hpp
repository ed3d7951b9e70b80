#ifndef BINDERY_CODEGEN_RULES_MINE_HPP
#define BINDERY_CODEGEN_RULES_MINE_HPP

// Finds the rules that a description states in prose. A wrong rule would refuse a right request, so prose that might
// mean something else gives none. In which words things are said stands in the tables under wordings/; bounds, lists of
// values, defaults and remarks are each read by a header of their own.

#include "model/model.hpp"
#include "rules/statement.hpp"
#include "rules/words.hpp"

#include <string_view>
#include <vector>

namespace bindery::codegen {

/// All that a description states, at most one of a kind.
std::vector<statement> statements_in(const wording& said, const subject& of);

subject subject_of(const type& of);

/// The rules a member's description states that its type can hold to, at most one of a kind. The description may hold
/// the markup of Markdown and HTML; it begins at `at`, and each rule knows the line of its sentence.
std::vector<rule> mine_rules(const type& of, std::string_view description, place at = {});

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_RULES_MINE_HPP
#define BINDERY_CODEGEN_RULES_MINE_HPP

// Finds the rules that a description states in prose. A wrong rule would refuse a right request, so each kind is mined
// from wordings that leave no doubt, and prose that might mean something else gives no rule. Each kind has a file of
// its own under mined/; to add one, write it and name it in mine.cpp.

#include "model/model.hpp"
#include "rules/phrase.hpp"
#include "rules/statement.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// All that a description states, at most one of a kind.
std::vector<statement> statements_in(const wording& said, const subject& of);

subject subject_of(const type& of);

/// The rules a member's description states that its type can hold to, at most one of a kind. The description may hold
/// the markup of Markdown and HTML; it begins at `at`, and each rule knows the line of its sentence.
std::vector<rule> mine_rules(const type& of, std::string_view description, place at = {});

namespace mined {

using miner = std::optional<statement> (*)(const wording& said, const subject& of);

std::optional<statement> length(const wording& said, const subject& of);
std::optional<statement> range(const wording& said, const subject& of);
std::optional<statement> items(const wording& said, const subject& of);
std::optional<statement> one_of(const wording& said, const subject& of);
std::optional<statement> default_value(const wording& said, const subject& of);
std::optional<statement> nullable(const wording& said, const subject& of);
std::optional<statement> deprecated(const wording& said, const subject& of);
std::optional<statement> unit(const wording& said, const subject& of);
std::optional<statement> dedup(const wording& said, const subject& of);
std::optional<statement> charset(const wording& said, const subject& of);
std::optional<statement> conditional(const wording& said, const subject& of);

} // namespace mined
} // namespace bindery::codegen

#endif

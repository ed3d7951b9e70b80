#ifndef BINDERY_CODEGEN_RULES_MINE_HPP
#define BINDERY_CODEGEN_RULES_MINE_HPP

// Finds the rules that a description states in prose. A wrong rule would refuse a right request, so each kind is mined
// from wordings that leave no doubt, and prose that might mean something else gives no rule. Each kind has a file of
// its own under mined/; to add one, write it and name it in mine.cpp.

#include "model/model.hpp"
#include "rules/phrase.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// The rules a member's description states, at most one of a kind. The description may hold the markup of Markdown and
/// HTML; it begins at `at`, and each rule knows the line of its sentence.
std::vector<rule> mine_rules(const type& of, std::string_view description, place at = {});

namespace mined {

using miner = std::optional<rule> (*)(const wording& said, const type& of);

std::optional<rule> length(const wording& said, const type& of);
std::optional<rule> range(const wording& said, const type& of);
std::optional<rule> one_of(const wording& said, const type& of);
std::optional<rule> nullable(const wording& said, const type& of);
std::optional<rule> deprecated(const wording& said, const type& of);
std::optional<rule> unit(const wording& said, const type& of);
std::optional<rule> dedup(const wording& said, const type& of);

} // namespace mined
} // namespace bindery::codegen

#endif

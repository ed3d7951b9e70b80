#ifndef BINDERY_CODEGEN_RULES_CONTEXT_HPP
#define BINDERY_CODEGEN_RULES_CONTEXT_HPP

// What miners ask about the words around a phrase.

#include "rules/phrase.hpp"

#include <functional>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// All places where one of the phrases stands, the first phrase that fits at a place.
std::vector<phrase_match> find_all(const wording& in, std::initializer_list<std::string_view> phrases);

bool is_any(std::string_view word, std::initializer_list<std::string_view> of);

/// Whether the words from `first` on, before `behind`, hold one of these.
bool holds_any(const wording& in, std::size_t first, std::size_t behind, std::initializer_list<std::string_view> words);

/// Whether what stands at a word holds in one case only: an "if" or "when" before it in its sentence, or an item of a
/// list of cases around it.
bool is_conditional(const wording& in, std::size_t at);

/// Whether it stands in an item of a list of cases.
bool is_in_case(const wording& in, std::size_t at);

/// Whether the sentence is about a part of the value: each tag, every label, a single name.
bool is_about_parts(const wording& in, std::size_t at);

/// Whether the text says that the value holds several, parted by commas or otherwise.
bool holds_several(const wording& in);

/// Whether a clause may end before the word.
bool ends_clause(const wording& in, std::size_t at);

/// Whether the words before it in its sentence make it advice or a description of what is common: "we recommend",
/// "usually", "for example".
bool is_soft(const wording& in, std::size_t at);

/// Whether its sentence has another subject than the member: "The width. The height must not exceed 1080."
bool has_other_subject(const wording& in, std::size_t at);

/// A stretch between two bounds: "[1, 100]", "(0,1]", "1 to 100", "1-64", "8~20".
struct interval {
    double low = 0;
    double high = 0;
    bool exclusive_low = false;
    bool exclusive_high = false;
    std::size_t next = 0;
};
std::optional<interval> interval_at(const wording& in, std::size_t at);

/// The name of a unit as labelled, for a word that names one: "ms" is milliseconds.
std::optional<std::string_view> unit_named(std::string_view word);

/// How many of the smaller of two units of time the larger holds: from seconds to milliseconds 1000.
std::optional<double> conversion(std::string_view from, std::string_view to);

} // namespace bindery::codegen

#endif

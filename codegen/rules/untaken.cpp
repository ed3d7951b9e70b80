#include "rules/untaken.hpp"

#include "rules/bounds.hpp"
#include "rules/clause.hpp"
#include "rules/mine.hpp"
#include "rules/phrase.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace bindery::codegen {
namespace {

std::string sentence_at(const wording& in, std::size_t word) {
    return std::string(trimmed(in.said(in.sentence_begin(word), in.sentence_end(word))));
}

/// Which kind of statement makes a rule.
statement::kind_of kind_of(const rule& of) {
    constexpr statement::kind_of kinds[] = {statement::length,     statement::range,         statement::items,
                                            statement::one_of,     statement::default_value, statement::nullable,
                                            statement::deprecated, statement::unit,          statement::dedup};
    static_assert(std::variant_size_v<decltype(of.what)> == std::size(kinds));
    return kinds[of.what.index()];
}

bool is_fraction(const statement& of) {
    const auto broken = [](const std::optional<double>& bound) { return bound && *bound != std::floor(*bound); };
    return broken(of.min) || broken(of.max);
}

/// Why a statement is no rule of the member's type.
std::string why_not(const statement& of) {
    switch (of.kind) {
    case statement::range_set:
        return "a type holds to one range, and these are several";
    case statement::charset:
        return "a type does not hold to a set of characters";
    case statement::conditional:
        return "whether it is required depends on other members";
    case statement::length:
        return "it counts characters, and the member is no text";
    case statement::items:
        return "it counts elements, and the member is no list";
    case statement::range:
        if (is_fraction(of))
            return "a bound is no whole number";
        return of.exclusive_min || of.exclusive_max ? "a bound itself is not allowed"
                                                    : "it bounds a number, and the member is none";
    case statement::one_of:
        return "the values are not those of the member itself";
    case statement::dedup:
        return "how long a value is remembered is not told";
    case statement::default_value:
    case statement::deprecated:
    case statement::nullable:
    case statement::unit:
        break;
    }
    return {};
}

/// "2024-01", "1-2": numbers that nothing announces as a limit.
bool is_plain_stretch(const wording& in, const bound& of) {
    return of.is_stretch && !in.is(of.first, {"["}) &&
           !phrases("range").find(in, in.sentence_begin(of.first), of.first);
}

/// Why the words around a limit kept it from being taken.
std::string why_left(const wording& in, std::size_t at) {
    if (is_soft(in, at))
        return "it is advice, a habit or an example";
    if (is_conditional(in, at))
        return "it holds in one case only";
    return "the words leave open what they limit";
}

} // namespace

std::vector<untaken_limit> untaken_limits(const type& of, std::string_view description) {
    const wording in(description);
    const auto statements = statements_in(in, subject_of(of));
    const auto rules = mine_rules(of, description);
    std::map<std::size_t, untaken_limit> found; // by the first word of the sentence
    std::vector<std::size_t> heard;             // sentences that a statement was taken from
    for (const auto& each : statements) {
        const auto word = std::min(each.word, in.words.empty() ? 0 : in.words.size() - 1);
        const auto sentence = in.sentence_begin(word);
        heard.push_back(sentence);
        const bool taken = std::ranges::any_of(rules, [&](const rule& one) { return kind_of(one) == each.kind; });
        if (const auto why = why_not(each); !taken && !why.empty())
            found.try_emplace(sentence, untaken_limit{sentence_at(in, word), why, each.kind == statement::conditional});
    }
    for (std::size_t i = 0; i < in.size(); ++i)
        if (const auto limit = bound_at(in, i)) {
            const auto sentence = in.sentence_begin(i);
            if (std::ranges::find(heard, sentence) == heard.end() && !is_plain_stretch(in, *limit))
                found.try_emplace(sentence, untaken_limit{sentence_at(in, i), why_left(in, i)});
            i = limit->next - 1;
        }
    std::vector<untaken_limit> all;
    for (auto& [_, each] : found)
        all.push_back(std::move(each));
    return all;
}

std::string sentence_behind(const rule& found, const type& of, std::string_view description) {
    const wording in(description);
    for (const auto& each : statements_in(in, subject_of(of)))
        if (each.kind == kind_of(found) && each.word < in.words.size())
            return sentence_at(in, each.word);
    return {};
}

} // namespace bindery::codegen

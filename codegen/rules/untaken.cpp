#include "rules/untaken.hpp"

#include "rules/context.hpp"
#include "rules/mine.hpp"
#include "text/scan.hpp"

#include <algorithm>
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
    const auto broken = [](const std::optional<double>& bound) {
        return bound && *bound != static_cast<double>(static_cast<std::int64_t>(*bound));
    };
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

/// Words that limit something, each with the number.
std::vector<phrase_match> mentions(const wording& in) {
    return find_all(in, {"up to #",         "at most #",      "no more than #", "not more than #", "a maximum of #",
                         "maximum of #",    "maximum is|: #", "max|min : #",    "cannot exceed #", "not exceed #",
                         "not exceeding #", "limited to #",   "limit is|: #",   "less than #",     "fewer than #",
                         "greater than #",  "more than #",    "at least #",     "no less than #",  "minimum is|: #",
                         "between # and #", "from # to #",    "range : #",      "range is? #",     "[ # , # ]",
                         "最多 #",          "最大 为? #",     "最小 为? #",     "至少 #",          "不超过 #",
                         "不能超过 #",      "不少于 #",       "不小于 #",       "上限 为? #",      "长度 为? #"});
}

/// Why the words around a limit kept it from being taken.
std::string why_left(const wording& in, std::size_t at) {
    const auto begin = in.sentence_begin(at);
    const auto end = in.sentence_end(at);
    if (holds_any(in, begin, end,
                  {"recommend", "recommended", "suggest", "suggested", "preferably", "usually", "generally",
                   "approximately", "about"}) ||
        find_phrase(in, "建议", begin).value_or(phrase_match{{}, {}, {}, end, 0}).first < end)
        return "it is advice";
    if (holds_any(in, begin, end, {"example", "e.g", "instance"}))
        return "it is an example";
    if (is_conditional(in, at))
        return "it holds in one case only";
    if (is_about_parts(in, at))
        return "it is about a part of the value";
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
    for (const auto& each : mentions(in)) {
        const auto sentence = in.sentence_begin(each.first);
        if (std::ranges::find(heard, sentence) == heard.end())
            found.try_emplace(sentence, untaken_limit{sentence_at(in, each.first), why_left(in, each.first)});
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

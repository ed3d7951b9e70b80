#include "rules/mine.hpp"

#include "rules/bounds.hpp"
#include "rules/context.hpp"
#include "rules/readers.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

namespace bindery::codegen {
namespace {

std::optional<std::int64_t> whole(const std::optional<double>& of) {
    if (!of || *of != std::floor(*of) || std::abs(*of) > 9e15)
        return std::nullopt;
    return static_cast<std::int64_t>(*of);
}

/// Bounds of whole numbers that are both inclusive; nothing when they cannot be told so.
std::optional<bounds> whole_bounds(const limits& of, bool counts) {
    bounds found{whole(of.min), whole(of.max)};
    if ((of.min && !found.min) || (of.max && !found.max) || ((of.exclusive_min || of.exclusive_max) && !counts))
        return std::nullopt;
    if (of.exclusive_min)
        ++*found.min;
    if (of.exclusive_max)
        --*found.max;
    return found;
}

/// "1-7, 1 = Monday, 7 = Sunday": the values are the ends of a stretch.
bool are_ends(const wording& said, const std::vector<std::string>& values) {
    for (std::size_t i = 0; i < said.size(); ++i)
        if (const auto stretch = stretch_at(said, i);
            stretch && *stretch->max - *stretch->min >= static_cast<double>(values.size())) {
            const bool bracket = !said.words[i].value;
            if (said.text_at(i + bracket) == values.front() &&
                said.text_at(stretch->next - 1 - bracket) == values.back())
                return true;
        }
    return false;
}

/// Whether a range says no more than the list of all whole numbers in it.
bool is_within(const statement& range, const statement& choice) {
    return range.min && range.max && !range.exclusive_min && !range.exclusive_max &&
           *range.max - *range.min + 1 == static_cast<double>(choice.values.size());
}

std::string sentence_at(const wording& in, std::size_t word) {
    return std::string(trimmed(in.said(in.sentence_begin(word), in.sentence_end(word))));
}

/// Why a statement is no rule of the member's type; of those that always make one, nothing.
std::string_view why_not(const statement& of) {
    constexpr std::string_view reasons[] = {"it counts characters, and the member is no text",
                                            "it bounds a number, and the member is none",
                                            "a type holds to one range, and these are several",
                                            "the values are not those of the member itself",
                                            "it counts elements, and the member is no list",
                                            "",
                                            "",
                                            "",
                                            "",
                                            "how long a value is remembered is not told",
                                            "a type does not hold to a set of characters",
                                            "whether it is required depends on other members"};
    if (of.kind == statement::range && ((of.min && !whole(of.min)) || (of.max && !whole(of.max))))
        return "a bound is no whole number";
    if (of.kind == statement::range && (of.exclusive_min || of.exclusive_max))
        return "a bound itself is not allowed";
    return reasons[of.kind];
}

/// "2024-01", "1-2": numbers that nothing announces as a limit.
bool is_plain_stretch(const wording& in, const bound& of) {
    return of.is_stretch && !in.is(of.first, {"["}) &&
           !phrases<"range">.find(in, in.sentence_begin(of.first), of.first);
}

/// Why the words around a limit kept it from being taken.
std::string_view why_left(const wording& in, std::size_t at) {
    return is_soft(in, at)          ? "it is advice, a habit or an example"
           : is_conditional(in, at) ? "it holds in one case only"
                                    : "the words leave open what they limit";
}

} // namespace

subject subject_of(const type& of) {
    subject found;
    found.is_list = of.lists > 0;
    found.is_text = of.kind == type_kind::text || of.kind == type_kind::timestamp;
    found.is_whole = of.kind == type_kind::integer || of.kind == type_kind::unsigned_integer;
    found.is_number = found.is_whole || of.kind == type_kind::number;
    found.is_boolean = of.kind == type_kind::boolean;
    return found;
}

std::optional<rule> rule_of(const statement& from, const type& of) {
    const auto what = subject_of(of);
    const bool is_one = from.each || !what.is_list;
    const auto within = whole_bounds(from, from.kind != statement::range || what.is_whole);
    switch (from.kind) {
    case statement::length:
        if (within && what.is_text && is_one)
            return rule{length_rule{*within, from.bytes ? length_unit::bytes : length_unit::characters}, from.each};
        break;
    case statement::range:
        if (within && what.is_number)
            return rule{range_rule{*within}, what.is_list};
        break;
    case statement::items:
        if (within && what.is_list)
            return rule{items_rule{*within}};
        break;
    case statement::one_of:
        if (is_one && of.lists <= 1 && (what.is_text || what.is_whole))
            return rule{one_of_rule{from.values}, from.each};
        break;
    case statement::default_value:
        if (!what.is_list && of.kind != type_kind::structure)
            return rule{default_rule{from.value}};
        break;
    case statement::deprecated:
        return rule{deprecated_rule{}};
    case statement::nullable:
        return rule{nullable_rule{}};
    case statement::unit:
        return rule{unit_rule{from.value}};
    case statement::dedup:
        if (from.window_minutes > 0)
            return rule{dedup_rule{from.window_minutes * 60}};
        break;
    default: // no type holds to it
        break;
    }
    return std::nullopt;
}

std::vector<statement> statements_in(const wording& said, const subject& of) {
    auto found = limits_in(said, of);
    auto choice = choice_in(said, of);
    if (choice && are_ends(said, choice->values))
        choice.reset();
    if (auto fallback = default_in(said, of, choice))
        found.push_back(std::move(*fallback));
    // Values explained beside a range, "0: transparent; 1: opaque", are its ends and not all there is.
    const auto range = std::ranges::find(found, statement::range, &statement::kind);
    if (choice && range != found.end()) {
        if (is_within(*range, *choice) && of.is_whole)
            found.erase(range);
        else
            choice.reset();
    }
    if (choice) {
        std::erase_if(found, [](const statement& each) { return each.kind == statement::range_set; });
        found.push_back(std::move(*choice));
    }
    std::ranges::move(remarks_in(said, of), std::back_inserter(found));
    // What stands behind the words that make the text one of several fields limits those.
    if (const auto fields = of.is_text ? phrases<"text of fields">.find(said) : std::nullopt)
        std::erase_if(found, [&](const statement& each) {
            return each.kind <= statement::unit && each.kind != statement::items && each.word >= fields->first;
        });
    std::ranges::stable_sort(found, {}, &statement::kind);
    return found;
}

std::vector<rule> mine_rules(const type& of, std::string_view description, place at) {
    const wording said(description);
    std::vector<rule> rules;
    for (const auto& each : statements_in(said, subject_of(of)))
        if (auto found = rule_of(each, of)) {
            const auto before = description.substr(0, said.words[each.word].at);
            found->at = {at.line + static_cast<int>(std::ranges::count(before, '\n')), 1};
            rules.push_back(std::move(*found));
        }
    return rules;
}

std::vector<untaken_limit> untaken_limits(const type& of, std::string_view description) {
    const wording in(description);
    std::map<std::size_t, untaken_limit> found; // by the first word of the sentence
    std::set<std::size_t> heard;                // sentences that a statement was taken from
    for (const auto& each : statements_in(in, subject_of(of))) {
        const auto sentence = in.sentence_begin(each.word);
        heard.insert(sentence);
        if (const auto why = why_not(each); !why.empty() && !rule_of(each, of))
            found.try_emplace(sentence, untaken_limit{sentence_at(in, each.word), std::string(why),
                                                      each.kind == statement::conditional});
    }
    for (std::size_t i = 0; i < in.size(); ++i)
        if (const auto limit = bound_at(in, i)) {
            const auto sentence = in.sentence_begin(i);
            if (!heard.contains(sentence) && !is_plain_stretch(in, *limit))
                found.try_emplace(sentence, untaken_limit{sentence_at(in, i), std::string(why_left(in, i))});
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
        if (const auto made = rule_of(each, of); made && made->what.index() == found.what.index())
            return sentence_at(in, each.word);
    return {};
}

} // namespace bindery::codegen

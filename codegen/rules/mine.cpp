#include "rules/mine.hpp"

#include "rules/bounds.hpp"
#include "rules/readers.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <variant>

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

/// The rule that a type can hold a member to, or why the statement makes none; where nothing is lost by that, nothing.
std::variant<rule, std::string_view> rule_of(const statement& from, const type& of) {
    const auto what = subject_of(of);
    const bool is_one = from.each || !what.is_list;
    const auto within = whole_bounds(from, from.kind != statement::range || what.is_whole);
    switch (from.kind) {
    case statement::length:
        if (within && what.is_text && is_one)
            return rule{length_rule{*within, from.bytes ? length_unit::bytes : length_unit::characters}, from.each};
        return "it counts characters, and the member is no text";
    case statement::range:
        if (within && what.is_number)
            return rule{range_rule{*within}, what.is_list};
        return (from.min && !whole(from.min)) || (from.max && !whole(from.max)) ? "a bound is no whole number"
               : from.exclusive_min || from.exclusive_max                       ? "a bound itself is not allowed"
                                                          : "it bounds a number, and the member is none";
    case statement::range_set:
        return "a type holds to one range, and these are several";
    case statement::one_of:
        if (is_one && of.lists <= 1 && (what.is_text || what.is_whole))
            return rule{one_of_rule{from.values}, from.each};
        return "the values are not those of the member itself";
    case statement::items:
        if (within && what.is_list)
            return rule{items_rule{*within}};
        return "it counts elements, and the member is no list";
    case statement::unit:
        return rule{unit_rule{from.values.front()}};
    case statement::default_value:
        if (!what.is_list && of.kind != type_kind::structure)
            return rule{default_rule{from.values.front()}};
        return "";
    case statement::nullable:
        return rule{nullable_rule{}};
    case statement::deprecated:
        return rule{deprecated_rule{}};
    case statement::dedup:
        if (from.window_minutes > 0)
            return rule{dedup_rule{from.window_minutes * 60}};
        return "how long a value is remembered is not told";
    case statement::charset:
        return "a type does not hold to a set of characters";
    default:
        return "whether it is required depends on other members";
    }
}

} // namespace

subject subject_of(const type& of) {
    const bool is_whole = of.kind == type_kind::integer || of.kind == type_kind::unsigned_integer;
    return {.is_text = of.kind == type_kind::text || of.kind == type_kind::timestamp,
            .is_number = is_whole || of.kind == type_kind::number,
            .is_whole = is_whole,
            .is_boolean = of.kind == type_kind::boolean,
            .is_list = of.lists > 0};
}

std::vector<statement> statements_in(const described& in) {
    auto found = limits_in(in);
    auto choice = choice_in(in);
    if (choice && are_ends(in, choice->values))
        choice.reset();
    if (auto fallback = default_in(in, choice))
        found.push_back(std::move(*fallback));
    // Values explained beside a range, "0: transparent; 1: opaque", are its ends and not all there is.
    const auto range = std::ranges::find(found, statement::range, &statement::kind);
    if (choice && range != found.end()) {
        if (is_within(*range, *choice) && in.of.is_whole)
            found.erase(range);
        else
            choice.reset();
    }
    if (choice) {
        std::erase_if(found, [](const statement& each) { return each.kind == statement::range_set; });
        found.push_back(std::move(*choice));
    }
    std::ranges::move(remarks_in(in), std::back_inserter(found));
    // What stands behind the words that make the text one of several fields limits those.
    if (const auto fields = in.of.is_text ? phrases<"text of fields">.find(in) : std::nullopt)
        std::erase_if(found, [&](const statement& each) {
            return each.kind <= statement::unit && each.kind != statement::items && each.word >= fields->first;
        });
    std::ranges::stable_sort(found, {}, &statement::kind);
    return found;
}

std::vector<rule> mine_rules(const type& of, std::string_view description, place at) {
    const described in{wording(description), subject_of(of)};
    std::vector<rule> rules;
    for (const auto& each : statements_in(in))
        if (auto made = rule_of(each, of); auto* const found = std::get_if<rule>(&made)) {
            const auto before = description.substr(0, in.words[each.word].at);
            found->at = {at.line + static_cast<int>(std::ranges::count(before, '\n')), 1};
            rules.push_back(std::move(*found));
        }
    return rules;
}

std::vector<untaken_limit> untaken_limits(const type& of, std::string_view description) {
    const described in{wording(description), subject_of(of)};
    std::map<std::size_t, untaken_limit> found; // by the first word of the sentence; without a reason, all was taken
    for (const auto& each : statements_in(in)) {
        auto& left = found[in.sentence_begin(each.word)];
        const auto made = rule_of(each, of);
        if (const auto* const why = std::get_if<std::string_view>(&made); why && left.why.empty())
            left = {sentence_at(in, each.word), std::string(*why), each.kind == statement::conditional};
    }
    for (std::size_t i = 0; i < in.size(); ++i)
        if (const auto limit = bound_at(in, i)) {
            const auto sentence = in.sentence_begin(i);
            // "2024-01", "1-2": numbers that nothing announces as a limit.
            const auto is_plain = [&] {
                return limit->is_stretch && !in.is(i, {"["}) && !phrases<"range">.find(in, sentence, i);
            };
            if (!found.contains(sentence) && !is_plain())
                found[sentence] = {sentence_at(in, i), is_soft(in, i) ? "it is advice, a habit or an example"
                                                       : is_conditional(in, i)
                                                           ? "it holds in one case only"
                                                           : "the words leave open what they limit"};
            i = limit->next - 1;
        }
    std::vector<untaken_limit> all;
    for (auto& [_, each] : found)
        if (!each.why.empty())
            all.push_back(std::move(each));
    return all;
}

std::string sentence_behind(const rule& found, const type& of, std::string_view description) {
    const described in{wording(description), subject_of(of)};
    for (const auto& each : statements_in(in))
        if (const auto made = rule_of(each, of);
            made.index() == 0 && std::get<0>(made).what.index() == found.what.index())
            return sentence_at(in, each.word);
    return {};
}

} // namespace bindery::codegen

#include "rules/mine.hpp"

#include "rules/bounds.hpp"
#include "rules/choice.hpp"
#include "rules/clause.hpp"
#include "rules/fallback.hpp"
#include "rules/phrase.hpp"
#include "rules/remarks.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

namespace bindery::codegen {
namespace {

std::optional<std::int64_t> whole(const std::optional<double>& of) {
    if (!of || *of != std::floor(*of) || std::abs(*of) > 9e15)
        return std::nullopt;
    return static_cast<std::int64_t>(*of);
}

/// Bounds of whole numbers that are both inclusive; nothing when they cannot be told so.
std::optional<bounds> whole_bounds(const statement& of, bool counts) {
    bounds found{whole(of.min), whole(of.max)};
    if ((of.min && !found.min) || (of.max && !found.max))
        return std::nullopt;
    if ((of.exclusive_min || of.exclusive_max) && !counts)
        return std::nullopt;
    if (of.exclusive_min)
        ++*found.min;
    if (of.exclusive_max)
        --*found.max;
    return found;
}

/// The rule that a type can hold a member to, if the statement makes one.
std::optional<rule> rule_of(const statement& from, const type& of, const subject& what) {
    const bool text = of.kind == type_kind::text || of.kind == type_kind::timestamp;
    switch (from.kind) {
    case statement::length:
        if (const auto found = whole_bounds(from, true); found && text && (from.each || of.lists == 0))
            return rule{length_rule{*found, from.bytes ? length_unit::bytes : length_unit::characters}, from.each};
        return std::nullopt;
    case statement::range:
        if (const auto found = whole_bounds(from, what.is_whole); found && what.is_number)
            return rule{range_rule{*found}, of.lists > 0};
        return std::nullopt;
    case statement::items:
        if (const auto found = whole_bounds(from, true); found && of.lists > 0)
            return rule{items_rule{*found}};
        return std::nullopt;
    case statement::one_of:
        if ((from.each || of.lists == 0) && of.lists <= 1 && (text || what.is_whole))
            return rule{one_of_rule{from.values}, from.each};
        return std::nullopt;
    case statement::default_value:
        if (of.lists == 0 && of.kind != type_kind::structure)
            return rule{default_rule{from.value}};
        return std::nullopt;
    case statement::deprecated:
        return rule{deprecated_rule{}};
    case statement::nullable:
        return rule{nullable_rule{}};
    case statement::unit:
        return rule{unit_rule{from.value}};
    case statement::dedup:
        if (from.window_minutes > 0)
            return rule{dedup_rule{from.window_minutes * 60}};
        return std::nullopt;
    case statement::range_set:
    case statement::charset:
    case statement::conditional:
        break;
    }
    return std::nullopt;
}

bool is_limit(const statement& of) {
    return of.kind == statement::length || of.kind == statement::range || of.kind == statement::range_set ||
           of.kind == statement::one_of || of.kind == statement::unit;
}

/// "1-7, 1 = Monday, 7 = Sunday": the values are the ends of a stretch.
bool are_ends(const wording& said, const statement& choice) {
    std::vector<double> values;
    for (const auto& each : choice.values) {
        double value = 0;
        if (std::from_chars(each.data(), each.data() + each.size(), value).ec != std::errc{})
            return false;
        values.push_back(value);
    }
    const auto [low, high] = std::ranges::minmax(values);
    if (high - low < static_cast<double>(values.size()))
        return false;
    for (std::size_t i = 0; i < said.size(); ++i)
        if (const auto stretch = interval_at(said, i); stretch && stretch->low == low && stretch->high == high)
            return true;
    return false;
}

/// Whether a range says no more than the list of all whole numbers in it.
bool is_within(const statement& range, const statement& choice) {
    return range.min && range.max && !range.exclusive_min && !range.exclusive_max &&
           *range.max - *range.min + 1 == static_cast<double>(choice.values.size());
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

std::vector<statement> statements_in(const wording& said, const subject& of) {
    auto found = bounds_in(said, of);
    auto choice = choice_in(said, of);
    if (choice && are_ends(said, *choice))
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
    if (const auto fields = of.is_text ? phrases("text of fields").find(said) : std::nullopt)
        std::erase_if(found, [&](const statement& each) { return is_limit(each) && each.word >= fields->first; });
    constexpr statement::kind_of order[] = {statement::length,        statement::range,    statement::range_set,
                                            statement::one_of,        statement::items,    statement::unit,
                                            statement::default_value, statement::nullable, statement::deprecated,
                                            statement::dedup,         statement::charset,  statement::conditional};
    std::ranges::stable_sort(found, {}, [&](const statement& each) { return std::ranges::find(order, each.kind); });
    return found;
}

std::vector<rule> mine_rules(const type& of, std::string_view description, place at) {
    const wording said(description);
    const auto what = subject_of(of);
    std::vector<rule> rules;
    for (const auto& each : statements_in(said, what))
        if (auto found = rule_of(each, of, what)) {
            const auto offset = std::min(
                said.words.empty() ? 0 : said.words[std::min(each.word, said.words.size() - 1)].at, description.size());
            found->at = {at.line + static_cast<int>(std::ranges::count(description.substr(0, offset), '\n')), 1};
            rules.push_back(std::move(*found));
        }
    return rules;
}

} // namespace bindery::codegen

#include "rules/mine.hpp"

#include "rules/context.hpp"

#include <algorithm>
#include <cmath>

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
    static constexpr mined::miner all[] = {mined::length, mined::range,         mined::one_of,     mined::items,
                                           mined::unit,   mined::default_value, mined::nullable,   mined::deprecated,
                                           mined::dedup,  mined::charset,       mined::conditional};
    std::vector<statement> found;
    for (const auto mine : all)
        if (auto each = mine(said, of))
            found.push_back(std::move(*each));
    // What is advised, common or an example limits nothing; what another thing is limited to is no rule of this one.
    std::erase_if(found, [&](const statement& each) {
        switch (each.kind) {
        case statement::length:
        case statement::range:
        case statement::range_set:
        case statement::items:
            return is_soft(said, each.word) || has_other_subject(said, each.word);
        case statement::one_of:
            return is_soft(said, each.word);
        default:
            return false;
        }
    });
    // Values explained beside a range, "0: transparent; 1: opaque", are its ends and not all there is.
    const auto has = [&](statement::kind_of kind) { return std::ranges::count(found, kind, &statement::kind) > 0; };
    if (has(statement::range) && of.is_number && !of.is_whole)
        std::erase_if(found, [](const statement& each) { return each.kind == statement::one_of; });
    else if (has(statement::one_of))
        std::erase_if(found, [](const statement& each) { return each.kind == statement::range_set; });
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

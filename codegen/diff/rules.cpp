#include "diff/compare.hpp"
#include "diff/texts.hpp"

#include <algorithm>
#include <iterator>

namespace bindery::codegen {
namespace {

std::string text_of(const bounds& of, std::string_view unit) {
    if (!of.min && !of.max)
        return "not limited";
    const auto counted = unit.empty() ? std::string{} : ' ' + std::string(unit);
    if (!of.max)
        return "at least " + std::to_string(*of.min) + counted;
    if (!of.min)
        return "at most " + std::to_string(*of.max) + counted;
    return std::to_string(*of.min) + " to " + std::to_string(*of.max) + counted;
}

/// Whether values that were allowed are so no longer.
bool is_tighter(const bounds& before, const bounds& after) {
    return (after.min && (!before.min || *after.min > *before.min)) ||
           (after.max && (!before.max || *after.max < *before.max));
}

/// The rule of a kind, for the list itself or for its elements. One that is relaxed refuses nothing.
template <class Kind>
const Kind* find(const std::vector<rule>& rules, bool each) {
    for (const auto& one : rules)
        if (const auto* found = std::get_if<Kind>(&one.what); found && one.each == each && !one.relaxed)
            return found;
    return nullptr;
}

struct rule_comparison {
    change_list& into;
    const std::string& subject;
    const member& was;
    const member& is;
    direction way;
    both_texts texts{was, is};
    weight strict = way == direction::received ? weight::compatible : weight::breaking;
    /// Metadata that describe a member and those that do not are no two states of one source.
    bool alike = into.alike() && was.document.empty() == is.document.empty();

    void run() {
        for (const bool each : {false, true}) {
            limits<length_rule>(each, each ? "the length of each element" : "the length");
            limits<range_rule>(each, each ? "the range of each element" : "the range");
            limits<items_rule>(each, "the number of elements");
            values(each);
        }
        usual();
        disuse();
        null();
        unit();
        window();
    }

    void tell(weight how, std::string kind, std::string message) {
        into.say(how, std::move(kind), subject, std::move(message), was.where, is.where);
    }

    /// Whether there is something to compare: a rule on both sides, or silence that means something.
    template <class Kind>
    bool differs(const Kind* before, const Kind* after) const {
        if (alike ? !before && !after : !before || !after)
            return false;
        return !(before && after && *before == *after) && !texts.still_said(before, after);
    }

    static std::optional<std::string> written(const std::optional<std::int64_t>& bound) {
        return bound ? std::optional(std::to_string(*bound)) : std::nullopt;
    }

    template <class Kind>
    void limits(bool each, const std::string& name) {
        const auto* before = find<Kind>(was.rules, each);
        const auto* after = find<Kind>(is.rules, each);
        if (!differs(before, after))
            return;
        const auto bounds_of = [](const Kind* of) { return of ? of->of : bounds{}; };
        const auto gave_way = [&](std::optional<std::int64_t> bounds::*bound) {
            const auto old = written(bounds_of(before).*bound);
            const auto now = written(bounds_of(after).*bound);
            return old != now && texts.gave_way(old, now);
        };
        if (bounds_of(before) != bounds_of(after) && !gave_way(&bounds::min) && !gave_way(&bounds::max))
            return;
        bool tighter = is_tighter(bounds_of(before), bounds_of(after));
        const auto unit = [](const Kind* of) -> std::string_view {
            if constexpr (std::is_same_v<Kind, length_rule>)
                return of && of->unit == length_unit::bytes ? "bytes" : "characters";
            return "";
        };
        // A character may take several bytes.
        if (before && after && unit(before) != unit(after))
            tighter = tighter || unit(after) == "bytes";
        tell(tighter ? strict : weight::compatible, tighter ? "limit-tightened" : "limit-loosened",
             name + " is " + text_of(bounds_of(after), unit(after)) + ", was " +
                 text_of(bounds_of(before), unit(before)));
    }

    void values(bool each) {
        const auto* before = find<one_of_rule>(was.rules, each);
        const auto* after = find<one_of_rule>(is.rules, each);
        if (alike ? !before && !after : !before || !after)
            return;
        // A list that one text has and that was not understood holds those values that the text mentions.
        const auto listed = [](const one_of_rule* of, const one_of_rule* other, auto is_mentioned) {
            if (of)
                return of->values;
            std::vector<std::string> values;
            std::ranges::copy_if(other->values, std::back_inserter(values), is_mentioned);
            return values.size() > 1 || values.size() == other->values.size() ? values : std::vector<std::string>{};
        };
        const auto old = listed(before, after, [&](const std::string& one) { return texts.was_mentioned(one); });
        const auto now = listed(after, before, [&](const std::string& one) { return texts.is_mentioned(one); });
        compare_values(into, subject, old, now, way, was.where, is.where, &texts);
    }

    void usual() {
        const auto* before = find<default_rule>(was.rules, false);
        const auto* after = find<default_rule>(is.rules, false);
        const auto value = [](const default_rule* of) { return of ? std::optional(of->value) : std::nullopt; };
        if (!differs(before, after) || !texts.gave_way(value(before), value(after)))
            return;
        const auto text = [](const default_rule* of) { return of ? '`' + of->value + '`' : "not stated"; };
        // A default that is told for the first time need not be new.
        tell(before ? strict : weight::compatible, "default-changed",
             "the default is " + text(after) + ", was " + text(before));
    }

    void disuse() {
        const auto* now = find<deprecated_rule>(is.rules, false);
        if (alike && differs(find<deprecated_rule>(was.rules, false), now))
            tell(weight::compatible, now ? "became-disused" : "in-use-again",
                 now ? "is disused now" : "is in use again");
    }

    void null() {
        const auto* now = find<nullable_rule>(is.rules, false);
        if (alike && differs(find<nullable_rule>(was.rules, false), now))
            tell(weight::compatible, "null-changed", now ? "may be null now" : "is never null any more");
    }

    void unit() {
        const auto* before = find<unit_rule>(was.rules, false);
        const auto* after = find<unit_rule>(is.rules, false);
        if (before && after && differs(before, after))
            tell(weight::breaking, "unit-changed", "is in " + after->name + ", was in " + before->name);
    }

    void window() {
        const auto* before = find<dedup_rule>(was.rules, false);
        const auto* after = find<dedup_rule>(is.rules, false);
        if (!differs(before, after))
            return;
        const auto seconds = [](const dedup_rule* of) { return of ? of->seconds : 0; };
        tell(seconds(after) > seconds(before) ? strict : weight::compatible, "window-changed",
             "values are remembered for " + std::to_string(seconds(after)) + " s, not " +
                 std::to_string(seconds(before)) + " s");
    }
};

} // namespace

void compare_values(change_list& into, const std::string& subject, const std::vector<std::string>& before,
                    const std::vector<std::string>& after, direction way, const location& was, const location& is,
                    const both_texts* texts) {
    const auto strict = way == direction::received ? weight::compatible : weight::breaking;
    if (before.empty() && !after.empty())
        return into.say(strict, "values-listed", subject, "takes only listed values now", was, is);
    if (!before.empty() && after.empty())
        return into.say(weight::compatible, "values-opened", subject, "takes any value now", was, is);
    for (const auto& each : before)
        if (std::ranges::find(after, each) == after.end() && (!texts || texts->is_gone(each)))
            into.say(strict, "value-removed", subject, "`" + each + "` is no longer listed", was, is);
    for (const auto& each : after)
        if (std::ranges::find(before, each) == before.end() && (!texts || texts->is_new(each)))
            into.say(weight::compatible, "value-added", subject, "`" + each + "` is listed now", was, is);
}

void compare_rules(change_list& into, const std::string& subject, const member& before, const member& after,
                   direction way) {
    if (before.rules != after.rules)
        rule_comparison{into, subject, before, after, way}.run();
}

} // namespace bindery::codegen

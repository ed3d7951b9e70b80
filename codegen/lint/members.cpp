#include "lint/lint.hpp"
#include "rules/mine.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace bindery::codegen {
namespace {

bool is_empty(const bounds& of) {
    return of.min && of.max && *of.min > *of.max;
}

struct member_look {
    std::vector<finding>& into;
    std::string name;
    const member& of;
    bool sent;
    origin from;

    void run() {
        words();
        if (of.description_has_rules)
            limits_left_in_prose();
        else
            rules_in_prose();
        bounds_of_rules();
        listed_values();
        usual_value();
        use();
    }

    void say(std::string rule, const std::string& message) { into.push_back({of.where, std::move(rule), message}); }

    void words() {
        const auto text = trimmed(of.description);
        if (text.empty())
            return say("undescribed", name + " has no description");
        constexpr std::string_view ends = ".!?:)`\"";
        if (!of.description_has_rules && ends.find(text.back()) == std::string_view::npos &&
            !is_beyond_ascii(text.back()))
            say("no-full-stop", "the description of " + name + " does not end like a sentence");
    }

    /// A spec has a column of rules, so what its prose states beside it is lost, or says something else.
    void rules_in_prose() {
        for (const auto& each : mine_rules(of.type, of.description)) {
            const auto written =
                std::ranges::find_if(of.rules, [&](const rule& known) { return same_kind(known, each); });
            const auto sentence = codegen::quoted(sentence_behind(each, of.type, of.description));
            if (written == of.rules.end())
                say("rule-in-prose", "the description of " + name +
                                         " states a rule that the column of rules does not have: " + sentence);
            else if (written->what != each.what)
                say("limits-contradict",
                    "the description of " + name + " and its column of rules say different things: " + sentence);
        }
    }

    /// A limit that was not taken is not checked, which nobody sees.
    void limits_left_in_prose() {
        if (sent)
            for (const auto& each : untaken_limits(of.type, of.description))
                if (!each.condition)
                    say("limit-not-taken", name + " mentions a limit that is no rule, because " + each.why + ": " +
                                               codegen::quoted(each.sentence));
    }

    void bounds_of_rules() {
        const auto look = [&](const auto* rule, std::string_view what) {
            if (rule && is_empty(rule->of))
                say("limits-contradict", "no value of " + name + " has " + std::string(what) + " of " +
                                             std::to_string(*rule->of.min) + " to " + std::to_string(*rule->of.max));
        };
        look(find<length_rule>(of.rules), "a length");
        look(find<range_rule>(of.rules), "a range");
        look(find<items_rule>(of.rules), "a number of elements");
    }

    void listed_values() {
        const auto* listed = find<one_of_rule>(of.rules);
        if (!listed)
            return;
        std::set<std::string> values;
        for (const auto& each : listed->values)
            if (!values.insert(each).second)
                say("value-twice", name + " lists `" + each + "` twice");
        if (const auto* length = find<length_rule>(of.rules)) {
            const bool all_fit =
                std::ranges::all_of(values, [&](const auto& each) { return allows(length->of, code_points(each)); });
            say(all_fit ? "length-and-values" : "limits-contradict",
                name + (all_fit ? " lists its values, so its length says nothing"
                                : " lists values that its length does not allow"));
        }
        if (const auto* range = find<range_rule>(of.rules))
            for (const auto& each : values)
                if (const auto number = number_in<std::int64_t>(each); number && !allows(range->of, *number))
                    say("limits-contradict", name + " lists `" + each + "`, which its range does not allow");
    }

    void usual_value() {
        const auto* usual = find<default_rule>(of.rules);
        if (!usual)
            return;
        const auto value = '`' + usual->value + '`';
        if (of.required.value_or(false))
            say("default-required", name + " is required and has a default, which nobody can see");
        if (const auto* listed = find<one_of_rule>(of.rules);
            listed && std::ranges::find(listed->values, usual->value) == listed->values.end())
            say("default-not-listed", name + " has a default that it does not list: " + value);
        if (of.type.kind == type_kind::integer || of.type.kind == type_kind::unsigned_integer) {
            const auto number = number_in<std::int64_t>(usual->value);
            const auto* range = find<range_rule>(of.rules);
            if (!number)
                say("default-no-number", name + " is a number and has the default " + value);
            else if (range && !allows(range->of, *number))
                say("default-out-of-range", name + " has a default outside of its range: " + value);
        }
        if (const auto* length = find<length_rule>(of.rules);
            length && of.type.kind == type_kind::text && !allows(length->of, code_points(usual->value)))
            say("default-out-of-range", name + " has a default that is too short or too long: " + value);
    }

    void use() {
        if (find<deprecated_rule>(of.rules) && of.required.value_or(false) && sent)
            say("disused-required", name + " is disused and required");
        if (!sent && find<dedup_rule>(of.rules))
            say("window-in-answer", name + " is of an answer, which is never refused");
        if (of.type.kind == type_kind::text && of.type.words.empty() && from != origin::metadata)
            say("no-type", "no table says of which type " + name + " is");
    }
};

} // namespace

void look_at_members(std::vector<finding>& into, const std::string& owner, const std::vector<member>& members,
                     bool sent, origin from) {
    std::map<std::string, const member*> known;
    for (const auto& each : members) {
        if (each.common)
            continue;
        const auto name = owner + '.' + each.name;
        if (const auto [twin, is_new] = known.emplace(lowered(each.name), &each); !is_new)
            into.push_back({each.where, "names-alike", name + " differs from " + twin->second->name + " by case only"});
        member_look{into, name, each, sent, from}.run();
    }
}

} // namespace bindery::codegen

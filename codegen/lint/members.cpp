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

class member_look {
public:
    member_look(std::vector<finding>& into, std::string name, const member& of, bool sent, origin from)
        : into_(into), name_(std::move(name)), of_(of), sent_(sent), from_(from) {}

    void run() {
        words();
        if (of_.description_has_rules)
            limits_left_in_prose();
        else
            rules_in_prose();
        bounds_of_rules();
        listed_values();
        usual_value();
        use();
    }

private:
    void say(std::string rule, const std::string& message) { into_.push_back({of_.where, std::move(rule), message}); }

    void words() {
        const auto text = trimmed(of_.description);
        if (text.empty())
            return say("undescribed", name_ + " has no description");
        constexpr std::string_view ends = ".!?:)`\"";
        if (!of_.description_has_rules && ends.find(text.back()) == std::string_view::npos &&
            static_cast<unsigned char>(text.back()) < 0x80)
            say("no-full-stop", "the description of " + name_ + " does not end like a sentence");
    }

    /// A spec has a column of rules, so what its prose states beside it is lost, or says something else.
    void rules_in_prose() {
        for (const auto& each : mine_rules(of_.type, of_.description)) {
            const auto written =
                std::ranges::find_if(of_.rules, [&](const rule& known) { return same_kind(known, each); });
            const auto sentence = codegen::quoted(sentence_behind(each, of_.type, of_.description));
            if (written == of_.rules.end())
                say("rule-in-prose", "the description of " + name_ +
                                         " states a rule that the column of rules does not have: " + sentence);
            else if (written->what != each.what)
                say("limits-contradict",
                    "the description of " + name_ + " and its column of rules say different things: " + sentence);
        }
    }

    /// A limit that was not taken is not checked, which nobody sees.
    void limits_left_in_prose() {
        if (sent_)
            for (const auto& each : untaken_limits(of_.type, of_.description))
                if (!each.condition)
                    say("limit-not-taken", name_ + " mentions a limit that is no rule, because " + each.why + ": " +
                                               codegen::quoted(each.sentence));
    }

    void bounds_of_rules() {
        const auto look = [&](const auto* rule, std::string_view what) {
            if (rule && is_empty(rule->of))
                say("limits-contradict", "no value of " + name_ + " has " + std::string(what) + " of " +
                                             std::to_string(*rule->of.min) + " to " + std::to_string(*rule->of.max));
        };
        look(find<length_rule>(of_.rules), "a length");
        look(find<range_rule>(of_.rules), "a range");
        look(find<items_rule>(of_.rules), "a number of elements");
    }

    void listed_values() {
        const auto* listed = find<one_of_rule>(of_.rules);
        if (!listed)
            return;
        std::set<std::string> values;
        for (const auto& each : listed->values)
            if (!values.insert(each).second)
                say("value-twice", name_ + " lists `" + each + "` twice");
        if (const auto* length = find<length_rule>(of_.rules)) {
            const bool all_fit =
                std::ranges::all_of(values, [&](const auto& each) { return allows(length->of, code_points(each)); });
            say(all_fit ? "length-and-values" : "limits-contradict",
                name_ + (all_fit ? " lists its values, so its length says nothing"
                                 : " lists values that its length does not allow"));
        }
        if (const auto* range = find<range_rule>(of_.rules))
            for (const auto& each : values)
                if (const auto number = number_in<std::int64_t>(each); number && !allows(range->of, *number))
                    say("limits-contradict", name_ + " lists `" + each + "`, which its range does not allow");
    }

    void usual_value() {
        const auto* usual = find<default_rule>(of_.rules);
        if (!usual)
            return;
        const auto value = '`' + usual->value + '`';
        if (of_.required.value_or(false))
            say("default-required", name_ + " is required and has a default, which nobody can see");
        if (const auto* listed = find<one_of_rule>(of_.rules);
            listed && std::ranges::find(listed->values, usual->value) == listed->values.end())
            say("default-not-listed", name_ + " has a default that it does not list: " + value);
        if (of_.type.kind == type_kind::integer || of_.type.kind == type_kind::unsigned_integer) {
            const auto number = number_in<std::int64_t>(usual->value);
            const auto* range = find<range_rule>(of_.rules);
            if (!number)
                say("default-no-number", name_ + " is a number and has the default " + value);
            else if (range && !allows(range->of, *number))
                say("default-out-of-range", name_ + " has a default outside of its range: " + value);
        }
        if (const auto* length = find<length_rule>(of_.rules);
            length && of_.type.kind == type_kind::text && !allows(length->of, code_points(usual->value)))
            say("default-out-of-range", name_ + " has a default that is too short or too long: " + value);
    }

    void use() {
        if (find<deprecated_rule>(of_.rules) && of_.required.value_or(false) && sent_)
            say("disused-required", name_ + " is disused and required");
        if (!sent_ && find<dedup_rule>(of_.rules))
            say("window-in-answer", name_ + " is of an answer, which is never refused");
        if (of_.type.kind == type_kind::text && of_.type.words.empty() && from_ != origin::metadata)
            say("no-type", "no table says of which type " + name_ + " is");
    }

    std::vector<finding>& into_;
    std::string name_;
    const member& of_;
    bool sent_;
    origin from_;
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
        member_look(into, name, each, sent, from).run();
    }
}

} // namespace bindery::codegen

#include "emit/spelling.hpp"

#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

std::string spell_bound(const std::optional<std::int64_t>& bound, std::string_view otherwise) {
    return bound ? std::to_string(*bound) : std::string(otherwise);
}

term spell_bounds(std::string_view name, const bounds& of, std::string_view lowest) {
    return {std::string(name), '<', {{spell_bound(of.min, lowest)}, {spell_bound(of.max, "no_maximum")}}};
}

/// The rules that are template arguments, in one order whatever order the page has them in.
std::vector<term> spell_rules(const std::vector<rule>& rules, bool of_elements) {
    std::vector<term> terms;
    for (const auto& each : rules) {
        if (each.each != of_elements || each.relaxed)
            continue;
        if (const auto* length = std::get_if<length_rule>(&each.what))
            terms.push_back(spell_bounds(length->unit == length_unit::bytes ? "bytes" : "length", length->of, "0"));
        else if (const auto* range = std::get_if<range_rule>(&each.what))
            terms.push_back(spell_bounds("range", range->of, "no_minimum"));
        else if (const auto* items = std::get_if<items_rule>(&each.what))
            terms.push_back(spell_bounds("items", items->of, "0"));
        else if (const auto* listed = std::get_if<one_of_rule>(&each.what)) {
            term values{"one_of", '<', {}};
            for (const auto& value : listed->values)
                values.arguments.push_back({literal(value)});
            terms.push_back(std::move(values));
        }
    }
    std::ranges::stable_sort(terms, {}, &term::words);
    return terms;
}

std::string spell_structure(const std::string& name, const scope& where) {
    const auto identifier = where.names.structure(name);
    return where.members.contains(identifier) ? where.version + "::" + identifier : identifier;
}

term spell_element(const type& of, std::vector<term> rules, const scope& where) {
    constexpr const char* names[] = {"text", "integer", "unsigned_integer", "number", "boolean", "timestamp"};
    if (of.kind == type_kind::boolean || of.kind == type_kind::timestamp)
        return {names[static_cast<std::size_t>(of.kind)]};
    if (of.kind != type_kind::structure)
        return {names[static_cast<std::size_t>(of.kind)], '<', std::move(rules)};
    term name{spell_structure(of.structure, where)};
    if (where.graph && where.graph->leads_back(where.owner, of))
        return {"indirect", '<', {std::move(name)}};
    return name;
}

/// "at most 50", "1 to 64", "at least 1", "36".
std::string in_words(const bounds& of) {
    if (of.min && of.max)
        return *of.min == *of.max ? std::to_string(*of.min)
                                  : std::to_string(*of.min) + " to " + std::to_string(*of.max);
    return of.max ? "at most " + std::to_string(*of.max) : "at least " + std::to_string(of.min.value_or(0));
}

/// "`A`, `B`".
std::string in_words(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& each : values)
        text += (text.empty() ? "`" : ", `") + each + '`';
    return text;
}

std::string span_in_words(std::int64_t seconds) {
    for (const auto& [size, name] : {std::pair{86400, "day"}, {3600, "hour"}, {60, "minute"}})
        if (seconds % size == 0)
            return std::to_string(seconds / size) + ' ' + name + (seconds == size ? "" : "s");
    return std::to_string(seconds) + " seconds";
}

struct sentence {
    std::string operator()(const length_rule& of) const {
        return in_words(of.of) + (of.unit == length_unit::bytes ? " bytes" : " characters");
    }
    std::string operator()(const range_rule& of) const { return in_words(of.of); }
    std::string operator()(const items_rule& of) const { return in_words(of.of) + " elements"; }
    std::string operator()(const one_of_rule&) const { return {}; } // the type lists them
    std::string operator()(const default_rule& of) const { return "default: `" + of.value + '`'; }
    std::string operator()(const nullable_rule&) const { return "may be null"; }
    std::string operator()(const deprecated_rule&) const { return {}; } // said before anything else
    std::string operator()(const unit_rule& of) const { return "unit: " + of.name; }
    std::string operator()(const dedup_rule& of) const {
        return "a value seen within the last " + span_in_words(of.seconds) + " is refused, a blank one is not checked";
    }
};

} // namespace

term spell_type(const member& of, const scope& where) {
    auto spelt = spell_element(of.type, spell_rules(of.rules, of.type.lists > 0), where);
    for (int depth = of.type.lists; depth > 0; --depth) {
        term list{"list", '<', {std::move(spelt)}};
        if (depth == 1)
            std::ranges::move(spell_rules(of.rules, false), std::back_inserter(list.arguments));
        spelt = std::move(list);
    }
    return spelt;
}

std::string describe(const member& of) {
    std::string text = of.description;
    std::ranges::replace(text, '\n', ' ');
    if (!of.description_has_rules && find<deprecated_rule>(of.rules))
        text = text.empty() ? "Disused." : "Disused. " + text;
    for (const auto& each : of.rules) {
        auto said = std::visit(sentence{}, each.what);
        if (const auto* listed = std::get_if<one_of_rule>(&each.what); listed && each.relaxed)
            said = "one of " + in_words(listed->values);
        if (said.empty() || (of.description_has_rules && !each.relaxed))
            continue;
        if (each.each)
            said = "each element: " + said;
        if (each.relaxed)
            said = "not enforced: " + said;
        if (is_lower(said.front()))
            said.front() = static_cast<char>(said.front() - 'a' + 'A');
        text += (text.empty() ? "" : " ") + said + '.';
    }
    return text.empty() ? "The page does not describe it." : text;
}

std::string describe(const member& of, const rule& one) {
    static const version_names none;
    member only = of;
    only.rules = {one};
    if (is_enforced(one) && !one.relaxed)
        return flat(spell_type(only, {none, {}, {}}));
    if (std::holds_alternative<deprecated_rule>(one.what))
        return "Disused.";
    only.description.clear();
    only.description_has_rules = false;
    return describe(only);
}

std::string describe(const rate& of) {
    const std::string calls = std::to_string(of.calls) + (of.calls == 1 ? " call" : " calls");
    const auto span = span_in_words(of.seconds);
    return calls + (of.seconds == 1          ? " a second."
                    : span.starts_with("1 ") ? " a " + span.substr(2) + '.'
                                             : " in " + span + '.');
}

std::string describe(const region& of) {
    if (!of.required)
        return "Needs no region.";
    return "Needs a region" + (of.values.empty() ? "" : ": " + in_words(of.values)) + '.';
}

} // namespace bindery::codegen

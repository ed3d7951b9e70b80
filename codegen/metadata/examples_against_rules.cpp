#include "metadata/examples_against_rules.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>
#include <map>

namespace bindery::codegen {
namespace {

namespace json = boost::json;

bool within(const bounds& of, std::int64_t value) {
    return (!of.min || *of.min <= value) && (!of.max || value <= *of.max);
}

std::int64_t size_of(std::string_view text, length_unit unit) {
    if (unit == length_unit::bytes)
        return static_cast<std::int64_t>(text.size());
    return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

/// A scalar in the spelling of a query.
std::string spelt(const json::value& of) {
    const auto* text = of.if_string();
    return text ? std::string(*text) : json::serialize(of);
}

/// Whether a scalar breaks a rule. What is no scalar of the type breaks none: its type is at fault.
struct broken_by {
    const std::string& value;

    bool operator()(const length_rule& rule) const { return !within(rule.of, size_of(value, rule.unit)); }
    bool operator()(const range_rule& rule) const {
        double number = 0;
        const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), number);
        return failure == std::errc{} && end == value.data() + value.size() &&
               ((rule.of.min && number < static_cast<double>(*rule.of.min)) ||
                (rule.of.max && number > static_cast<double>(*rule.of.max)));
    }
    bool operator()(const one_of_rule& rule) const {
        return std::ranges::find(rule.values, value) == rule.values.end();
    }
    bool operator()(const auto&) const { return false; }
};

class trial {
public:
    trial(api& all, report& said) : all_(all), said_(said) {
        for (auto& each : all.structures)
            structures_.emplace(std::pair(each.of, std::string_view(each.what.name)), &each.what);
    }

    void run() {
        for (auto& each : all_.operations) {
            of_ = &each;
            for (const auto& shown : each.examples)
                if (shown.input) {
                    at_ = shown.output_at;
                    look(each.name, each.request, *shown.input);
                }
        }
    }

private:
    void look(const std::string& owner, std::vector<member>& members, const json::object& shown) {
        for (auto& each : members)
            if (const auto* value = shown.if_contains(each.name))
                look(owner, each, *value, each.type.lists);
    }

    void look(const std::string& owner, member& of, const json::value& shown, int lists) {
        if (const auto* list = shown.if_array(); list && lists > 0) {
            for (auto& each : of.rules)
                if (const auto* items = std::get_if<items_rule>(&each.what);
                    items && !within(items->of, static_cast<std::int64_t>(list->size())))
                    relax(owner, of, each, std::to_string(list->size()) + " elements");
            for (const auto& each : *list)
                look(owner, of, each, lists - 1);
        } else if (const auto* object = shown.if_object(); object && of.type.kind == type_kind::structure) {
            if (const auto found = structures_.find({of_->of, of.type.structure}); found != structures_.end())
                look(found->second->name, found->second->members, *object);
        } else if (lists == 0 && !shown.is_structured() && !shown.is_null()) {
            const auto value = spelt(shown);
            for (auto& each : of.rules)
                if (each.each == (of.type.lists > 0) && std::visit(broken_by{value}, each.what))
                    relax(owner, of, each, codegen::quoted(value));
        }
    }

    void relax(const std::string& owner, const member& of, rule& broken, const std::string& value) {
        if (broken.relaxed)
            return;
        broken.relaxed = true;
        said_.note(of.where, "requests are not held to a rule of " + owner + '.' + of.name + ": the example of " +
                                 of_->name + " in line " + std::to_string(at_.line) + " breaks it with " + value);
    }

    api& all_;
    report& said_;
    std::map<std::pair<home, std::string_view>, structure*> structures_;
    const operation* of_ = nullptr;
    place at_;
};

} // namespace

bool relax_rules_against(member& of, std::string_view example) {
    // Some are given in quotation marks.
    for (const std::string_view mark : {"\"", "\u201C", "\u201D"}) {
        while (example.starts_with(mark))
            example.remove_prefix(mark.size());
        while (example.ends_with(mark))
            example.remove_suffix(mark.size());
    }
    if (example.empty() || of.type.lists > 0 || of.type.kind == type_kind::structure)
        return false;
    const std::string value(example);
    bool found = false;
    for (auto& each : of.rules)
        if (!each.each && !each.relaxed && std::visit(broken_by{value}, each.what)) {
            each.relaxed = true;
            found = true;
        }
    return found;
}

void relax_rules_against_examples(api& all, report& said) {
    trial(all, said).run();
}

} // namespace bindery::codegen

#include "metadata/metadata.hpp"
#include "naming/naming.hpp"
#include "text/scan.hpp"
#include "text/word_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>

namespace bindery::codegen {
namespace {

namespace json = boost::json;

/// A scalar in the spelling of a query.
std::string spelt(const json::value& of) {
    const auto* text = of.if_string();
    return text ? std::string(*text) : json::serialize(of);
}

/// Whether a scalar breaks a rule. What is no scalar of the type breaks none: its type is at fault.
struct broken_by {
    const std::string value;

    bool operator()(const length_rule& rule) const {
        return !allows(rule.of,
                       rule.unit == length_unit::bytes ? static_cast<std::int64_t>(value.size()) : code_points(value));
    }
    bool operator()(const range_rule& rule) const {
        const auto number = number_in<double>(value);
        return number && ((rule.of.min && *number < static_cast<double>(*rule.of.min)) ||
                          (rule.of.max && *number > static_cast<double>(*rule.of.max)));
    }
    bool operator()(const one_of_rule& rule) const {
        return std::ranges::find(rule.values, value) == rule.values.end();
    }
    bool operator()(const auto&) const { return false; }
};

/// What stands for a value that anybody would put there.
bool holds_a_place(std::string_view text) {
    const auto small = lowered(trimmed(text));
    return is_among(small, "null, nil, none, n/a, string, 无, 空") ||
           small.find_first_not_of("x*.-_?") == std::string::npos || (small.starts_with('<') && small.ends_with('>'));
}

/// Whether a text shows several of the listed values, "on/off".
bool is_choice(std::string_view text, const rule& of) {
    const auto* listed = std::get_if<one_of_rule>(&of.what);
    const auto mark = text.find_first_of("/|,");
    if (!listed || mark == std::string_view::npos)
        return false;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(text[mark], at), text.size());
        if (broken_by{std::string(trimmed(text.substr(at, end - at)))}(*listed))
            return false;
        at = end + 1;
    }
    return true;
}

struct trial {
    report& said;
    std::map<std::pair<home, std::string_view>, structure*> structures = {};
    const home* owner_home = nullptr;
    std::string source = {};
    bool in_request = false; ///< that is shown whole

    void run(api& all) {
        for (auto& each : all.structures)
            structures.emplace(std::pair(each.of, std::string_view(each.what.name)), &each.what);
        for (auto& each : all.operations) {
            owner_home = &each.of;
            look_beside(each.name, each.request);
            for (const auto& shown : each.examples)
                if (shown.input) {
                    in_request = true;
                    source = "the example of " + each.name + " in line " + std::to_string(shown.output_at.line);
                    look(each.name, each.request, *shown.input);
                }
        }
        for (auto& each : all.structures) {
            owner_home = &each.of;
            look_beside(each.what.name, each.what.members);
        }
    }

    /// The examples beside members: JSON, or a value by itself, which may be an element of a list.
    void look_beside(const std::string& owner, std::vector<member>& members) {
        for (auto& each : members) {
            auto text = trimmed(each.example);
            for (const std::string_view mark : {"\"", "\u201C", "\u201D"}) { // some are in quotation marks
                while (text.starts_with(mark))
                    text.remove_prefix(mark.size());
                while (text.ends_with(mark))
                    text.remove_suffix(mark.size());
            }
            source = "its own example";
            in_request = false;
            json::error_code failure;
            if (const auto shown = json::parse(text, failure); !failure && shown.is_structured())
                look(owner, each, shown, each.type.lists);
            else
                look(owner, each, json::string(text), 0);
        }
    }

    void look(const std::string& owner, std::vector<member>& members, const json::object& shown) {
        for (auto& each : members)
            for (const auto& one : shown) {
                const auto name = wire_name_of(each);
                const std::string_view key = one.key();
                if (key == name)
                    look(owner, each, one.value(), each.type.lists);
                else if (each.type.lists > 0 && key.starts_with(name) && is_number(key.substr(name.size())))
                    look(owner, each, one.value(), each.type.lists - 1);
            }
    }

    /// Of a query, where each element stands by itself: `Ids.1`.
    static bool is_number(std::string_view rest) {
        return rest.size() > 1 && rest.front() == '.' && std::ranges::all_of(rest.substr(1), is_digit);
    }

    void look(const std::string& owner, member& of, const json::value& shown, int lists) {
        if (const auto* list = shown.if_array(); list && lists > 0) {
            for (auto& each : of.rules)
                if (const auto* items = std::get_if<items_rule>(&each.what);
                    items && !allows(items->of, static_cast<std::int64_t>(list->size())))
                    relax(owner, of, each, std::to_string(list->size()) + " elements");
            for (const auto& each : *list)
                look(owner, of, each, lists - 1);
        } else if (const auto* object = shown.if_object(); object && of.type.kind == type_kind::structure) {
            if (const auto found = structures.find({*owner_home, of.type.structure}); found != structures.end())
                look(found->second->name, found->second->members, *object);
        } else if (lists == 0 && !shown.is_structured() && !shown.is_null()) {
            const auto value = spelt(shown);
            // A request that leaves a text empty shows that it may be; an empty example beside a member is none.
            if (holds_a_place(value) && !(value.empty() && in_request))
                return;
            for (auto& each : of.rules)
                if (each.each == (of.type.lists > 0) && std::visit(broken_by{value}, each.what) &&
                    !is_choice(value, each))
                    relax(owner, of, each, codegen::quoted(value));
        }
    }

    void relax(const std::string& owner, const member& of, rule& broken, const std::string& value) {
        if (broken.relaxed || !of.description_has_rules)
            return;
        broken.relaxed = true;
        said.note(of.where, "requests are not held to a rule of " + owner + '.' + of.name + ": " + source +
                                " breaks it with " + value);
    }
};

} // namespace

void relax_rules_against_examples(api& all, report& said) {
    trial{said}.run(all);
}

} // namespace bindery::codegen

#include "show/show.hpp"
#include "text/scan.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace bindery::codegen {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

template <class T>
value or_null(const std::optional<T>& of) {
    return of ? value(*of) : value(nullptr);
}

value text_or_null(const std::string& of) {
    return of.empty() ? value(nullptr) : value(of);
}

void add_bounds(object& to, const bounds& of) {
    if (of.min)
        to["min"] = *of.min;
    if (of.max)
        to["max"] = *of.max;
}

/// A listed or default value in the member's own type.
value typed(const std::string& text, const type& of) {
    if (of.kind == type_kind::integer || of.kind == type_kind::unsigned_integer)
        if (const auto number = number_in<std::int64_t>(text))
            return *number;
    if (of.kind == type_kind::boolean && (text == "true" || text == "false"))
        return text == "true";
    return value(text);
}

/// What a rule says besides its kind.
struct rule_writer {
    object& to;
    const type& of;

    void operator()(const length_rule& rule) const {
        add_bounds(to, rule.of);
        to["unit"] = rule.unit == length_unit::bytes ? "bytes" : "characters";
    }
    void operator()(const range_rule& rule) const { add_bounds(to, rule.of); }
    void operator()(const items_rule& rule) const { add_bounds(to, rule.of); }
    void operator()(const one_of_rule& rule) const {
        array values;
        for (const auto& each : rule.values)
            values.push_back(typed(each, of));
        to["values"] = std::move(values);
    }
    void operator()(const default_rule& rule) const { to["value"] = typed(rule.value, of); }
    void operator()(const unit_rule& rule) const { to["value"] = rule.name; }
    void operator()(const dedup_rule& rule) const {
        constexpr std::int64_t day = 86400;
        if (rule.seconds % day == 0)
            to["window_days"] = rule.seconds / day;
        else
            to["window_minutes"] = rule.seconds / 60;
    }
    void operator()(const auto&) const {}
};

array rules_of(const member& of) {
    array all;
    for (const auto& each : of.rules) {
        object one{{"kind", name_of(each)}};
        std::visit(rule_writer{one, of.type}, each.what);
        if (each.each)
            one["each"] = true;
        if (each.relaxed)
            one["relaxed"] = true;
        if (each.at != place{})
            one["line"] = each.at.line;
        all.push_back(std::move(one));
    }
    return all;
}

struct member_writer {
    const api& all;
    const home& owner;
    std::vector<const structure*> open = {}; ///< those being shown
    // Structures that use each other twice double with each level.
    static constexpr std::size_t deepest = 32;
    std::size_t left = 50'000;
    bool left_out = false; ///< structures were too deep or too many to be shown wherever they are used

    array operator()(const std::vector<member>& members) {
        array shown;
        for (const auto& each : members)
            shown.push_back(show(each));
        return shown;
    }

    object show(const member& of) {
        const auto* unit = find<unit_rule>(of.rules);
        return {{"name", of.name},
                {"type", text_or_null(of.type.words)},
                {"required", or_null(of.required)},
                {"common", of.common},
                {"nullable", find<nullable_rule>(of.rules) != nullptr},
                {"deprecated", find<deprecated_rule>(of.rules) != nullptr},
                {"unit", unit ? value(unit->name) : value(nullptr)},
                {"rules", rules_of(of)},
                {"description", text_or_null(of.description)},
                {"members", members_of(of.type)}};
    }

    /// The members of a member's structure; null where there is none, where it is unknown, and where it holds itself.
    value members_of(const type& of) {
        const auto* inner = of.kind == type_kind::structure ? all.find(owner, of.structure) : nullptr;
        if (!inner || std::ranges::find(open, inner) != open.end())
            return nullptr;
        if (open.size() == deepest || left < inner->members.size()) {
            left_out = true;
            return nullptr;
        }
        left -= inner->members.size();
        open.push_back(inner);
        auto shown = (*this)(inner->members);
        open.pop_back();
        return shown;
    }
};

array errors_of(const operation& of) {
    array all;
    for (const auto& each : of.errors)
        all.push_back(object{{"code", each.code},
                             {"http", each.http ? value(std::to_string(*each.http)) : value(nullptr)},
                             {"message", or_null(each.message)},
                             {"text", text_or_null(each.description)}});
    return all;
}

array examples_of(const operation& of) {
    array all;
    for (const auto& each : of.examples)
        all.push_back(object{
            {"title", text_or_null(each.title)}, {"input", or_null(each.input)}, {"output", or_null(each.output)}});
    return all;
}

value rate_of(const operation& of) {
    return of.rate ? value{{"calls", of.rate->calls}, {"seconds", of.rate->seconds}} : value(nullptr);
}

value region_of(const operation& of) {
    if (!of.region)
        return nullptr;
    const array values(of.region->values.begin(), of.region->values.end());
    return {{"required", of.region->required}, {"values", values.empty() ? value(nullptr) : value(values)}};
}

value pages_of(const operation& of) {
    if (!of.pages)
        return nullptr;
    object roles;
    for (const auto& [role, name] : of.pages->roles)
        roles[role] = name;
    return roles;
}

value wait_of(const operation& of) {
    if (!of.wait)
        return nullptr;
    return {{"state", of.wait->state},
            {"done", array(of.wait->done.begin(), of.wait->done.end())},
            {"failed", array(of.wait->failed.begin(), of.wait->failed.end())}};
}

void print(std::string& to, const value& what, std::size_t depth) {
    const std::string margin(2 * (depth + 1), ' ');
    const auto close = [&](char bracket) { to += '\n' + std::string(2 * depth, ' ') + bracket; };
    if (const auto* inner = what.if_object(); inner && !inner->empty()) {
        to += '{';
        for (const auto& each : *inner) {
            to += (&each == &*inner->begin() ? "\n" : ",\n") + margin + boost::json::serialize(each.key()) + ": ";
            print(to, each.value(), depth + 1);
        }
        close('}');
    } else if (const auto* list = what.if_array(); list && !list->empty()) {
        to += '[';
        for (const auto& each : *list) {
            to += (&each == &list->front() ? "\n" : ",\n") + margin;
            print(to, each, depth + 1);
        }
        close(']');
    } else {
        to += boost::json::serialize(what);
    }
}

} // namespace

object to_json(const api& all, const operation& of, const std::vector<diagnostic>& notes) {
    member_writer members{all, of.of};
    const auto request = members(of.request);
    const auto response = members(of.response);
    array said;
    for (const auto& each : notes)
        said.push_back(object{{"line", each.where.at.line}, {"column", each.where.at.column}, {"text", each.message}});
    if (members.left_out)
        said.push_back(
            object{{"line", of.where.at.line},
                   {"column", of.where.at.column},
                   {"text", "structures more than 32 deep, or with more than 50,000 members in all, are left out"}});
    return {{"operation", of.name},
            {"provider", or_null(of.of.provider)},
            {"service", or_null(of.of.service)},
            {"version", or_null(of.of.version)},
            {"host", or_null(of.host)},
            {"rate", rate_of(of)},
            {"region", region_of(of)},
            {"effect", of.effect ? value(*of.effect == effect::reads ? "reads" : "changes") : value(nullptr)},
            {"pages", pages_of(of)},
            {"wait", wait_of(of)},
            {"description", text_or_null(of.description)},
            {"remarks", array(of.remarks.begin(), of.remarks.end())},
            {"request", request},
            {"response", response},
            {"errors", errors_of(of)},
            {"examples", examples_of(of)},
            {"notes", said},
            {"source", of.where.path}};
}

std::string pretty(const value& what) {
    std::string text;
    print(text, what, 0);
    return text + '\n';
}

} // namespace bindery::codegen

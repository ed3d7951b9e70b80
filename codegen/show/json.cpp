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

class member_writer {
public:
    member_writer(const api& all, const home& of) : all_(all), of_(of) {}

    array operator()(const std::vector<member>& members) {
        array shown;
        for (const auto& each : members)
            shown.push_back(show(each));
        return shown;
    }

    /// Whether structures were too deep or too many to be shown wherever they are used.
    bool left_out() const { return left_out_; }

private:
    // Structures that use each other twice double with each level.
    static constexpr std::size_t deepest = 32;
    static constexpr std::size_t most_members = 50'000;

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
        const auto* inner = of.kind == type_kind::structure ? all_.find(of_, of.structure) : nullptr;
        if (!inner || std::ranges::find(open_, inner) != open_.end())
            return nullptr;
        if (open_.size() == deepest || left_ < inner->members.size()) {
            left_out_ = true;
            return nullptr;
        }
        left_ -= inner->members.size();
        open_.push_back(inner);
        auto shown = (*this)(inner->members);
        open_.pop_back();
        return shown;
    }

    const api& all_;
    const home& of_;
    std::vector<const structure*> open_; ///< those being shown
    std::size_t left_ = most_members;
    bool left_out_ = false;
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

value shown(const rate& of) {
    return object{{"calls", of.calls}, {"seconds", of.seconds}};
}

value shown(const region& of) {
    const array values(of.values.begin(), of.values.end());
    return object{{"required", of.required}, {"values", values.empty() ? value(nullptr) : value(values)}};
}

value shown(effect of) {
    return of == effect::reads ? "reads" : "changes";
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
    object one;
    one["operation"] = of.name;
    one["provider"] = or_null(of.of.provider);
    one["service"] = or_null(of.of.service);
    one["version"] = or_null(of.of.version);
    one["host"] = or_null(of.host);
    one["rate"] = of.rate ? shown(*of.rate) : nullptr;
    one["region"] = of.region ? shown(*of.region) : nullptr;
    one["effect"] = of.effect ? shown(*of.effect) : nullptr;
    one["description"] = text_or_null(of.description);
    one["remarks"] = array(of.remarks.begin(), of.remarks.end());
    member_writer members(all, of.of);
    one["request"] = members(of.request);
    one["response"] = members(of.response);
    one["errors"] = errors_of(of);
    one["examples"] = examples_of(of);
    array said;
    for (const auto& each : notes)
        said.push_back(object{{"line", each.where.at.line}, {"column", each.where.at.column}, {"text", each.message}});
    if (members.left_out())
        said.push_back(
            object{{"line", of.where.at.line},
                   {"column", of.where.at.column},
                   {"text", "structures more than 32 deep, or with more than 50,000 members in all, are left out"}});
    one["notes"] = std::move(said);
    one["source"] = of.where.path;
    return one;
}

std::string pretty(const value& what) {
    std::string text;
    print(text, what, 0);
    return text + '\n';
}

} // namespace bindery::codegen

#include "rules/labelled.hpp"

#include "dictionary/type_word.hpp"
#include "rules/mine.hpp"
#include "text/scan.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace bindery::codegen {
namespace {

subject subject_named(std::string_view name) {
    subject found;
    name = trimmed(name);
    for (const std::string_view opening : {"list<", "List<", "array<", "Array<", "Array of ", "array of "})
        if (name.starts_with(opening)) {
            found.is_list = true;
            name.remove_prefix(opening.size());
            if (name.ends_with('>'))
                name.remove_suffix(1);
        }
    if (name.ends_with("[]")) {
        found.is_list = true;
        name.remove_suffix(2);
    }
    const auto basic = basic_type_of(name);
    if (!basic)
        return found;
    found.is_text = *basic == basic_type::text || *basic == basic_type::timestamp || *basic == basic_type::array;
    found.is_list = found.is_list || *basic == basic_type::array;
    found.is_whole = *basic == basic_type::integer || *basic == basic_type::unsigned_integer;
    found.is_number = found.is_whole || *basic == basic_type::number;
    found.is_boolean = *basic == basic_type::boolean;
    return found;
}

boost::json::value number(double value) {
    if (value == std::floor(value) && std::abs(value) < 9e15)
        return static_cast<std::int64_t>(value);
    return value;
}

/// A value in the type of its member.
boost::json::value typed(const std::string& text, const subject& of) {
    if (of.is_list && text == "[]")
        return boost::json::array{};
    if (of.is_number) {
        double value = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (failure == std::errc{} && end == text.data() + text.size())
            return number(value);
    }
    if (of.is_boolean && (text == "true" || text == "false"))
        return text == "true";
    return boost::json::value(text);
}

void add_bounds(boost::json::object& to, const statement& of) {
    if (of.min)
        to["min"] = number(*of.min);
    if (of.max)
        to["max"] = number(*of.max);
    if (of.exclusive_min)
        to["exclusive_min"] = true;
    if (of.exclusive_max)
        to["exclusive_max"] = true;
}

/// Of a list whose elements have no type, whole numbers are numbers.
subject element_of(const subject& of, std::string_view type, const std::vector<std::string>& values) {
    const auto is_whole = [](const std::string& each) {
        return std::ranges::all_of(each, is_digit) && (each.size() == 1 || each.front() != '0');
    };
    if (type != "list" || !std::ranges::all_of(values, is_whole))
        return of;
    subject found;
    found.is_number = true;
    return found;
}

boost::json::object labelled(const statement& from, const subject& of, std::string_view type) {
    constexpr const char* kinds[] = {"length",     "range",    "range_set", "one_of", "items",   "default",
                                     "deprecated", "nullable", "unit",      "dedup",  "charset", "conditional"};
    boost::json::object to;
    to["kind"] = kinds[from.kind];
    switch (from.kind) {
    case statement::length:
        add_bounds(to, from);
        to["unit"] = from.bytes ? "bytes" : "characters";
        break;
    case statement::range:
    case statement::items:
        add_bounds(to, from);
        break;
    case statement::range_set: {
        boost::json::array parts;
        for (const auto& [low, high] : from.parts)
            parts.push_back(boost::json::array{number(low), number(high)});
        to["parts"] = std::move(parts);
        break;
    }
    case statement::one_of: {
        boost::json::array values;
        const auto element = element_of(of, type, from.values);
        for (const auto& each : from.values)
            values.push_back(typed(each, element));
        to["values"] = std::move(values);
        break;
    }
    case statement::default_value:
        to["value"] = typed(from.value, of);
        break;
    case statement::unit:
        to["value"] = from.value;
        break;
    case statement::dedup:
        if (from.window_minutes > 0 && from.window_minutes % 1440 == 0)
            to["window_days"] = from.window_minutes / 1440;
        else if (from.window_minutes > 0)
            to["window_minutes"] = from.window_minutes;
        break;
    case statement::charset:
    case statement::conditional:
        to["text"] = from.text;
        break;
    case statement::deprecated:
    case statement::nullable:
        break;
    }
    if (from.each)
        to["each"] = true;
    return to;
}

} // namespace

boost::json::array labelled_rules(std::string_view type, std::string_view document) {
    const auto of = subject_named(type);
    boost::json::array all;
    for (const auto& each : statements_in(wording(document), of))
        all.push_back(labelled(each, of, trimmed(type)));
    return all;
}

} // namespace bindery::codegen

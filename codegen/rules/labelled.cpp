#include "dictionary/type_word.hpp"
#include "rules/mine.hpp"
#include "rules/readers.hpp"
#include "text/scan.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace bindery::codegen {
namespace {

/// A list whose elements have no type may be one of texts.
subject subject_named(std::string_view name) {
    const auto named = resolve_type(name);
    if (!named)
        return {};
    auto found = subject_of(*named);
    found.is_text =
        found.is_text || (named->lists > 0 && named->kind == type_kind::structure && named->structure.empty());
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
    if (of.is_number)
        if (const auto value = number_in<double>(text))
            return number(*value);
    if (of.is_boolean && (text == "true" || text == "false"))
        return text == "true";
    return boost::json::value(text);
}

bool is_whole(std::string_view text) {
    return std::ranges::all_of(text, is_digit) && (text.size() == 1 || text.front() != '0');
}

boost::json::object labelled(const statement& from, subject of, std::string_view type) {
    constexpr const char* kinds[] = {"length",  "range",    "range_set",  "one_of", "items",   "unit",
                                     "default", "nullable", "deprecated", "dedup",  "charset", "conditional"};
    boost::json::object to{{"kind", kinds[from.kind]}};
    if (from.min)
        to["min"] = number(*from.min);
    if (from.max)
        to["max"] = number(*from.max);
    for (const auto& [name, is_so] :
         {std::pair("exclusive_min", from.exclusive_min), {"exclusive_max", from.exclusive_max}})
        if (is_so)
            to[name] = true;
    if (from.kind == statement::length)
        to["unit"] = from.bytes ? "bytes" : "characters";
    boost::json::array listed;
    for (const auto& [low, high] : from.parts)
        listed.push_back(boost::json::array{number(low), number(high)});
    if (!listed.empty())
        to["parts"] = std::exchange(listed, {});
    // Of a list whose elements have no type, whole numbers are numbers.
    of.is_number = of.is_number || (type == "list" && std::ranges::all_of(from.values, is_whole));
    for (const auto& each : from.values)
        listed.push_back(typed(each, of));
    if (from.kind == statement::one_of)
        to["values"] = std::move(listed);
    else if (!listed.empty())
        to[from.kind <= statement::default_value ? "value" : "text"] = listed.front();
    if (from.window_minutes > 0 && from.window_minutes % 1440 == 0)
        to["window_days"] = from.window_minutes / 1440;
    else if (from.window_minutes > 0)
        to["window_minutes"] = from.window_minutes;
    if (from.each)
        to["each"] = true;
    return to;
}

} // namespace

boost::json::array labelled_rules(std::string_view type, std::string_view document) {
    const described in{wording(document), subject_named(type)};
    boost::json::array all;
    for (const auto& each : statements_in(in))
        all.push_back(labelled(each, in.of, trimmed(type)));
    return all;
}

} // namespace bindery::codegen

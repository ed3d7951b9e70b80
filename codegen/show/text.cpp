// For people. It is made of the JSON and walks all of it, so what programs are told people are told too.

#include "show/show.hpp"
#include "text/printable.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace bindery::codegen {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

constexpr const char* unknown = "not stated";

std::string padded(std::string text, std::size_t size) {
    text.resize(std::max(size, text.size()), ' ');
    return text;
}

/// A text as it is, anything else as JSON; null is nothing.
std::string words(const value& of) {
    if (of.is_null())
        return {};
    return of.is_string() ? printable_line(std::string_view(of.get_string())) : boost::json::serialize(of);
}

std::string words_or_unknown(const value& of) {
    return of.is_null() ? unknown : words(of);
}

std::string listed(const value& of) {
    std::string text;
    if (of.is_array())
        for (const auto& each : of.get_array())
            text += (text.empty() ? "`" : ", `") + words(each) + '`';
    return text;
}

std::string rate_in_words(const value& of) {
    if (of.is_null())
        return unknown;
    const auto seconds = words(of.at("seconds"));
    return words(of.at("calls")) + " per " + (seconds == "1" ? "second" : seconds + " seconds");
}

std::string region_in_words(const value& of) {
    if (of.is_null())
        return unknown;
    const auto values = listed(of.at("values"));
    return (of.at("required").get_bool() ? "required" : "not needed") + (values.empty() ? "" : ", one of " + values);
}

/// " 1 to 64", " at most 50", " 36".
std::string bounds_in_words(const object& rule) {
    const auto* min = rule.if_contains("min");
    const auto* max = rule.if_contains("max");
    if (min && max)
        return ' ' + words(*min) + (*min == *max ? "" : " to " + words(*max));
    return min ? " at least " + words(*min) : max ? " at most " + words(*max) : "";
}

/// As a spec writes it in its column of rules, and where it stands.
std::string rule_in_words(const object& rule) {
    std::string text;
    std::string line;
    for (const auto& [key, told] : rule) {
        if (key == "kind")
            text += told == "one_of" ? "one of" : told == "dedup" ? "unique" : words(told);
        else if (key == "min" || (key == "max" && !rule.contains("min")))
            text += bounds_in_words(rule);
        else if (key == "max")
            continue; // said with the other bound
        else if (key == "each" || key == "relaxed")
            text = std::string(key) + ' ' + text;
        else if (key == "values")
            text += ' ' + listed(told);
        else if (key == "value")
            text += " `" + words(told) + '`';
        else if (key == "window_days" || key == "window_minutes")
            text += " for " + words(told) + (key == "window_days" ? " days" : " minutes");
        else if (key == "line")
            line = " (line " + words(told) + ')';
        else
            text += ' ' + words(told);
    }
    return text + line;
}

/// A line per member, its rules below it, and the members of its structure, set in.
std::string member_lines(const array& members, std::size_t depth) {
    std::size_t names = 0;
    std::size_t types = 0;
    for (const auto& each : members) {
        names = std::max(names, words(each.at("name")).size());
        types = std::max(types, words(each.at("type")).size());
    }
    std::string text;
    for (const auto& each : members) {
        const auto& required = each.at("required");
        const char* must = required.is_null() ? " " : required.get_bool() ? "required" : "optional";
        std::string line = std::string(2 * depth, ' ') + padded(words(each.at("name")), names + 2) +
                           padded(words(each.at("type")), types + 2) + padded(must, 10) +
                           (each.at("common").get_bool() ? "common  " : "") + words(each.at("description"));
        text += std::string(line.substr(0, line.find_last_not_of(' ') + 1)) + '\n';
        for (const auto& rule : each.at("rules").as_array())
            text += std::string(2 * depth + 4, ' ') + rule_in_words(rule.as_object()) + '\n';
        if (each.at("members").is_array())
            text += member_lines(each.at("members").get_array(), depth + 1);
    }
    return text;
}

std::string error_lines(const array& errors) {
    std::string text;
    for (const auto& each : errors) {
        for (const auto* key : {"http", "code", "message", "text"})
            if (!each.at(key).is_null())
                text += "  " + words(each.at(key));
        text += '\n';
    }
    return text;
}

std::string example_lines(const array& examples) {
    std::string text;
    for (const auto& each : examples) {
        text += "  " + words_or_unknown(each.at("title")) + '\n';
        for (const auto* side : {"input", "output"})
            if (!each.at(side).is_null())
                text += "    " + padded(side, 8) + words(each.at(side)) + '\n';
    }
    return text;
}

} // namespace

std::string to_text(const object& of) {
    std::string text = words(of.at("operation")) + '\n';
    if (!of.at("description").is_null())
        text += words(of.at("description")) + '\n';
    text += '\n';
    const auto line = [&](const std::string& name, const std::string& value) {
        text += padded(name, 10) + value + '\n';
    };
    for (const auto* key : {"provider", "service", "version", "host"})
        line(key, words_or_unknown(of.at(key)));
    line("rate", rate_in_words(of.at("rate")));
    line("region", region_in_words(of.at("region")));
    for (const auto* key : {"effect", "pages", "wait"})
        line(key, words_or_unknown(of.at(key)));
    line("source", words(of.at("source")));
    for (const auto& each : of.at("remarks").as_array())
        line("remark", words(each));
    text += "\nRequest\n" + member_lines(of.at("request").as_array(), 1);
    text += "\nResponse\n" + member_lines(of.at("response").as_array(), 1);
    text += "\nErrors\n" + error_lines(of.at("errors").as_array());
    if (const auto& examples = of.at("examples").as_array(); !examples.empty())
        text += "\nExamples\n" + example_lines(examples);
    if (const auto& notes = of.at("notes").as_array(); !notes.empty())
        text += "\nNotes\n";
    for (const auto& each : of.at("notes").as_array())
        text += "  line " + words(each.at("line")) + ", column " + words(each.at("column")) + ": " +
                words(each.at("text")) + '\n';
    return text;
}

} // namespace bindery::codegen

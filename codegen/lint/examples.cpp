#include "lint/lint.hpp"
#include "resolve/stages.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

namespace json = boost::json;

bool is_flattened_list(const member& of) {
    return of.name.ends_with(".N");
}

std::string_view called(type_kind kind) {
    constexpr std::string_view names[] = {"a text",        "a whole number", "a whole number", "a number",
                                          "true or false", "a text",         "an object"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view called(const json::value& of) {
    return of.is_string()   ? "a text"
           : of.is_bool()   ? "true or false"
           : of.is_number() ? "a number"
           : of.is_array()  ? "a list"
                            : "an object";
}

struct example_look {
    std::vector<finding>& into;
    const api& all;
    const operation& owner;
    location where;

    void run(const example& shown) {
        if (shown.input) {
            for (const auto& each : owner.request)
                if (!each.common && each.required.value_or(false) && !is_flattened_list(each) &&
                    !shown.input->contains(each.name))
                    say("example-lacks",
                        "the example leaves out " + owner.name + '.' + each.name + ", which is required");
            object(owner.name, owner.request, *shown.input, true);
        }
        if (shown.output)
            object(owner.name + ".Output", owner.response, *shown.output, false);
    }

    void say(std::string rule, const std::string& message) { into.push_back({where, std::move(rule), message}); }

    void object(const std::string& whose, const std::vector<member>& members, const json::object& shown, bool sent) {
        for (const auto& each : shown) {
            const std::string name(each.key());
            // What every request and answer may have besides.
            if (name == "Action" || name == "Version" || name == "Region" || name == "Error")
                continue;
            const auto* found = member_shown(members, name);
            if (!found)
                say("example-unknown", "the example has " + whose + '.' + name + ", which no table has");
            else
                value(whose + '.' + name, *found, found->type.lists, each.value(), sent);
        }
    }

    void value(const std::string& name, const member& of, int lists, const json::value& shown, bool sent) {
        if (shown.is_null() || of.type.words.empty())
            return;
        if (lists > 0) {
            if (const auto* list = shown.if_array())
                for (const auto& each : *list)
                    value(name, of, lists - 1, each, sent);
            else if (!shown.is_string()) // of a query, where an element stands by itself
                say("example-type",
                    "the example gives " + name + ' ' + std::string(called(shown)) + ", and it is a list");
            return;
        }
        if (!fits(of.type.kind, shown, sent))
            return say("example-type", "the example gives " + name + ' ' + std::string(called(shown)) + ", and it is " +
                                           std::string(called(of.type.kind)));
        if (const auto* inner = shown.if_object())
            if (const auto* structure = all.find(owner.of, of.type.structure))
                object(name, structure->members, *inner, sent);
        const auto* listed = find<one_of_rule>(of.rules);
        const auto* text = shown.if_string();
        if (sent && listed && text && of.type.lists == 0 &&
            std::ranges::find(listed->values, std::string_view(*text)) == listed->values.end())
            say("example-not-listed",
                "the example gives " + name + " a value that is not listed: `" + std::string(*text) + '`');
    }

    /// Of a query all values are texts.
    static bool fits(type_kind kind, const json::value& shown, bool sent) {
        const auto* text = shown.if_string();
        const auto written = text ? std::string_view(*text) : std::string_view{};
        switch (kind) {
        case type_kind::integer:
        case type_kind::unsigned_integer:
            return shown.is_int64() || shown.is_uint64() || (sent && number_in<double>(written));
        case type_kind::number:
            return shown.is_number() || (sent && number_in<double>(written));
        case type_kind::boolean:
            return shown.is_bool() || (sent && (lowered(written) == "true" || lowered(written) == "false"));
        case type_kind::structure:
            return shown.is_object();
        case type_kind::text:
        case type_kind::timestamp:
            break;
        }
        return text;
    }
};

} // namespace

void look_at_examples(std::vector<finding>& into, const api& all, const operation& of) {
    for (const auto& each : of.examples)
        example_look{into, all, of, {of.where.path, each.output_at}}.run(each);
}

} // namespace bindery::codegen

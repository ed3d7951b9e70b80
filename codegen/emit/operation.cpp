// The header of one operation: its input structure with everything the library needs to know about it inside.

#include "emit/writers.hpp"
#include "paging/paging.hpp"
#include "text/printable.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

constexpr std::size_t inside = 4;

/// A page may list a code twice, with another text or status each; the first stands for it.
std::vector<const api_error*> distinct(const std::vector<api_error>& errors) {
    std::vector<const api_error*> first;
    for (const auto& each : errors)
        if (std::ranges::none_of(first, [&](const api_error* known) { return known->code == each.code; }))
            first.push_back(&each);
    return first;
}

std::string opening_comment(const operation& of) {
    std::string text = of.description + "\n\n";
    if (of.rate)
        text += describe(*of.rate) + ' ';
    if (of.region)
        text += describe(*of.region) + ' ';
    if (of.host)
        text += "Served by " + *of.host + ".";
    text += of.pages ? " Answers in pages." : "";
    text += of.wait ? " Can be waited for." : "";
    for (const auto& each : of.remarks)
        text += "\n\n" + each;
    return doc_comment(0, text);
}

std::string write_errors(const std::vector<const api_error*>& errors) {
    if (errors.empty())
        return "    enum class errc {\n    };\n\n    static constexpr std::span<const api_error> errors{};\n";
    std::vector<std::string> codes;
    for (const auto* each : errors)
        codes.push_back(each->code);
    std::string text = "    enum class errc {\n";
    for (const auto& each : enumerators(codes))
        text += "        " + each + ",\n";
    text += "    };\n\n    static constexpr api_error errors[] = {\n";
    for (const auto* each : errors) {
        // What travels is what a program meets; our own words stand in where the page gives none.
        const auto said = printable_line(each->message.value_or(each->description));
        const term entry{"", '{', {{literal(each->code)}, {std::to_string(each->http.value_or(200))}, {literal(said)}}};
        text += "        " + laid_out(entry, 8, ",") + '\n';
    }
    return text + "    };\n";
}

std::string write_region(const operation& of) {
    term type{"text", '<', {}};
    if (of.region && !of.region->values.empty()) {
        term values{"one_of", '<', {}};
        for (const auto& each : of.region->values)
            values.arguments.push_back({literal(each)});
        type.arguments.push_back(std::move(values));
    }
    return declaration(inside, {}, "using region = ", type, ";");
}

std::string write_deduplication(const operation& of) {
    for (const auto& each : of.request)
        if (const auto* rule = find<dedup_rule>(each.rules))
            return '{' + literal(wire_name_of(each)) + ", " + std::to_string(rule->seconds) + '}';
    return "{}";
}

std::string spell(position of) {
    constexpr const char* places[] = {"query", "query", "body", "form", "path", "header", "host"};
    return std::string("place::") + places[static_cast<std::size_t>(of)];
}

/// Only an operation with a path of its own has members in more places than one.
std::string write_places(const operation& of) {
    if (of.path.empty() || of.request.empty())
        return {};
    std::string text = "    // clang-format off\n    static constexpr member_place places[] = {\n";
    for (const auto& each : of.request)
        text += "        {" + literal(wire_name_of(each)) + ", " + spell(each.where_sent) + "},\n";
    return text + "    };\n    // clang-format on\n\n";
}

std::string write_pages(const operation& of) {
    if (!of.pages)
        return {};
    term roles{"", '{', {}};
    for (const auto& [role, name] : of.pages->roles)
        roles.arguments.push_back({'.' + role + " = " + literal(name)});
    if (first_page(of) == 0)
        roles.arguments.push_back({".first = 0"});
    return declaration(2 * inside, {}, ".pages = ", roles, ",");
}

std::string write_wait(const operation& of) {
    if (!of.wait)
        return {};
    term parts{"", '{', {{".state = " + literal(of.wait->state)}}};
    for (const auto& [name, states] : {std::pair(".done", &of.wait->done), {".failed", &of.wait->failed}}) {
        term values{std::string(name) + " = one_of", '<', {}};
        for (const auto& each : *states)
            values.arguments.push_back({literal(each)});
        if (!states->empty())
            parts.arguments.push_back({flat(values) + "::values"});
    }
    return declaration(2 * inside, {}, ".wait = ", parts, ",");
}

std::string write_about(const operation& of) {
    const auto line = [](std::string_view name, const std::string& value) {
        return "        ." + std::string(name) + " = " + value + ",\n";
    };
    const bool needs_region = of.region && of.region->required;
    const auto rate =
        of.rate ? '{' + std::to_string(of.rate->calls) + ", " + std::to_string(of.rate->seconds) + '}' : "{}";
    return "    static constexpr operation about{\n" + line("service", literal(*of.of.service)) +
           line("action", literal(of.name)) + line("version", literal(*of.of.version)) +
           line("host", literal(*of.host)) +
           line("region", needs_region ? "region_rule::required" : "region_rule::not_needed") + line("rate", rate) +
           line("deduplication", write_deduplication(of)) +
           line("effect", of.effect == effect::reads ? "effect::reads" : "effect::changes") + line("errors", "errors") +
           (of.path.empty() ? "" : line("method", literal(of.method)) + line("path", literal(of.path))) +
           (of.path.empty() || of.request.empty() ? "" : line("places", "places")) + write_pages(of) + write_wait(of) +
           "    };\n";
}

std::string write_output(const std::vector<named_member>& members, const scope& where) {
    if (members.empty())
        return "    struct Output {};\n";
    return "    struct Output {\n" + write_members(members, direction::received, 2 * inside, where) + "    };\n";
}

} // namespace

std::string write_operation(const service_version& in, const operation& of) {
    const auto name = in.names.operation(of.name);
    const auto request = named_members(of.request, name);
    const auto response = named_members(of.response, "Output");
    scope where{in.names, identifiers_of(request), version_namespace(*of.of.version)};

    std::string text = opening_comment(of) + "struct " + name + " {\n";
    text += write_members(request, direction::sent, inside, where);
    text += request.empty() ? "" : "\n";
    where.members.merge(identifiers_of(response)); // a nested structure sees the names of both
    text += write_output(response, where) + '\n';
    text += write_errors(distinct(of.errors)) + '\n';
    text += "    friend constexpr std::span<const api_error> declared_errors(errc) noexcept { return errors; }\n\n";
    text += "    using provider = bindery::provider::" + outer_identifier(*of.of.provider) + ";\n";
    text += write_region(of) + '\n';
    text += write_places(of);
    text += write_about(of) + "};\n\n";
    text += write_describe(name, request);
    text += write_describe(name + "::Output", response) + '\n';
    return text;
}

} // namespace bindery::codegen

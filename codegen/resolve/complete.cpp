#include "model/uses.hpp"
#include "naming/naming.hpp"
#include "resolve/resolve.hpp"
#include "text/printable.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bindery::codegen {
namespace {

void require_stated(const std::optional<std::string>& fact, const std::string& name, const location& where,
                    report& said) {
    if (!fact)
        said.unexpected(where, "a page that does not state its " + name, "a row " + name + " in a table of facts",
                        "restate the page as a spec; " + document("spec-format.md") + " shows how");
}

/// Names of a provider and a service become folders, that of an operation or structure a file. None may lead elsewhere,
/// or be one that some file system cannot take.
constexpr std::size_t longest_name = 128;

bool names_a_folder(std::string_view text) {
    return !text.empty() && text.size() <= longest_name && text.front() != '-' && !is_device(text) &&
           std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '_' || c == '-'; });
}

void require_names(const home& of, const location& where, report& said) {
    const auto require = [&](const std::optional<std::string>& fact, bool (*is_good)(std::string_view),
                             const std::string& name, std::string_view expected) {
        if (fact && !is_good(*fact))
            said.unexpected(where, name + ' ' + quoted(*fact), expected, {});
    };
    constexpr std::string_view name = "at most 128 small letters, digits, underscores and dashes, and no device's name";
    require(of.provider, names_a_folder, "the provider", name);
    require(of.service, names_a_folder, "the service", name);
    require(of.version, is_date, "the version", "a date, such as 2018-07-17");
}

void require_host(const std::string& host, const location& where, report& said) {
    const auto of_hosts = [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view("-.:[]_").find(c) != std::string_view::npos;
    };
    if (host.empty() || host.size() > 255 || !std::ranges::all_of(host, of_hosts))
        said.unexpected(where, "the host " + quoted(host), "a host name, such as vod.intl.tencentcloudapi.com", {});
}

void require_name(const std::string& name, std::string_view what, const location& where, report& said) {
    if (name.size() > longest_name)
        said.unexpected(where, std::string(what) + " called " + quoted(name),
                        "a name of at most " + std::to_string(longest_name) + " letters");
    else if (name.empty() || printable_line(name) != name)
        said.unexpected(where, std::string(what) + " called " + quoted(name), "a name without control characters");
}

void require_members(const structure_index& known, const home& of, const std::vector<member>& members, report& said) {
    for (const auto& each : members) {
        if (each.name.empty() || printable_line(each.name) != each.name)
            said.unexpected(each.where, "a member called " + quoted(each.name), "a name without control characters");
        if (each.type.kind == type_kind::structure && !known.find(of, each.type.structure))
            said.unexpected(each.where, "a structure " + each.type.structure + " that no page describes",
                            "a table of its members under a heading with its name",
                            "add it to types.md beside the page, or correct the type");
    }
}

} // namespace

void require_complete(const api& of, report& said) {
    using names = std::map<std::pair<home, std::string_view>, const location*>;
    std::set<home> homes;
    const auto require_homed = [&](const home& in, const location& where) {
        require_stated(in.provider, "Provider", where, said);
        require_stated(in.service, "Service", where, said);
        require_stated(in.version, "Version", where, said);
        if (homes.insert(in).second)
            require_names(in, where, said);
    };
    const auto require_named = [&](names& known, const home& in, const std::string& name, std::string_view what,
                                   const location& where) {
        require_name(name, what, where, said);
        const auto [first, is_first] = known.emplace(std::pair(in, std::string_view(name)), &where);
        if (!is_first)
            said.unexpected(where, "a second " + quoted(name), "each name once in a service version",
                            "the first is at " + to_string(*first->second));
    };
    names operations;
    names structures;
    for (const auto& each : of.operations) {
        require_homed(each.of, each.where);
        require_stated(each.host, "Host", each.where, said);
        if (each.host)
            require_host(*each.host, each.where, said);
        require_named(operations, each.of, each.name, "an operation", each.where);
    }
    for (const auto& each : of.structures) {
        require_homed(each.of, each.what.where);
        require_named(structures, each.of, each.what.name, "a structure", each.what.where);
    }
    const structure_index known(of);
    for_each_owner(of, [&](const auto&, const std::vector<member>& members, direction, const home& home) {
        require_members(known, home, members, said);
    });
}

} // namespace bindery::codegen

#include "resolve/resolve.hpp"

#include "naming/naming.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace bindery::codegen {
namespace {

void require_home(const home& of, const location& where, report& said) {
    const auto require = [&](const std::optional<std::string>& fact, std::string_view name) {
        if (!fact)
            said.unexpected(where, "a page that does not state its " + std::string(name),
                            "a row " + std::string(name) + " in a table of facts",
                            "restate the page as a spec; docs/spec-format.md shows how");
    };
    require(of.provider, "Provider");
    require(of.service, "Service");
    require(of.version, "Version");
}

/// More than this Boost.Describe cannot take.
constexpr std::size_t most_members = 52;

void require_describable(const std::string& owner, const std::vector<member>& members, const location& where,
                         report& said) {
    if (members.size() > most_members)
        said.unexpected(
            where, owner + " with " + std::to_string(members.size()) + " members",
            "at most " + std::to_string(most_members),
            "Boost.Describe takes no more: leave out disused members, or give the page without those not needed");
    for (const auto& each : members)
        if (!can_be_member(each))
            said.unexpected(each.where, quoted(each.name), "a name that C++ can spell, or one ending in .N for a list",
                            "write the member as it travels in JSON");
}

/// A structure that holds itself by value has no size.
void require_finite(const api& in, const homed_structure& of, report& said) {
    std::vector<const structure*> reached{&of.what};
    for (std::size_t i = 0; i < reached.size(); ++i)
        for (const auto& each : reached[i]->members) {
            const auto* held = each.type.lists == 0 ? in.find(of.of, each.type.structure) : nullptr;
            if (held == &of.what) {
                said.unexpected(each.where, "a structure " + of.what.name + " that holds itself", "a list of it",
                                "write Array of " + of.what.name);
                return;
            }
            if (held && std::ranges::find(reached, held) == reached.end())
                reached.push_back(held);
        }
}

void require_structures(const api& in, const home& of, const std::vector<member>& members, report& said) {
    for (const auto& each : members)
        if (each.type.kind == type_kind::structure && !in.find(of, each.type.structure))
            said.unexpected(each.where, "a structure " + each.type.structure + " that no page describes",
                            "a table of its members under a heading with its name",
                            "add it to types.md beside the page, or correct the type");
}

} // namespace

void require_complete(const api& of, report& said) {
    for (const auto& each : of.operations) {
        require_home(each.of, each.where, said);
        if (!each.host)
            said.unexpected(each.where, "a page that does not state its host", "a row Host in a table of facts",
                            "restate the page as a spec; docs/spec-format.md shows how");
        require_describable(each.name, each.request, each.where, said);
        require_describable(each.name + "::Output", each.response, each.where, said);
        require_structures(of, each.of, each.request, said);
        require_structures(of, each.of, each.response, said);
    }
    for (const auto& each : of.structures) {
        require_home(each.of, each.what.where, said);
        require_describable(each.what.name, each.what.members, each.what.where, said);
        require_finite(of, each, said);
        require_structures(of, each.of, each.what.members, said);
    }
}

} // namespace bindery::codegen

#include "resolve/resolve.hpp"

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
        require_structures(of, each.of, each.request, said);
        require_structures(of, each.of, each.response, said);
    }
    for (const auto& each : of.structures) {
        require_home(each.of, each.what.where, said);
        require_structures(of, each.of, each.what.members, said);
    }
}

} // namespace bindery::codegen

#include "emit/writers.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// Structures that are used above the place where they are defined.
std::vector<std::string> used_early(const std::vector<const structure*>& ordered, const version_names& names) {
    name_set here;
    for (const auto* each : ordered)
        here.insert(each->name);
    name_set defined;
    std::vector<std::string> early;
    for (const auto* each : ordered) {
        for (const auto& used : each->members) {
            if (used.type.kind != type_kind::structure || used.type.structure == each->name)
                continue;
            const bool ahead = here.contains(used.type.structure) && !defined.contains(used.type.structure);
            const auto name = names.structure(used.type.structure);
            if (ahead && std::ranges::find(early, name) == early.end())
                early.push_back(name);
        }
        defined.insert(each->name);
    }
    return early;
}

} // namespace

std::string write_structures(const service_version& in, const std::vector<const structure*>& ordered) {
    std::string text;
    for (const auto& each : used_early(ordered, in.names))
        text += "struct " + each + ";\n";
    text += text.empty() ? "" : "\n";
    std::string descriptions;
    for (const auto* each : ordered) {
        const auto name = in.names.structure(each->name);
        const auto members = named_members(each->members, name);
        const scope where{in.names, identifiers_of(members), version_namespace(*in.of.version), &in.graph, each->name};
        const auto description = each->inferred ? "Described on no page; read off an example." : each->description;
        text += doc_comment(0, description);
        text += "struct " + name + (members.empty() ? " {};\n" : " {\n");
        if (!members.empty())
            text += write_members(members, direction::sent, 4, where) + "};\n";
        text += '\n';
        descriptions += write_describe(name, members);
    }
    return text + descriptions + '\n';
}

} // namespace bindery::codegen

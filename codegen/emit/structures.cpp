// The header of a service version's structures. A structure that holds another by value stands below it; one that only
// lists another may stand above it, since a list needs no complete elements.

#include "emit/writers.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

class ordering {
public:
    explicit ordering(const std::vector<const structure*>& all) : all_(all) {
        for (const auto* each : all)
            place(each);
    }
    std::vector<const structure*> take() && { return std::move(placed_); }

private:
    void place(const structure* of) {
        if (!seen_.insert(of->name).second)
            return;
        for (const auto& each : of->members) {
            const auto* used = named(each.type);
            // Elements of a list come first too, for the reader's sake, unless they lead back here.
            name_set passed;
            if (used && (each.type.lists == 0 || !leads_to(used, of, passed)))
                place(used);
        }
        placed_.push_back(of);
    }

    const structure* named(const type& of) const {
        const auto found = std::ranges::find(all_, of.structure, &structure::name);
        return of.kind == type_kind::structure && found != all_.end() ? *found : nullptr;
    }

    bool leads_to(const structure* from, const structure* to, name_set& passed) const {
        if (from == to)
            return true;
        return passed.insert(from->name).second && std::ranges::any_of(from->members, [&](const member& each) {
                   const auto* used = named(each.type);
                   return used && leads_to(used, to, passed);
               });
    }

    const std::vector<const structure*>& all_;
    std::vector<const structure*> placed_;
    name_set seen_;
};

std::vector<const member*> pointers_to(const std::vector<member>& members) {
    std::vector<const member*> all;
    for (const auto& each : members)
        all.push_back(&each);
    return all;
}

/// Structures that one above them lists: they are declared before all others.
std::vector<std::string> used_early(const std::vector<const structure*>& ordered, const name_set& operations) {
    name_set defined;
    std::vector<std::string> early;
    for (const auto* each : ordered) {
        defined.insert(each->name);
        for (const auto& used : each->members) {
            const bool ahead = used.type.kind == type_kind::structure && !defined.contains(used.type.structure);
            const auto name = structure_identifier(used.type.structure, operations);
            if (ahead && std::ranges::find(early, name) == early.end())
                early.push_back(name);
        }
    }
    return early;
}

} // namespace

std::string write_structures(const service_version& in) {
    const auto ordered = ordering(in.structures).take();
    std::string text;
    for (const auto& each : used_early(ordered, in.operation_names))
        text += "struct " + each + ";\n";
    text += text.empty() ? "" : "\n";
    for (const auto* each : ordered) {
        const auto members = pointers_to(each->members);
        const auto name = structure_identifier(each->name, in.operation_names);
        scope where{in.operation_names, {}, version_namespace(*in.of.version)};
        for (const auto* own : members)
            where.members.insert(member_identifier(own->name, name));
        const auto description = each->inferred ? "Described on no page; read off an example." : each->description;
        text += doc_comment(0, description);
        text += "struct " + name + (members.empty() ? " {};\n" : " {\n");
        if (!members.empty())
            text += write_members(members, member_side::input, 4, name, where) + "};\n";
        text += '\n';
    }
    for (const auto* each : ordered) {
        const auto name = structure_identifier(each->name, in.operation_names);
        text += write_describe(name, pointers_to(each->members), name);
    }
    return text + '\n';
}

} // namespace bindery::codegen

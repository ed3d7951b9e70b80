#include "model/uses.hpp"

namespace bindery::codegen {

structure_index::structure_index(const api& all) : all_(all) {
    for (const auto& each : all.structures)
        known_.emplace(std::pair(each.of, std::string_view(each.what.name)), &each.what);
}

const structure* structure_index::find(const home& of, std::string_view name) const {
    const auto found = known_.find({of, name});
    return found == known_.end() ? nullptr : found->second;
}

std::set<const structure*> structure_index::used_by(std::vector<member> operation::*side) const {
    std::set<const structure*> used;
    for (const auto& each : all_.operations) {
        std::vector<const std::vector<member>*> open{&(each.*side)};
        while (!open.empty()) {
            const auto* members = open.back();
            open.pop_back();
            for (const auto& one : *members)
                if (const auto* found =
                        one.type.kind == type_kind::structure ? find(each.of, one.type.structure) : nullptr;
                    found && used.insert(found).second)
                    open.push_back(&found->members);
        }
    }
    return used;
}

} // namespace bindery::codegen

#ifndef BINDERY_CODEGEN_MODEL_USES_HPP
#define BINDERY_CODEGEN_MODEL_USES_HPP

// The walks over a model: all that has members, and the structures that members lead to.

#include "model/model.hpp"

#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace bindery::codegen {

/// Calls `visit(name, members, direction, home)` for each request ("Stop"), answer ("Stop.Output") and structure.
template <class Api, class Visit>
void for_each_owner(Api& all, Visit visit) {
    for (auto& each : all.operations) {
        visit(each.name, each.request, direction::sent, each.of);
        visit(each.name + ".Output", each.response, direction::received, each.of);
    }
    for (auto& each : all.structures)
        visit(each.what.name, each.what.members, direction::both, each.of);
}

/// The structures of a model by their homes and names. The model must outlive it, and stay as it is.
class structure_index {
public:
    explicit structure_index(const api& all);

    /// Null where there is none of the name.
    const structure* find(const home& of, std::string_view name) const;

    /// What the requests, or the answers, of all operations lead to, through each other.
    std::set<const structure*> used_by(std::vector<member> operation::*side) const;

private:
    const api& all_;
    std::map<std::pair<home, std::string_view>, const structure*> known_;
};

} // namespace bindery::codegen

#endif

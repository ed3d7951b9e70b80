#include "emit/graph.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

namespace bindery::codegen {

structure_graph::structure_graph(const std::vector<const structure*>& all) : knot_of_(all.size(), 0) {
    for (std::size_t i = 0; i < all.size(); ++i)
        index_.emplace(all[i]->name, i);
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> uses(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const auto& each : all[i]->members)
            if (each.type.kind == type_kind::structure)
                if (const auto found = index_.find(each.type.structure); found != index_.end())
                    add_edge(i, found->second, uses);
    // They come numbered, each behind those that it leads to. No recursion: how deep structures nest is up to the page.
    knots_.resize(strong_components(uses, knot_of_.data()));
    for (std::size_t i = 0; i < all.size(); ++i)
        knots_[knot_of_[i]].push_back(all[i]);
}

std::set<std::size_t> structure_graph::used_by(const std::vector<member>& members) const {
    std::set<std::size_t> used;
    for (const auto& each : members)
        if (each.type.kind == type_kind::structure)
            if (const auto found = index_.find(each.type.structure); found != index_.end())
                used.insert(knot_of_[found->second]);
    return used;
}

bool structure_graph::leads_back(std::string_view owner, const type& held) const {
    if (held.kind != type_kind::structure || held.lists > 0)
        return false;
    const auto from = index_.find(owner);
    const auto to = index_.find(held.structure);
    return from != index_.end() && to != index_.end() && knot_of_[from->second] == knot_of_[to->second];
}

} // namespace bindery::codegen

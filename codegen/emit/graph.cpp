#include "emit/graph.hpp"

#include <algorithm>
#include <limits>

namespace bindery::codegen {
namespace {

constexpr std::size_t unseen = std::numeric_limits<std::size_t>::max();

/// Tarjan's algorithm, with a stack of its own: how deep structures nest is up to the page.
class knot_finder {
public:
    explicit knot_finder(const std::vector<std::vector<std::size_t>>& uses)
        : uses_(uses), order_(uses.size(), unseen), low_(uses.size(), 0), open_(uses.size(), false) {
        for (std::size_t each = 0; each < uses.size(); ++each)
            if (order_[each] == unseen)
                follow(each);
    }

    std::vector<std::vector<std::size_t>> take() && { return std::move(found_); }

private:
    struct step {
        std::size_t node;
        std::size_t next; ///< of those it uses
    };

    void enter(std::size_t node) {
        order_[node] = low_[node] = count_++;
        open_[node] = true;
        stack_.push_back(node);
        path_.push_back({node, 0});
    }

    void follow(std::size_t root) {
        enter(root);
        while (!path_.empty()) {
            const auto node = path_.back().node;
            if (path_.back().next < uses_[node].size()) {
                const auto used = uses_[node][path_.back().next++];
                if (order_[used] == unseen)
                    enter(used);
                else if (open_[used])
                    low_[node] = std::min(low_[node], order_[used]);
                continue;
            }
            path_.pop_back();
            if (!path_.empty())
                low_[path_.back().node] = std::min(low_[path_.back().node], low_[node]);
            if (low_[node] == order_[node])
                close(node);
        }
    }

    void close(std::size_t first) {
        std::vector<std::size_t> knot;
        do {
            knot.push_back(stack_.back());
            open_[stack_.back()] = false;
            stack_.pop_back();
        } while (knot.back() != first);
        std::ranges::sort(knot);
        found_.push_back(std::move(knot));
    }

    const std::vector<std::vector<std::size_t>>& uses_;
    std::vector<std::size_t> order_;
    std::vector<std::size_t> low_;
    std::vector<bool> open_;
    std::vector<std::size_t> stack_;
    std::vector<step> path_;
    std::size_t count_ = 0;
    std::vector<std::vector<std::size_t>> found_;
};

} // namespace

structure_graph::structure_graph(const std::vector<const structure*>& all) : knot_of_(all.size(), 0) {
    for (std::size_t i = 0; i < all.size(); ++i)
        index_.emplace(all[i]->name, i);
    std::vector<std::vector<std::size_t>> uses(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const auto& each : all[i]->members)
            if (each.type.kind == type_kind::structure)
                if (const auto found = index_.find(each.type.structure); found != index_.end())
                    uses[i].push_back(found->second);
    for (const auto& each : knot_finder(uses).take()) {
        knot structures;
        for (const auto index : each) {
            knot_of_[index] = knots_.size();
            structures.push_back(all[index]);
        }
        knots_.push_back(std::move(structures));
    }
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

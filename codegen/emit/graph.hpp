#ifndef BINDERY_CODEGEN_EMIT_GRAPH_HPP
#define BINDERY_CODEGEN_EMIT_GRAPH_HPP

// Which structures of a service version use which. Those that lead back to each other must be declared together, and
// one of them can be held by another only indirectly.

#include "model/model.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// Structures that all lead to one another; mostly it is one that does not even lead to itself.
using knot = std::vector<const structure*>;

class structure_graph {
public:
    structure_graph() = default;
    explicit structure_graph(const std::vector<const structure*>& all);

    /// All knots, each behind those that it uses, otherwise in the order in which the structures came.
    const std::vector<knot>& knots() const { return knots_; }

    /// The knots that members use themselves, by their indices.
    std::set<std::size_t> used_by(const std::vector<member>& members) const;

    /// Whether a structure that holds a value of that type would hold itself in the end.
    bool leads_back(std::string_view owner, const type& held) const;

private:
    std::map<std::string_view, std::size_t, std::less<>> index_;
    std::vector<std::size_t> knot_of_;
    std::vector<knot> knots_;
};

} // namespace bindery::codegen

#endif

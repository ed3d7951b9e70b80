#include "naming/version_names.hpp"

namespace bindery::codegen {

version_names::version_names(const std::vector<std::string_view>& operations,
                             const std::vector<std::string_view>& structures) {
    add(operations, operations_);
    add(structures, structures_);
}

std::string version_names::structure(std::string_view name) const {
    const auto known = structures_.find(name);
    return known == structures_.end() ? outer_identifier(name) : known->second;
}

void version_names::add(const std::vector<std::string_view>& all, names& into) {
    for (const bool spelt_as_it_is : {true, false})
        for (const auto name : all) {
            if (can_be_outer_identifier(name) != spelt_as_it_is)
                continue;
            auto identifier = outer_identifier(name);
            auto stem = identifier;
            if (!stem.ends_with('_') && used_.contains(identifier))
                identifier += '_';
            while (stem.ends_with('_'))
                stem.pop_back();
            for (int n = 2; used_.contains(identifier); ++n)
                identifier = stem + '_' + std::to_string(n);
            if (into.emplace(name, identifier).second)
                used_.insert(std::move(identifier));
        }
}

} // namespace bindery::codegen

#include "rules/mine.hpp"

namespace bindery::codegen {

std::vector<rule> mine_rules(const type& of, std::string_view description, place) {
    static constexpr mined::miner all[] = {mined::length,     mined::range, mined::one_of, mined::nullable,
                                           mined::deprecated, mined::unit,  mined::dedup};
    const wording said(description);
    std::vector<rule> rules;
    for (const auto mine : all)
        if (auto found = mine(said, of))
            rules.push_back(std::move(*found));
    return rules;
}

} // namespace bindery::codegen

#ifndef BINDERY_CODEGEN_DIFF_PAIRS_HPP
#define BINDERY_CODEGEN_DIFF_PAIRS_HPP

// Two lists of named things beside each other.

#include "text/scan.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace bindery::codegen {

/// In the order of their names.
template <class T>
struct pairs {
    std::vector<const T*> removed;
    std::vector<const T*> added;
    std::vector<std::pair<const T*, const T*>> kept;
    std::vector<std::pair<const T*, const T*>> recased; ///< the same name but for its case
};

template <class T, class Name>
pairs<T> pair_up(const std::vector<T>& before, const std::vector<T>& after, Name name) {
    std::map<std::string, std::pair<const T*, const T*>> all;
    for (const auto& each : before)
        if (auto& known = all[name(each)].first; !known)
            known = &each;
    for (const auto& each : after)
        if (auto& known = all[name(each)].second; !known)
            known = &each;

    pairs<T> found;
    std::map<std::string, std::vector<const T*>> gone;
    for (const auto& [key, both] : all)
        if (!both.second)
            gone[lowered(key)].push_back(both.first);
    for (const auto& [key, both] : all) {
        if (both.first && both.second) {
            found.kept.push_back(both);
        } else if (both.second) {
            const auto twins = gone.find(lowered(key));
            if (twins != gone.end() && !twins->second.empty()) {
                found.recased.emplace_back(twins->second.front(), both.second);
                twins->second.erase(twins->second.begin());
            } else {
                found.added.push_back(both.second);
            }
        }
    }
    for (const auto& [_, left] : gone)
        found.removed.insert(found.removed.end(), left.begin(), left.end());
    return found;
}

} // namespace bindery::codegen

#endif

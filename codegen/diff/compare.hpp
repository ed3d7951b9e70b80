#ifndef BINDERY_CODEGEN_DIFF_COMPARE_HPP
#define BINDERY_CODEGEN_DIFF_COMPARE_HPP

// What the parts of a comparison share.

#include "diff/diff.hpp"
#include "diff/texts.hpp"
#include "text/scan.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace bindery::codegen {

/// Two lists of named things beside each other, in the order of their names.
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

/// Two structures that go by different names, met at a member of this place.
struct renamed_structure {
    std::string place;
    std::string before;
    std::string after;
    direction way;
};

class change_list {
public:
    explicit change_list(comparing how) : how_(how) {}

    void say(weight weight, std::string kind, std::string subject, std::string message, const location& before,
             const location& after) {
        found_.push_back({weight, std::move(kind), std::move(subject), std::move(message), before, after});
    }

    /// Whether both sides tell as much; where not, silence is no change.
    bool alike() const { return how_ == comparing::alike; }

    std::vector<change> take() && { return std::move(found_); }

private:
    std::vector<change> found_;
    comparing how_;
};

/// No values listed: any will do. Of values that were mined from texts only those count that the texts mention more or
/// less often.
void compare_values(change_list& into, const std::string& subject, const std::vector<std::string>& before,
                    const std::vector<std::string>& after, direction way, const location& was, const location& is,
                    const both_texts* texts = nullptr);

/// The members of a structure or of one side of an operation. Structures under other names are left to the caller.
void compare_members(change_list& into, const std::string& owner, const std::vector<member>& before,
                     const std::vector<member>& after, direction way, std::vector<renamed_structure>& renamed);

/// The rules of a member.
void compare_rules(change_list& into, const std::string& subject, const member& before, const member& after,
                   direction way);

} // namespace bindery::codegen

#endif

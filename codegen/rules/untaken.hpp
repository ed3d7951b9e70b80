#ifndef BINDERY_CODEGEN_RULES_UNTAKEN_HPP
#define BINDERY_CODEGEN_RULES_UNTAKEN_HPP

// Limits that a description mentions and that became no rule, each with the reason: what mining leaves out for
// precision's sake, a person may want to write down.

#include "model/model.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

struct untaken_limit {
    std::string sentence;   ///< that mentions it
    std::string why;        ///< it is no rule: "it holds in one case only"
    bool condition = false; ///< no limit of the value: when it must be given
};

/// In the order of their sentences.
std::vector<untaken_limit> untaken_limits(const type& of, std::string_view description);

/// The sentence of a description that states a rule of this kind, or nothing when it is none of its own.
std::string sentence_behind(const rule& found, const type& of, std::string_view description);

} // namespace bindery::codegen

#endif

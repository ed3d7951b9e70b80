#ifndef BINDERY_CODEGEN_RULES_MINE_HPP
#define BINDERY_CODEGEN_RULES_MINE_HPP

// Finds the rules that a description states in prose. A wrong rule would refuse a right request, so prose that might
// mean something else gives none. In which words things are said is wording/'s business; limits, lists of values,
// defaults and remarks are each read by a file of their own. A description may hold the markup of Markdown and HTML.

#include "model/model.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// The rules a member's description states that its type can hold to, at most one of a kind. The description begins at
/// `at`, and each rule knows the line of its sentence.
std::vector<rule> mine_rules(const type& of, std::string_view description, place at = {});

/// A limit that a description mentions and that became no rule: what mining leaves out for precision's sake, a person
/// may want to write down.
struct untaken_limit {
    std::string sentence;   ///< that mentions it
    std::string why;        ///< it is no rule: "it holds in one case only"
    bool condition = false; ///< no limit of the value: when it must be given
};

/// In the order of their sentences.
std::vector<untaken_limit> untaken_limits(const type& of, std::string_view description);

/// The sentence of a description that states a rule of this kind, or nothing when it is none of its own.
std::string sentence_behind(const rule& found, const type& of, std::string_view description);

/// What a description states of a member whose type is called `type` (`int64`, `list<string>`, `object<Name>`,
/// `String`, `RepeatList` and the like), in the form in which people label it.
boost::json::array labelled_rules(std::string_view type, std::string_view document);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_RULES_LABELLED_HPP
#define BINDERY_CODEGEN_RULES_LABELLED_HPP

// Descriptions as JSON, a line each, and what they state, in the form in which people label them.

#include <boost/json/array.hpp>

#include <string_view>

namespace bindery::codegen {

/// What a description states of a member whose type is called `type`: `int64`, `list<string>`, `object<Name>`,
/// `String`, `RepeatList` and the like.
boost::json::array labelled_rules(std::string_view type, std::string_view document);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_SHOW_SHOW_HPP
#define BINDERY_CODEGEN_SHOW_SHOW_HPP

// The model of an operation for other programs (JSON) and for people (text). docs/model.md describes the JSON.

#include "model/model.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace bindery::codegen {

/// One object per operation. `notes` are those reported for its page.
boost::json::object to_json(const api& all, const operation& of, const std::vector<diagnostic>& notes);

/// JSON with a member or element per line.
std::string pretty(const boost::json::value& value);

/// The same object for people.
std::string to_text(const boost::json::object& of);

} // namespace bindery::codegen

#endif

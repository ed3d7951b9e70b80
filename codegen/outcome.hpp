#ifndef BINDERY_CODEGEN_OUTCOME_HPP
#define BINDERY_CODEGEN_OUTCOME_HPP

// What the commands share: telling what was found, and whether the run can go on.

#include "command.hpp"
#include "text/diagnostic.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <iosfwd>
#include <vector>

namespace bindery::codegen {

/// The diagnostics in the order of their places.
std::vector<diagnostic> in_order(const report& said);

/// What a run of this strictness reports to.
report report_for(strictness how);

/// Says what was found; true when the run cannot go on.
bool stopped(report& said, strictness how, std::ostream& err);

/// The same in the form asked for: JSON has the diagnostics of a failure as an object on `out`, and leaves those of a
/// success to whoever prints it.
bool stopped(report& said, strictness how, show_format format, std::ostream& out, std::ostream& err);

/// {"path", "line", "column"}
boost::json::object to_json(const location& where);

/// The same for programs: {"path", "line", "column", "severity", "message", "hint"} each.
boost::json::array to_json(const std::vector<diagnostic>& said);

} // namespace bindery::codegen

#endif

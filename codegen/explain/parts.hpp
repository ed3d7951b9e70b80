#ifndef BINDERY_CODEGEN_EXPLAIN_PARTS_HPP
#define BINDERY_CODEGEN_EXPLAIN_PARTS_HPP

// The parts of an explanation, as JSON that is printed as text, too.

#include "model/model.hpp"
#include "read/page.hpp"
#include "text/source.hpp"

#include <boost/json/array.hpp>

namespace bindery::codegen {

/// Each table of a page: where it is, its layout, what heads its columns, what it was taken for, and each row with what
/// became of it. `said` are the diagnostics of the page, which tell why a row was left out.
boost::json::array explain_tables(const source& text, const page& from, const api& became, const report& said);

/// What became of each line of a page: stretches of lines of one use.
boost::json::array explain_lines(const page& from);

/// Each rule of a model with its place and the sentence that states it, and each limit in prose that is no rule, with
/// the reason.
boost::json::array explain_rules(const api& of);

} // namespace bindery::codegen

#endif

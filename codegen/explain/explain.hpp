#ifndef BINDERY_CODEGEN_EXPLAIN_EXPLAIN_HPP
#define BINDERY_CODEGEN_EXPLAIN_EXPLAIN_HPP

// How a page was read, and why so: which layout each table has, which words of its header stand for which column, what
// role it has, what became of each row, and what had to be inferred.

#include "command.hpp"
#include "model/model.hpp"
#include "read/page.hpp"
#include "text/source.hpp"

#include <boost/json/array.hpp>

namespace bindery::codegen {

/// The account of pages alone: how many of their lines are what, and which part of their rows is in the model.
int coverage(const look_request& asked, std::ostream& out, std::ostream& err);

int explain(const look_request& asked, std::ostream& out, std::ostream& err);

// The parts of an explanation, as JSON that is printed as text, too.

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

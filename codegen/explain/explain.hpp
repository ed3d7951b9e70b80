#ifndef BINDERY_CODEGEN_EXPLAIN_EXPLAIN_HPP
#define BINDERY_CODEGEN_EXPLAIN_EXPLAIN_HPP

// How a page was read, and why so: which layout each table has, which words of its header stand for which column, what
// role it has, what became of each row, and what had to be inferred.

#include "command.hpp"

namespace bindery::codegen {

struct explain_request {
    std::vector<std::filesystem::path> files; ///< pages, folders of pages, or metadata
    show_format format = show_format::text;
};

/// The account of pages alone: how many of their lines are what, and which part of their rows is in the model.
int coverage(const explain_request& asked, std::ostream& out, std::ostream& err);

int explain(const explain_request& asked, std::ostream& out, std::ostream& err);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_RESOLVE_ROLES_HPP
#define BINDERY_CODEGEN_RESOLVE_ROLES_HPP

// Which table of a page is which. The columns tell; the heading above helps where they do not.

#include "read/page.hpp"

#include <string>
#include <vector>

namespace bindery::codegen {

struct structure_table {
    std::string name;
    std::string description;
    const table* rows;
};

struct roles {
    const table* facts = nullptr;
    const table* request = nullptr;
    const table* response = nullptr;
    const table* errors = nullptr;
    std::vector<structure_table> structures;
    bool takes_nothing = false; ///< "None." stands where the table of input would
    bool gives_nothing = false;
    bool says_more = false; ///< the page goes on behind the request: with an example, a heading or a table
};

roles assign_roles(const page& from, report& said);

} // namespace bindery::codegen

#endif

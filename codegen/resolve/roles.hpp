#ifndef BINDERY_CODEGEN_RESOLVE_ROLES_HPP
#define BINDERY_CODEGEN_RESOLVE_ROLES_HPP

// Which table of a page is which. The columns tell; the heading above helps where they do not, and the line above a
// table says whose members it lists.

#include "model/model.hpp"
#include "read/page.hpp"

#include <map>
#include <string>
#include <vector>

namespace bindery::codegen {

struct structure_table {
    std::string name;
    std::string description;
    const table* rows;
    std::string owner = {}; ///< the member it was found to belong to, where not the member's type says so
};

struct roles {
    const table* facts = nullptr;
    std::vector<const table*> request; ///< pages that part path, query and body have a table for each
    std::vector<const table*> response;
    std::vector<const table*> errors;
    std::map<const table*, position> sent_in;  ///< where the heading above a table of input says its members are sent
    std::map<const table*, int> shared_status; ///< what all errors of a table answer with, where the line above says so
    std::vector<structure_table> structures;
    bool takes_nothing = false; ///< "None." stands where the table of input would
    bool gives_nothing = false;
    bool says_more = false; ///< the page goes on behind the request: with an example, a heading or a table
};

/// The first heading of a page, or null.
const heading* title_of(const page& from);

roles assign_roles(const page& from, report& said);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_RELAX_RELAX_HPP
#define BINDERY_CODEGEN_RELAX_RELAX_HPP

// Takes rules off single members where a service has come to accept what its page still refuses, and the page is not
// ours to change.

#include "model/model.hpp"

namespace bindery::codegen {

/// Each wish is `ManageTask/OperationType:one_of`: an operation or structure, its member, and `length`, `range`,
/// `items`, `one_of` or `required`. One that fits nothing is an error.
void relax(api& model, const std::vector<std::string>& wishes, report& said);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_METADATA_MINED_HPP
#define BINDERY_CODEGEN_METADATA_MINED_HPP

#include "metadata/metadata.hpp"

namespace bindery::codegen {

/// Gives a member what its document says: a description, and the rules that are mined from it as far as they are asked
/// for.
void take_document(member& into, std::string_view document, const metadata_request& asked, report& said);

} // namespace bindery::codegen

#endif

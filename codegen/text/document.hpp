#ifndef BINDERY_CODEGEN_TEXT_DOCUMENT_HPP
#define BINDERY_CODEGEN_TEXT_DOCUMENT_HPP

#include <string>
#include <string_view>

namespace bindery::codegen {

/// Where a reader of a message finds a document such as `spec-format.md`: its whole path where the program is
/// installed, else the one it has in the sources, `docs/spec-format.md`.
std::string document(std::string_view name);

} // namespace bindery::codegen

#endif

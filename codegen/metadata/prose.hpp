#ifndef BINDERY_CODEGEN_METADATA_PROSE_HPP
#define BINDERY_CODEGEN_METADATA_PROSE_HPP

// What metadata say in running text.

#include "metadata/metadata.hpp"

#include <string>
#include <string_view>

namespace bindery::codegen {

/// What a description says, on one line for a comment: without markup, bytes that are no text, and the hidden signs
/// that steer a text's direction, of which compilers warn.
std::string prose_of(std::string_view marked);

/// The same, cut at the end of a sentence: metadata explain at length what a comment only names.
std::string opening_of_prose(std::string_view marked);

/// Gives a member, whose type is known, the rules that are mined from its document, as far as they are asked for.
void take_document(member& into, std::string_view document, const metadata_request& asked, report& said);

} // namespace bindery::codegen

#endif

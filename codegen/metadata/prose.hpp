#ifndef BINDERY_CODEGEN_METADATA_PROSE_HPP
#define BINDERY_CODEGEN_METADATA_PROSE_HPP

#include <string>
#include <string_view>

namespace bindery::codegen {

/// What a description says, on one line for a comment: without markup, bytes that are no text, and the hidden signs
/// that steer a text's direction, of which compilers warn.
std::string prose_of(std::string_view marked);

/// The same, cut at the end of a sentence: metadata explain at length what a comment only names.
std::string opening_of_prose(std::string_view marked);

} // namespace bindery::codegen

#endif

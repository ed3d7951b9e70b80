#ifndef BINDERY_CODEGEN_DICTIONARY_TYPE_PHRASE_HPP
#define BINDERY_CODEGEN_DICTIONARY_TYPE_PHRASE_HPP

// What a cell of a Type column means.

#include "model/model.hpp"

#include <optional>
#include <string_view>

namespace bindery::codegen {

/// The type, or nothing for words that can be none. `Object` without a name gives a structure without a name.
std::optional<type> resolve_type(std::string_view words);

/// The most characters of a text, where its type says so: 64 of "string(64)".
std::optional<std::int64_t> length_in_type(std::string_view words);

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_DICTIONARY_TYPE_WORD_HPP
#define BINDERY_CODEGEN_DICTIONARY_TYPE_WORD_HPP

// The words pages use for types, and the shape of a type in running text. Readers use it to find where a type ends;
// resolve uses it to know what it means.

#include "model/model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bindery::codegen {

enum class basic_type {
    text,
    integer,
    unsigned_integer,
    number,
    boolean,
    timestamp,
    object,
    array
};

/// What a whole type word means; nothing for the name of a structure.
std::optional<basic_type> basic_type_of(std::string_view words);

/// The same for a cell that is known to hold a type: in other spellings, other cases, and Chinese.
std::optional<basic_type> basic_type_in_any_case(std::string_view words);

/// The longest type word that stands at the start of a text, exactly as spelt in the dictionary, and its size.
std::size_t basic_type_at_start(std::string_view text);

/// The size of the words that announce elements, such as `Array of `, at the start of a text.
std::size_t list_words_at_start(std::string_view text);

/// The type word somebody probably meant, for a word that differs from it by a slip of the pen.
std::optional<std::string_view> nearest_type_word(std::string_view word);

/// Several capitalised words in one, as structures are called: what may be a type where nothing else tells.
bool reads_as_structure(std::string_view word);

/// What a cell of a Type column means, or nothing for words that can be no type. `Object` without a name gives a
/// structure without a name.
std::optional<type> resolve_type(std::string_view words);

/// The most characters of a text, where its type says so: 64 of "string(64)".
std::optional<std::int64_t> length_in_type(std::string_view words);

} // namespace bindery::codegen

#endif

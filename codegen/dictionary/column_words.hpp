#ifndef BINDERY_CODEGEN_DICTIONARY_COLUMN_WORDS_HPP
#define BINDERY_CODEGEN_DICTIONARY_COLUMN_WORDS_HPP

// The words that head columns, in small letters.

#include "dictionary/column.hpp"

#include <span>
#include <string_view>

namespace bindery::codegen {

struct column_words {
    std::string_view words;
    column meaning;
};

/// Words that tell only beside another column.
struct vague_column_words {
    std::string_view words;
    column meaning;
    column beside;
};

/// Those that are told also where nothing parts the cells of a header.
std::span<const column_words> column_words_anywhere();

/// Those that are told only where they fill a cell: in running text they mean other things, too.
std::span<const column_words> column_words_alone();

std::span<const vague_column_words> vague_column_words_all();

} // namespace bindery::codegen

#endif

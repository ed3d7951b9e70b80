#ifndef BINDERY_CODEGEN_DICTIONARY_WORDS_HPP
#define BINDERY_CODEGEN_DICTIONARY_WORDS_HPP

// The words of words.txt, in every spelling met so far. One place for all layouts: a new synonym is one word more.

#include "text/word_table.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace bindery::codegen {

/// The rows of a list; each with its meaning by name. What the file does not have ends the generator at its start.
std::vector<word_row<std::string_view>> rows_of(std::string_view list);

/// All words of a list, in their order, where its rows all tell the same.
std::vector<std::string_view> words_in(std::string_view list);

/// Whether a word is one of some words.
bool is_one_of(std::string_view word, const std::vector<std::string_view>& words);

/// Whether one of some words stands in a text, wherever that is.
bool stands_in(std::string_view text, const std::vector<std::string_view>& words);

/// The place of a name among those of all meanings.
std::size_t index_of_name(std::string_view name, std::span<const std::string_view> names);

/// A list as a table. The names are those of the meanings, in the order of their values.
template <class Meaning>
word_table<Meaning> words_of(std::string_view list, std::span<const std::string_view> names) {
    word_table<Meaning> table;
    for (const auto& [name, words] : rows_of(list))
        table.add({static_cast<Meaning>(index_of_name(name, names)), words});
    return table;
}

} // namespace bindery::codegen

#endif

#ifndef BINDERY_CODEGEN_DICTIONARY_YES_NO_HPP
#define BINDERY_CODEGEN_DICTIONARY_YES_NO_HPP

// The words of a Required column.

#include <cstddef>
#include <optional>
#include <string_view>

namespace bindery::codegen {

/// Whether the cell says yes or no; nothing when it says neither.
std::optional<bool> yes_no(std::string_view cell);

/// The same for words that say so wherever they stand; "y" and "-" do in a column of answers only.
std::optional<bool> spelt_out(std::string_view words);

/// Whether the cell is a mark that says yes where nothing says no.
bool is_tick(std::string_view cell);

/// The size of the yes or no that a text begins with, in the spelling vendors use (`Yes`, `No`); 0 when it does not.
std::size_t yes_no_at_start(std::string_view text);

} // namespace bindery::codegen

#endif

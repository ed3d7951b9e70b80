#ifndef BINDERY_CODEGEN_RULES_BOUNDS_HPP
#define BINDERY_CODEGEN_RULES_BOUNDS_HPP

// What bounds a number, however it is said: "[1, 100]", "up to 100", "between 8 and 32", "0 and [128, 4096]". What it
// is that they bound is told by the words around them (limits.cpp).

#include "rules/readers.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace bindery::codegen {

struct bound : limits {
    bool is_stretch = false; ///< both ends are told by signs or "to": what it bounds must be announced
    bool is_exact = false;
    std::size_t first = 0;
    std::size_t next = 0;
};

/// A stretch between two bounds that begins at a word: "[1, 100]", "(0,1]", "1 to 100", "1-64", "8~20".
std::optional<bound> stretch_at(const wording& in, std::size_t at);

/// The bound that begins at a word.
std::optional<bound> bound_at(const wording& in, std::size_t at);

/// A unit at a word, by its name as told to users: "ms" is milliseconds; `next` is the word behind it.
struct named_unit {
    std::string_view name;
    std::size_t next = 0;
};
std::optional<named_unit> unit_at(const wording& in, std::size_t at);

/// How many of the smaller of two units of time the larger holds: from seconds to milliseconds 1000.
std::optional<double> conversion(std::string_view from, std::string_view to);

} // namespace bindery::codegen

#endif

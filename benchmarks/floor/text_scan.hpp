#ifndef BINDERY_BENCHMARKS_FLOOR_TEXT_SCAN_HPP
#define BINDERY_BENCHMARKS_FLOOR_TEXT_SCAN_HPP

// Sixteen bytes of JSON text at once. Where there is no SSE2 the same questions are asked byte by byte.

#include <cstddef>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace bench::floor {

struct block {
#if defined(__SSE2__)
    explicit block(const char* text) noexcept : bytes(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text))) {}
    void store(char* to) const noexcept { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes); }
    /// A bit for each byte that JSON does not take as it is: control characters, the quote, the backslash.
    unsigned special() const noexcept {
        const __m128i last_control = _mm_set1_epi8(0x1F);
        return mask(_mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))),
            _mm_cmpeq_epi8(_mm_min_epu8(bytes, last_control), bytes)));
    }
    /// A bit for each byte that is not ASCII.
    unsigned beyond_ascii() const noexcept { return mask(bytes); }

private:
    static unsigned mask(__m128i bits) noexcept { return static_cast<unsigned>(_mm_movemask_epi8(bits)); }
    __m128i bytes;
#else
    explicit block(const char* text) noexcept { std::memcpy(bytes, text, size); }
    void store(char* to) const noexcept { std::memcpy(to, bytes, size); }
    unsigned special() const noexcept {
        return mask([](unsigned char c) { return c < 0x20 || c == '"' || c == '\\'; });
    }
    unsigned beyond_ascii() const noexcept {
        return mask([](unsigned char c) { return c >= 0x80; });
    }

private:
    template <class Test>
    unsigned mask(Test test) const noexcept {
        unsigned bits = 0;
        for (unsigned i = 0; i != size; ++i)
            bits |= static_cast<unsigned>(test(static_cast<unsigned char>(bytes[i]))) << i;
        return bits;
    }
    char bytes[16];
#endif

public:
    static constexpr std::size_t size = 16;
};

} // namespace bench::floor

#endif

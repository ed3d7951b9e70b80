#ifndef BINDERY_TESTS_FUZZ_TARGET_HPP
#define BINDERY_TESTS_FUZZ_TARGET_HPP

// A fuzz target: `BINDERY_FUZZ_TARGET(json_read) { ... input ... }`. Under `./dev fuzz` it is libFuzzer's, in the tests
// it takes every file of its corpus once.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace fuzz {

/// What a target is given: text, and behind it bytes that steer, so that a file of the corpus can be read by people.
class input {
public:
    explicit input(std::string_view bytes) noexcept : bytes_(bytes) {}

    /// The last byte, 0 when there is none.
    std::uint8_t steer() noexcept {
        if (bytes_.empty())
            return 0;
        const auto last = static_cast<std::uint8_t>(bytes_.back());
        bytes_.remove_suffix(1);
        return last;
    }
    std::string_view text() const noexcept { return bytes_; }

private:
    std::string_view bytes_;
};

/// A promise that no input may break.
inline void require(bool holds, const char* promise) noexcept {
    if (holds)
        return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

/// Gives `text` to `take(piece)` in pieces whose sizes follow from `seed`: whole, byte by byte, or of changing sizes.
template <class Take>
void in_pieces(std::string_view text, std::uint8_t seed, Take take) {
    std::uint32_t state = seed * 2654435761u + 1;
    while (!text.empty()) {
        std::size_t size = text.size();
        if (seed == 1)
            size = 1;
        else if (seed > 1) {
            state = state * 1664525u + 1013904223u;
            size = 1 + (state >> 16) % (seed < 128 ? 8 : 512);
        }
        size = size < text.size() ? size : text.size();
        take(text.substr(0, size));
        text.remove_prefix(size);
    }
}

} // namespace fuzz

#ifdef BINDERY_FUZZ

#define BINDERY_FUZZ_TARGET(name)                                                                                      \
    static void name(fuzz::input input);                                                                               \
    extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {                                \
        name(fuzz::input({reinterpret_cast<const char*>(data), size}));                                                \
        return 0;                                                                                                      \
    }                                                                                                                  \
    static void name(fuzz::input input)

#else

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace fuzz {

inline void replay(const char* name, void (*target)(input)) {
    std::size_t files = 0;
    for (const auto& each : std::filesystem::directory_iterator(std::filesystem::path(BINDERY_FUZZ_CORPUS) / name)) {
        std::ifstream in(each.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        CAPTURE(each.path().filename().string());
        target(input(bytes));
        ++files;
    }
    CHECK(files != 0);
}

} // namespace fuzz

#define BINDERY_FUZZ_TARGET(name)                                                                                      \
    static void name(fuzz::input input);                                                                               \
    TEST_CASE("fuzz: " #name " takes its corpus") {                                                                    \
        fuzz::replay(#name, name);                                                                                     \
    }                                                                                                                  \
    static void name(fuzz::input input)

#endif

#endif

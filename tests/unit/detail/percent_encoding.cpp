#include <bindery/detail/percent_encoding.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>

#ifndef BINDERY_VECTORS_DIR
#define BINDERY_VECTORS_DIR BINDERY_TESTS_DIR "/vectors"
#endif

using bindery::detail::is_percent_encoded;
using bindery::detail::percent_decode;
using bindery::detail::percent_encode;

namespace {

std::string encoded(std::string_view text) {
    std::string out;
    percent_encode(text, out);
    return out;
}

std::string decoded(std::string_view text) {
    std::string out;
    return percent_decode(text, out) ? out : "refused";
}

/// A buffer of the least that is asked of one, for use in constant expressions.
struct small_buffer {
    char text[16] = {};
    std::size_t size = 0;

    constexpr void append(const char* more, std::size_t count) {
        for (std::size_t i = 0; i != count; ++i)
            text[size++] = more[i];
    }
    constexpr std::string_view view() const { return {text, size}; }
};

constexpr bool works_at_compile_time() {
    small_buffer there, back;
    percent_encode("a b", there);
    return there.view() == "a%20b" && percent_decode(there.view(), back) && back.view() == "a b";
}

} // namespace

static_assert(works_at_compile_time());

TEST_CASE("percent encoding: every vector is written and read back") {
    std::ifstream in(BINDERY_VECTORS_DIR "/percent_encoding.txt");
    int count = 0;
    for (std::string hex, expected; in >> hex >> expected; ++count) {
        std::string text;
        for (std::size_t i = 0; i < hex.size(); i += 2) {
            text += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
        }
        CHECK_MESSAGE(encoded(text) == expected, "vector ", hex);
        CHECK_MESSAGE(decoded(expected) == text, "vector ", hex);
    }
    CHECK(count == 37);
}

TEST_CASE("percent encoding: all 256 bytes survive both ways") {
    std::string all;
    for (int byte = 0; byte != 256; ++byte)
        all += static_cast<char>(byte);
    CHECK(decoded(encoded(all)) == all);
    CHECK(encoded(all).size() == 66 + 3 * (256 - 66));
}

TEST_CASE("percent encoding: nothing stays nothing") {
    CHECK(encoded("").empty());
    CHECK(decoded("").empty());
}

TEST_CASE("percent encoding: what follows is appended") {
    std::string out = "a=";
    percent_encode("&", out);
    CHECK(out == "a=%26");
    CHECK(percent_decode("%26", out));
    CHECK(out == "a=%26&");
}

TEST_CASE("percent decoding: hex digits of either case are read") {
    CHECK(decoded("%2f%2F") == "//");
}

TEST_CASE("percent decoding: a plus stays a plus") {
    CHECK(decoded("a+b") == "a+b");
}

TEST_CASE("percent decoding: malformed escapes are refused and nothing is appended") {
    for (const char* text : {"%", "%2", "a%", "a%2", "%%20", "%G0", "%0G", "% 1", "%-1", "%20%", "%20%4"}) {
        CAPTURE(text);
        std::string out = "before";
        CHECK_FALSE(percent_decode(text, out));
        CHECK(out == "before");
        CHECK_FALSE(is_percent_encoded(text));
    }
}

#include <bindery/types/utf8.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>

namespace utf8 = bindery::utf8;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

/// The same question answered from the definition: decode, then look at the value.
std::size_t slow_count(std::string_view text) {
    std::size_t points = 0;
    for (std::size_t i = 0; i < text.size(); ++points) {
        const auto first = static_cast<unsigned char>(text[i]);
        std::size_t length = 0;
        std::uint32_t value = 0;
        if (first < 0x80)
            length = 1, value = first;
        else if (first >> 5 == 0b110)
            length = 2, value = first & 0x1F;
        else if (first >> 4 == 0b1110)
            length = 3, value = first & 0x0F;
        else if (first >> 3 == 0b11110)
            length = 4, value = first & 0x07;
        else
            return utf8::invalid;
        if (text.size() - i < length)
            return utf8::invalid;
        for (std::size_t k = 1; k != length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if (next >> 6 != 0b10)
                return utf8::invalid;
            value = value << 6 | (next & 0x3F);
        }
        constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
        if (value < smallest[length] || value > 0x10FFFF || (0xD800 <= value && value < 0xE000))
            return utf8::invalid;
        i += length;
    }
    return points;
}

} // namespace

static_assert(utf8::count("") == 0);
static_assert(utf8::count("abc\u00e9\u4e2d\U0001F600") == 6);
static_assert(utf8::count("\xFF") == utf8::invalid);

TEST_CASE("utf8: counts code points, also the first and last of each length") {
    CHECK(utf8::count("\0"sv) == 1);
    for (const char* point : {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                              "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
        CHECK(utf8::count(point) == 1);
    CHECK(utf8::count("e\xCC\x81") == 2); // a letter and its accent
}

TEST_CASE("utf8: refuses every invalid form, at any place") {
    const std::string_view invalid[] = {
        "\x80"sv,             // continuation without a start
        "\xBF"sv,             //
        "\xC0\x80"sv,         // overlong NUL
        "\xC1\xBF"sv,         // overlong in two bytes
        "\xE0\x80\x80"sv,     // overlong in three
        "\xE0\x9F\xBF"sv,     //
        "\xF0\x80\x80\x80"sv, // overlong in four
        "\xF0\x8F\xBF\xBF"sv, //
        "\xED\xA0\x80"sv,     // first surrogate
        "\xED\xBF\xBF"sv,     // last surrogate
        "\xF4\x90\x80\x80"sv, // above U+10FFFF
        "\xF5\x80\x80\x80"sv, //
        "\xF8\x88\x80\x80\x80"sv,
        "\xFE"sv,
        "\xFF"sv,
        "\xC2"sv,         // truncated
        "\xE4\xB8"sv,     //
        "\xE4"sv,         //
        "\xF0\x9F\x98"sv, //
        "\xF0\x9F"sv,     //
        "\xF0"sv,         //
        "\xC2\x41"sv,     // another byte where one must continue
        "\xE4\x41\xAD"sv,
        "\xE4\xB8\x41"sv,
        "\xF0\x41\x98\x80"sv,
        "\xF0\x9F\x41\x80"sv,
        "\xF0\x9F\x98\x41"sv,
        "\xC2\xC2"sv,
    };
    for (const std::string_view bad : invalid) {
        CAPTURE(bad.size());
        CHECK(utf8::sequence_length(bad) == 0);
        for (std::size_t before = 0; before != 18; ++before) { // across the words that are read at once
            CHECK(utf8::count(std::string(before, 'a').append(bad)) == utf8::invalid);
            CHECK(utf8::count(std::string(before, 'a').append(bad) + std::string(9, 'b')) == utf8::invalid);
        }
    }
}

TEST_CASE("utf8: agrees with the definition on all two-byte starts") {
    for (unsigned first = 0; first != 256; ++first)
        for (unsigned second = 0; second != 256; ++second) {
            const std::string text{static_cast<char>(first), static_cast<char>(second), '\x80', '\x80'};
            for (std::size_t size = 1; size <= 4; ++size)
                if (utf8::count({text.data(), size}) != slow_count({text.data(), size}))
                    FAIL(first, " ", second, " ", size);
        }
}

TEST_CASE("utf8: agrees with the definition on random bytes") {
    std::mt19937 engine(20180717);
    const std::string_view pieces[] = {"a",    "bcdefgh",  "\u00e9",       "\u4e2d", "\U0001F600",
                                       "\x80", "\xE4\xB8", "\xED\xA0\x80", "\0"sv};
    for (int round = 0; round != 20000; ++round) {
        std::string text;
        for (unsigned i = engine() % 12; i != 0; --i) {
            if (engine() % 16 == 0)
                text += static_cast<char>(engine());
            else
                text += pieces[engine() % (round % 2 == 0 ? 5 : std::size(pieces))];
        }
        if (utf8::count(text) != slow_count(text))
            FAIL(text);
    }
}

TEST_CASE("utf8: knows ASCII from what is not, wherever the other byte stands") {
    for (std::size_t plain = 0; plain != 80; ++plain) {
        CAPTURE(plain);
        CHECK(utf8::is_ascii(std::string(plain, 'a')));
        for (std::size_t at = 0; at != plain; ++at) {
            std::string text(plain, 'a');
            text[at] = '\x80';
            CHECK_FALSE(utf8::is_ascii(text));
        }
    }
    static_assert(utf8::is_ascii("abc") && !utf8::is_ascii("\u00e9"));
}

TEST_CASE("utf8: a prefix never cuts a code point") {
    const std::string text = "a\u00e9\u4e2d\U0001F600";
    const std::string_view expected[] = {"",
                                         "a",
                                         "a",
                                         "a\u00e9",
                                         "a\u00e9",
                                         "a\u00e9",
                                         "a\u00e9\u4e2d",
                                         "a\u00e9\u4e2d",
                                         "a\u00e9\u4e2d",
                                         "a\u00e9\u4e2d",
                                         text,
                                         text};
    for (std::size_t bytes = 0; bytes != std::size(expected); ++bytes) {
        CAPTURE(bytes);
        CHECK(utf8::prefix(text, bytes) == expected[bytes]);
    }
    static_assert(utf8::prefix("\u4e2d", 2).empty());
}

TEST_CASE("utf8: a prefix of text that is not UTF-8 is cut all the same, and nearly as long") {
    CHECK(utf8::prefix(std::string(100, '\x80'), 40).size() >= 36);
    CHECK(utf8::prefix("\x80\x80\x80", 2).size() <= 2);
}

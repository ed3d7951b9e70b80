#include <bindery/client/gzip.hpp>

#include <support/gzipped.hpp>

#include <doctest/doctest.h>

using namespace bindery;
using tests::gzipped;

namespace {

constexpr std::size_t plenty = 64 * 1024 * 1024;

struct outcome {
    std::string text{};
    std::string failure{}; ///< empty: none
    errc kind{};
};

outcome decode(std::string_view coded, std::size_t max_bytes = plenty, const gzip_options& how = {}) {
    buffer into;
    const auto never = [] { return false; };
    const auto done = gzip(how).decode(coded, max_bytes, never, into);
    CHECK(into.size() <= max_bytes);
    return done ? outcome{std::string(into.view())} : outcome{{}, done.error().message, done.error().kind};
}

/// Text that does not become much smaller.
std::string varied(std::size_t size) {
    std::string text;
    for (std::uint32_t state = 1; text.size() < size; text += static_cast<char>(state >> 24))
        state = state * 1'664'525 + 1'013'904'223;
    return text;
}

} // namespace

TEST_CASE("gzip: what zlib wrote is read, in one member or in many") {
    for (const std::string& text : {std::string(), std::string("a"), std::string(100'000, 'x'), varied(300'000)}) {
        CHECK(decode(gzipped(text)).text == text);
        CHECK(decode(gzipped(text) + gzipped("") + gzipped("more") + gzipped(text)).text == text + "more" + text);
    }
}

TEST_CASE("gzip: a stream that ends too early, has another byte or another frame is refused with the place") {
    const std::string text = R"({"Response":{"RequestId":"r-1","Items":["one","two","three"]}})";
    const std::string whole = gzipped(text), two = gzipped("") + whole;
    for (const std::string& coded : {whole, two})
        for (std::size_t size = 0; size != coded.size(); ++size) {
            if (size == coded.size() - whole.size() && size != 0)
                continue; // one whole member
            CAPTURE(size);
            const outcome cut = decode(std::string_view(coded).substr(0, size));
            CHECK(cut.kind == errc::protocol);
            CHECK(cut.failure == "gzip, byte " + std::to_string(size) + ": ends too early");
        }
    int harmless = 0; // when it was written and by what, and bits that only fill a byte
    for (std::size_t bit = 0; bit != whole.size() * 8; ++bit) {
        CAPTURE(bit);
        std::string garbled = whole;
        garbled[bit / 8] = static_cast<char>(garbled[bit / 8] ^ (1 << bit % 8));
        const outcome read = decode(garbled);
        harmless += read.failure.empty();
        CHECK((read.failure.empty() ? read.text == text : read.failure.starts_with("gzip, byte ")));
    }
    CHECK(harmless <= 6 * 8 + 1 + 7);
    for (const std::string& behind : {std::string("x"), std::string(9, '\0'), whole.substr(0, 5)})
        CHECK(decode(whole + behind).kind == errc::protocol);
    CHECK(decode("{}").failure == "gzip, byte 2: incorrect header check");
    CHECK(decode("\x78\x9c\x03\x00\x00\x00\x00\x01").kind == errc::protocol); // zlib's own frame
}

TEST_CASE("gzip: what it may become is bounded in bytes, and in times of what came") {
    const std::string text = varied(100'000);
    CHECK(decode(gzipped(text), text.size()).text == text);
    CHECK(decode(gzipped(text), text.size() - 1).failure.ends_with(": makes more than 99999 bytes"));
    CHECK(decode(gzipped("a"), 0).kind == errc::protocol);

    const std::string bomb = gzipped(std::string(40'000'000, ' '));
    CHECK(bomb.size() < 60'000);
    CHECK(decode(bomb).failure.ends_with(": makes more than 100 times as many bytes"));
    CHECK(decode(bomb, plenty, {.max_ratio = 0}).text.size() == 40'000'000);
    CHECK(decode(bomb, plenty, {.max_ratio = 2'000}).text.size() == 40'000'000);
    CHECK(decode(bomb, 1'000'000, {.max_ratio = 0}).kind == errc::protocol);
    CHECK(decode(gzipped(std::string(1'000'000, ' '))).text.size() == 1'000'000); // too small to be one
    std::string many;
    for (int i = 0; i != 40; ++i)
        many += gzipped(std::string(1'000'000, ' '));
    CHECK(decode(many).kind == errc::protocol);
}

TEST_CASE("gzip: decoding ends when it is stopped") {
    int asked = 0;
    buffer into;
    const auto at_the_third = [&] { return ++asked == 3; };
    const auto done = gzip({.max_ratio = 0}).decode(gzipped(std::string(10'000'000, ' ')), plenty, at_the_third, into);
    REQUIRE_FALSE(done);
    CHECK(done.error() == errc::cancelled);
    CHECK(into.size() < 100'000);
}

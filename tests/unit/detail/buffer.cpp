#include <bindery/detail/buffer.hpp>

#include <doctest/doctest.h>

#include <cstring>
#include <string>
#include <utility>

using bindery::buffer;

TEST_CASE("buffer: collects what is appended") {
    buffer out;
    CHECK(out.view() == "");
    std::string expected;
    for (int i = 0; i != 3000; ++i) {
        const std::string piece(static_cast<std::size_t>(i % 7), static_cast<char>('a' + i % 26));
        out.append(piece);
        out.push_back('\0');
        expected += piece + '\0';
    }
    CHECK(out.view() == expected);
    CHECK(out.size() == expected.size());
}

TEST_CASE("buffer: takes nothing, from nowhere") {
    buffer out;
    out.append(std::string_view());
    out.append(nullptr, 0);
    CHECK(out.size() == 0);
}

TEST_CASE("buffer: gives room to write in place") {
    buffer out;
    out.append("ab");
    for (const std::size_t size : {std::size_t{1}, std::size_t{300}, std::size_t{100000}}) {
        char* at = out.room(size);
        std::memset(at, 'x', size);
        out.commit(at + size);
    }
    CHECK(out.size() == 2 + 1 + 300 + 100000);
    CHECK(out.view().substr(0, 4) == "abxx");
}

TEST_CASE("buffer: keeps its memory when it is cleared") {
    buffer out;
    out.append(std::string(1000, 'a'));
    const char* before = out.data();
    out.clear();
    CHECK(out.view().empty());
    out.append(std::string(1000, 'b'));
    CHECK(out.data() == before);
}

TEST_CASE("buffer: drops bytes at both ends") {
    buffer out;
    out.append("abcdef");
    out.consume(2);
    CHECK(out.view() == "cdef");
    out.resize_down(3);
    CHECK(out.view() == "cde");
    out.consume(3);
    CHECK(out.view().empty());
    out.append("g");
    CHECK(out.view() == "g");
}

TEST_CASE("buffer: is moved with its bytes") {
    buffer from;
    from.append("abc");
    buffer to = std::move(from);
    CHECK(to.view() == "abc");
    CHECK(from.view().empty());
    from.append("x");
    buffer third;
    third.append("old");
    third = std::move(to);
    CHECK(third.view() == "abc");
    buffer& same = third;
    third = std::move(same);
    CHECK(third.view() == "abc");
}

TEST_CASE("buffer: holds no more memory than it is allowed to") {
    buffer out;
    for (int i = 0; i != 1000; ++i)
        out.append_within(10'000, "0123456789");
    CHECK(out.size() == 10'000);
    CHECK(out.capacity() == 10'000);
    out.append_within(10'000, "more"); // the bound is the caller's to judge
    CHECK(out.view().ends_with("9more"));
}

TEST_CASE("buffer: reserved memory is what was asked for, and is never given up") {
    buffer bytes;
    bytes.append("abc");
    bytes.reserve(5000);
    CHECK(bytes.capacity() == 5000);
    CHECK(bytes.view() == "abc");
    const char* const before = bytes.data();
    bytes.reserve(10);
    bytes.append(std::string(4997, 'd'));
    CHECK(bytes.data() == before);
    CHECK(bytes.capacity() == 5000);
}

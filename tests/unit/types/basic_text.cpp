#include <bindery/types/basic_text.hpp>

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <utility>

using bindery::basic_text;
using bindery::borrowed;
using namespace std::string_view_literals;

namespace {

basic_text made_of(std::string_view value) {
    basic_text text;
    text.assign(value);
    return text;
}

// Around the 16 bytes that are held in place, with NUL inside.
const std::string_view samples[] = {
    ""sv,
    "a"sv,
    "123456789012345"sv,
    "1234567890123456"sv,
    "12345678901234567"sv,
    "\0"sv,
    "with\0inside, and longer than the place"sv,
};

} // namespace

TEST_CASE("basic_text: begins empty and borrowed") {
    constexpr basic_text none;
    static_assert(none.empty() && none.size() == 0 && !none.is_unlisted());
    CHECK(none.view() == "");
    CHECK(none.data() != nullptr);
}

TEST_CASE("basic_text: borrows a literal without copying it") {
    static constexpr char literal[] = "a literal that is longer than the place inside";
    constexpr basic_text text(borrowed, literal, sizeof literal - 1);
    static_assert(text.view() == "a literal that is longer than the place inside");
    CHECK(text.data() == literal);
    const basic_text copy = text;
    CHECK(copy.data() == literal);
}

TEST_CASE("basic_text: keeps a copy of what it is assigned, whatever the size") {
    for (const std::string_view sample : samples) {
        CAPTURE(sample.size());
        std::string source(sample);
        basic_text text = made_of(source);
        CHECK(text.data() != source.data());
        source.assign(source.size(), '#');
        CHECK(text.view() == sample);
    }
}

TEST_CASE("basic_text: copies, moves and assigns between all places it can be held in") {
    for (const std::string_view from : samples) {
        for (const std::string_view to : samples) {
            CAPTURE(from.size());
            CAPTURE(to.size());
            const basic_text source = made_of(from);

            basic_text copied = made_of(to);
            copied = source;
            CHECK(copied.view() == from);
            CHECK(source.view() == from);
            if (!from.empty())
                CHECK(copied.data() != source.data());

            basic_text moved = made_of(to);
            moved = std::move(copied);
            CHECK(moved.view() == from);
            CHECK(copied.view() == "");

            const basic_text constructed(std::move(moved));
            CHECK(constructed.view() == from);
            CHECK(moved.view() == "");

            basic_text reassigned = made_of(to);
            reassigned.assign(from);
            CHECK(reassigned.view() == from);
        }
        basic_text literal(borrowed, "literal", 7);
        literal = made_of(from);
        CHECK(literal.view() == from);
        literal = basic_text(borrowed, "literal", 7);
        CHECK(literal.view() == "literal");
    }
}

TEST_CASE("basic_text: survives being assigned to itself") {
    for (const std::string_view sample : samples) {
        basic_text text = made_of(sample);
        basic_text& alias = text;
        text = alias;
        CHECK(text.view() == sample);
        text = std::move(alias);
        CHECK(text.view() == sample);
    }
}

TEST_CASE("basic_text: can be used again after it was moved from") {
    for (const std::string_view sample : samples) {
        basic_text from = made_of(sample);
        from.mark_unlisted();
        const basic_text to = std::move(from);
        CHECK(to.is_unlisted());
        CHECK_FALSE(from.is_unlisted());
        from.assign(sample);
        CHECK(from.view() == sample);
    }
}

TEST_CASE("basic_text: takes a view that points nowhere") {
    CHECK(made_of(std::string_view()).empty());
}

TEST_CASE("basic_text: keeps the unlisted mark through copies and moves") {
    for (const std::string_view sample : samples) {
        basic_text text = made_of(sample);
        CHECK_FALSE(text.is_unlisted());
        text.mark_unlisted();
        const basic_text copy = text;
        CHECK(copy.is_unlisted());
        basic_text assigned;
        assigned = copy;
        CHECK(assigned.is_unlisted());
        assigned = made_of(sample);
        CHECK_FALSE(assigned.is_unlisted());
    }
}

TEST_CASE("basic_text: holds up to sixteen bytes in place") {
    const auto is_inside = [](const basic_text& text) {
        const auto* start = reinterpret_cast<const char*>(&text);
        return std::less_equal<>()(start, text.data()) && std::less<>()(text.data(), start + sizeof text);
    };
    CHECK(is_inside(made_of("123456789012345")));
    CHECK(is_inside(made_of("1234567890123456")));
    CHECK_FALSE(is_inside(made_of("12345678901234567")));
    CHECK_FALSE(is_inside(basic_text(borrowed, "a", 1)));
}

TEST_CASE("basic_text: is 32 bytes, so that requests stay small") {
    CHECK(sizeof(basic_text) <= 32);
}

#include <bindery/types/text.hpp>

#include <doctest/doctest.h>

#include <string>
#include <type_traits>

using namespace bindery;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

using listed = text<one_of<"Abort", "Pause">>;

template <class T>
bool keeps_rules(const T& value) {
    const std::size_t points = utf8::count(value.view());
    for (const constraint& rule : constraints_of<T>)
        if (!satisfies(rule, value.view(), points))
            return false;
    return points != utf8::invalid;
}

template <class Left, class Right>
concept comparable = requires(const Left& left, const Right& right) { left == right; };

} // namespace

static_assert(std::is_convertible_v<std::string, text<>>);
static_assert(std::is_convertible_v<std::string_view, text<>>);
static_assert(std::is_convertible_v<const char*, text<>>);
static_assert(!std::is_convertible_v<int, text<>>);
static_assert(!std::is_convertible_v<char, text<>>);
static_assert(!std::is_convertible_v<std::nullptr_t, text<>>);
static_assert(!std::is_convertible_v<bool, text<>>);
static_assert(!comparable<text<>, int>);

TEST_CASE("text: borrows a literal and is a constant") {
    static constexpr text<length<0, 5>> name = "abcde";
    static_assert(name.view() == "abcde");
    static_assert(name.size() == 5 && !name.empty());
    CHECK(name.view() == "abcde");
}

TEST_CASE("text: keeps a literal's NUL") {
    constexpr text<length<3, 3>> name = "a\0b";
    static_assert(name.view() == "a\0b"sv);
    CHECK(name.size() == 3);
}

TEST_CASE("text: a literal exactly at the bounds is accepted") {
    constexpr text<length<2, 2>> two = "\u00e9\u00e9"; // four bytes, two characters
    constexpr text<length<0, 0>> none = "";
    constexpr text<bytes<4, 4>> four = "\u00e9\u00e9";
    constexpr text<length<3, 3>> emoji = "\U0001F600\U0001F601\U0001F602";
    constexpr timestamp when = "2023-11-14T22:13:20Z";
    constexpr text<pattern<"[a-z]+">> formed = "abc";
    constexpr listed abort = "Abort";
    CHECK(two.size() == 4);
    CHECK(none.empty());
    CHECK(four.size() == 4);
    CHECK(emoji.size() == 12);
    CHECK(when.size() == 20);
    CHECK(formed.size() == 3);
    CHECK(abort.view() == "Abort");
}

TEST_CASE("text: stores a run-time value as given, good or bad") {
    const text<length<0, 2>> as_string = std::string("three");
    const text<length<0, 2>> as_view = "three"sv;
    const char* pointer = "three";
    const text<length<0, 2>> as_pointer = pointer;
    for (const auto* value : {&as_string, &as_view, &as_pointer}) {
        CHECK(value->view() == "three");
        CHECK_FALSE(keeps_rules(*value));
    }
    CHECK(text<>("a\0b"s).view() == "a\0b"sv);
    CHECK(text<>(std::string_view()).empty());
}

TEST_CASE("text: does not depend on the run-time value it was made from") {
    std::string source(100, 'x');
    const text<> value = source;
    source.assign(100, 'y');
    CHECK(value.view() == std::string(100, 'x'));
    CHECK(value.str() == value.view());
}

TEST_CASE("text: counts characters as code points, of one to four bytes alike") {
    using at_most_3 = text<length<0, 3>>;
    for (const std::string& one : {"a"s, "\u00e9"s, "\u4e2d"s, "\U0001F600"s, "\0"s}) {
        CAPTURE(one);
        CHECK(keeps_rules(at_most_3(one + one + one)));
        CHECK_FALSE(keeps_rules(at_most_3(one + one + one + one)));
    }
}

TEST_CASE("text: rejects one code point over max, at a thousand four-byte characters too") {
    using context = text<length<0, 1000>>;
    std::string value;
    for (int i = 0; i != 1000; ++i)
        value += "\U0001F600";
    CHECK(value.size() == 4000);
    CHECK(keeps_rules(context(value)));
    CHECK_FALSE(keeps_rules(context(value + "a")));
}

TEST_CASE("text: lists of values are compared byte by byte") {
    CHECK(keeps_rules(listed("Abort"s)));
    for (const std::string& wrong : {"abort"s, "Abor"s, "Abort "s, "Abort\0"s, ""s, "Stop"s})
        CHECK_FALSE(keeps_rules(listed(wrong)));
}

TEST_CASE("text: an unlisted value is kept and marked") {
    const listed value = unlisted("Resume");
    CHECK(value.view() == "Resume");
    CHECK(value.is_unlisted());
    CHECK_FALSE(listed("Resume"s).is_unlisted());
    const listed copy = value;
    CHECK(copy.is_unlisted());
}

TEST_CASE("text: compares with texts, literals and run-time values") {
    const listed value = std::string("Abort");
    CHECK(bool(value == "Abort"));
    CHECK(bool(value != "Pause"));
    CHECK(bool("Abort" == value));
    CHECK(bool(value == "Abort"s));
    CHECK(bool("Abort"sv == value));
    CHECK(bool(value == listed("Abort")));
    CHECK_FALSE(bool(value == "Abort\0"sv));
    const char* pointer = "Abort";
    CHECK(bool(value == pointer));
    static_assert(text<>("a") == text<>("a") && !(text<>("a") == text<>("b")));
}

TEST_CASE("text: goes wherever a string_view goes") {
    const text<> value = "abc"s;
    const std::string_view view = value;
    CHECK(view == "abc");
    CHECK(view.data() == value.data());
}

TEST_CASE("text: a type without rules has no constraints, one with rules has them in order") {
    static_assert(constraints_of<text<>>.empty());
    using two = text<length<1, 2>, pattern<"a+">>;
    static_assert(constraints_of<two>.size() == 2);
    CHECK(constraints_of<two>[0].rule == rule::length);
    CHECK(constraints_of<two>[1].rule == rule::pattern);
    static_assert(is_text<two> && is_text<timestamp> && !is_text<std::string>);
}

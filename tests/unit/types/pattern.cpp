#include <bindery/types/pattern.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using bindery::detail::is_pattern;
using bindery::detail::matches;
using namespace std::string_view_literals;

namespace {

struct row {
    std::string_view pattern;
    std::vector<std::string_view> accepted;
    std::vector<std::string_view> refused;
};

const row table[] = {
    {"", {""}, {"a"}},
    {"abc", {"abc"}, {"", "ab", "abcd", "xabc", "ABC"}},
    {"a?", {"", "a"}, {"aa", "b"}},
    {"a*", {"", "a", "aaaa"}, {"b", "ab"}},
    {"a+", {"a", "aaa"}, {"", "ba"}},
    {"a*a", {"a", "aa"}, {""}},
    {"a?a?a?aaa", {"aaa", "aaaa", "aaaaaa"}, {"aa", "aaaaaaa"}},
    {"a.c",
     {"abc", "a.c", "a\0c"sv,
      "a\u4e2d"
      "c",
      "a\U0001F600"
      "c"},
     {"ac", "abbc"}},
    {".*", {"", "anything\n"}, {}},
    {"[abc]+", {"a", "cab"}, {"", "d"}},
    {"[a-c]", {"a", "b", "c"}, {"d", "-", "ab"}},
    {"[a-]", {"a", "-"}, {"b"}},
    {"[-a]", {"a", "-"}, {"b"}},
    {"[^a-c]", {"d", "-", "\u00e9", "\U0001F600"}, {"a", "b", "c", ""}},
    {"[]a]", {"]", "a"}, {"b", "[]"}},
    {"[^]a]", {"b"}, {"]", "a"}},
    {"[\\]a]", {"]", "a"}, {"\\", "b"}},
    {"[a\\-c]", {"a", "-", "c"}, {"b"}},
    {"[a^]", {"a", "^"}, {"b"}},
    {"[.*+?]", {".", "*", "+", "?"}, {"a"}},
    {"[A-Za-z0-9_-]+", {"Az09_-"}, {"a b", "\u00e9"}},
    {"\\.\\*", {".*"}, {"aa", ".", "\\.\\*"}},
    {"\\\\", {"\\"}, {"\\\\"}},
    {"\\(\\)\\{\\}\\|\\^\\$", {"(){}|^$"}, {""}},
    {"[\u4e00-\u9fff]+", {"\u4e2d\u6587"}, {"a", "\u00e9", "\U0001F600"}},
    {"\u00e9?", {"", "\u00e9"}, {"e", "\u00e9\u00e9"}},
    {"\\\u00e9", {"\u00e9"}, {"\\\u00e9"}},
    {"[0-9]+-[0-9]*x?", {"1-", "12-34x", "1-x"}, {"-1", "1", "1-xx"}},
};

} // namespace

static_assert(matches("[a-z]+[0-9]?", "abc1"));
static_assert(!matches("[a-z]+[0-9]?", "abc12"));

TEST_CASE("pattern: accepts and refuses the whole of a text") {
    for (const row& each : table) {
        CAPTURE(each.pattern);
        CHECK(is_pattern(each.pattern));
        for (const std::string_view text : each.accepted) {
            CAPTURE(text);
            CHECK(matches(each.pattern, text));
        }
        for (const std::string_view text : each.refused) {
            CAPTURE(text);
            CHECK_FALSE(matches(each.pattern, text));
        }
    }
}

TEST_CASE("pattern: knows which patterns it does not understand") {
    for (const std::string_view bad : {"*a", "+", "?", "a**", "[a", "[", "[^", "[]", "[a\\]", "a\\", "(a)", "a{2}",
                                       "a|b", "^a", "a$", "a]", "\xFF"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_pattern(bad));
    }
}

TEST_CASE("pattern: has at most 63 parts") {
    const std::string most(63, 'a');
    CHECK(is_pattern(most));
    CHECK(matches(most, most));
    CHECK_FALSE(matches(most, most + "a"));
    CHECK_FALSE(matches(most, most.substr(1)));
    CHECK_FALSE(is_pattern(most + "a"));
}

TEST_CASE("pattern: takes time in proportion to the text, whatever the pattern") {
    // Each of these makes a backtracking matcher try more ways than there are atoms; a test that never ends is the
    // failure.
    std::string optionals, stars;
    for (int i = 0; i != 20; ++i)
        optionals += "a?";
    for (int i = 0; i != 30; ++i)
        stars += "a*";
    const std::string text(100000, 'a');
    CHECK(matches(optionals + std::string(20, 'a'), std::string(20, 'a')));
    CHECK(matches(stars, text));
    CHECK_FALSE(matches(stars + "b", text));
    CHECK_FALSE(matches("a+a+a+a+a+a+a+a+b", text));
    CHECK_FALSE(matches(".*.*.*.*.*x", text));
}

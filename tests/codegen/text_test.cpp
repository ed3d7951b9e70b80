#include "support/pages.hpp"
#include "text/scan.hpp"

#include <doctest/doctest.h>

using namespace bindery::codegen;

TEST_SUITE_BEGIN("unit");

TEST_CASE("scan: words of a run of letters part at capitals, and a run of capitals is one word") {
    const auto starts = [](std::string_view text) { return word_starts(text); };
    CHECK(starts("VideoInfo") == std::vector<std::size_t>{5});
    CHECK(starts("VideoInfoID") == std::vector<std::size_t>{5, 9});
    CHECK(starts("IPInvalid") == std::vector<std::size_t>{2});
    CHECK(starts("Video").empty());
    CHECK(starts("").empty());
}

TEST_CASE("scan: only letters, digits and underscores make an identifier") {
    CHECK(is_identifier("Task_1"));
    CHECK_FALSE(is_identifier("1Task"));
    CHECK_FALSE(is_identifier("Task Id"));
    CHECK_FALSE(is_identifier(""));
    CHECK(is_dotted("Ids.N"));
    CHECK_FALSE(is_dotted("Ids..N"));
    CHECK_FALSE(is_dotted("Ids."));
}

TEST_CASE("scan: bullets of all sorts are taken off") {
    CHECK(without_bullet("- A") == "A");
    CHECK(without_bullet("• A") == "A");
    CHECK(without_bullet("* A") == "A");
    CHECK_FALSE(without_bullet("-1 to 5"));
    CHECK_FALSE(without_bullet("A"));
}

TEST_CASE("scan: blanks around a text include the non-breaking one") {
    CHECK(trimmed("\xC2\xA0 A\t") == "A");
}

TEST_CASE("source: columns count code points, lines of either ending count from one") {
    report said;
    const auto text = make_source("p",
                                  "\xEF\xBB\xBF"
                                  "ab\r\n  \xE6\x9C\x80x\n",
                                  said);
    REQUIRE(text);
    CHECK(text->lines == std::vector<std::string>{"ab", "  \xE6\x9C\x80x"});
    CHECK(text->at(1).at == place{2, 3});
    CHECK(text->at(1, std::string_view(text->lines[1]).substr(5)).at == place{2, 4});
}

TEST_CASE("report: a strict one takes notes for errors") {
    report said;
    said.note({"p", {1, 2}}, "guessed");
    CHECK_FALSE(said.failed());
    CHECK(to_string(said.said()[0]) == "p:1:2: note: guessed");
    said.be_strict();
    CHECK(said.failed());
    CHECK(to_string(said.said()[0]) == "p:1:2: error: guessed");
}

TEST_CASE("report: what was seen is quoted on one line and cut short") {
    CHECK(quoted("a\nb") == "\"a b\"");
    CHECK(quoted(std::string(100, 'x')) == '"' + std::string(60, 'x') + "...\"");
}

TEST_SUITE_END();

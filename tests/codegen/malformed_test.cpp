// Pages that cannot be read: each error says where, what stands there and what could have been read.

#include "support/pages.hpp"

#include <doctest/doctest.h>

using namespace bindery::codegen;

namespace {

std::vector<std::string> errors_of(const std::string& text) {
    const auto result = resolve_text(text);
    CHECK(result.said.failed());
    return result.lines();
}

std::string first_error(const std::string& text) {
    const auto all = errors_of(text);
    return all.empty() ? "" : all.front();
}

const std::string head = "# Stop\n\n| Fact | Value |\n|-|-|\n| Provider | acme |\n\n"; // 6 lines
const std::string input =
    "## Input\n| Name | Type | Required | Rules | Description |\n|-|-|-|-|-|\n"; // rows from line 10 on
const std::string output =
    "\n## Output\n| Name | Type | Rules | Description |\n|-|-|-|-|\n| RequestId | String | | The request. |\n";

std::string with_input(const std::string& rows) {
    return head + input + rows + output;
}

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("malformed: what is no text") {
    CHECK(first_error("") == "page:1:1: error: saw an empty page, expected a reference page with its tables");
    CHECK(first_error(" \n\t\n") == "page:1:1: error: saw an empty page, expected a reference page with its tables");
    CHECK(first_error(std::string("ab\nc\0d", 6)) == "page:2:2: error: saw a zero byte, expected a page of UTF-8 text");
    CHECK(first_error("ab\n\xE6\x9C\x80\xFF") ==
          "page:2:2: error: saw bytes that are not UTF-8, expected a page of UTF-8 text");
    CHECK(first_error("x\n" + std::string(70000, 'a')) ==
          "page:2:1: error: saw a line of 70000 bytes, expected at most 64 KiB in a line");
    CHECK(first_error(std::string(33u << 20, '\n')) ==
          "page:1:1: error: saw 34603008 bytes, expected a page of at most 32 MiB");
}

TEST_CASE("malformed: no table, a table without rows, a table twice") {
    CHECK(first_error("# Stop\n\nSome text.\n") ==
          "page:1:1: error: saw a page without a table, expected tables headed by words such as Parameter Name, Type, "
          "Required, Description");
    CHECK(first_error(with_input("")) == "page:8:1: error: saw a table without rows, expected a row below its header");
    CHECK(first_error(with_input("| A | String | yes | | |\n") +
                      "\n## Input\n| Name | Type | Required |\n|-|-|-|\n| B | String | no |\n") ==
          "page:18:1: error: saw a second table of input parameters, expected one on a page");
}

TEST_CASE("malformed: a row with cells too many or too few") {
    CHECK(first_error(with_input("| A | String | yes | | one | two |\n")) ==
          "page:10:30: error: saw 6 cells, expected 5 (name, type, required, rules, description)");
    CHECK(first_error(with_input("| A | String\n")) ==
          "page:10:13: error: saw the end of the row, expected a cell for required");
}

TEST_CASE("malformed: names, types and answers") {
    CHECK(first_error(with_input("| A B | String | yes | | |\n")) ==
          "page:10:3: error: saw \"A B\", expected the name of a member: letters, digits, underscores and dots");
    CHECK(first_error(with_input("| A | String | yes | | |\n| A | String | no | | |\n")) ==
          "page:11:3: error: saw a second \"A\", expected each member once");
    CHECK(first_error(with_input("| A | Strng | yes | | |\n")) == "page:10:7: error: saw \"Strng\", expected a type");
    CHECK(first_error(with_input("| A | blob | yes | | |\n")) == "page:10:7: error: saw \"blob\", expected a type");
    CHECK(first_error(with_input("| A |  | yes | | |\n")) == "page:10:8: error: saw nothing, expected a type");
    CHECK(first_error(with_input("| A | String | perhaps | | |\n")) ==
          "page:10:16: error: saw \"perhaps\", expected Yes or No");
    CHECK(first_error(with_input("| A | String | yes | shiny | |\n"))
              .starts_with("page:10:22: error: saw \"shiny\", expected length,"));
}

TEST_CASE("malformed: rows of text layouts that do not fall into cells") {
    CHECK(first_error("Stop\n\nParameter Name Required Type Description\nTaskId Perhaps String The task.\n") ==
          "page:4:8: error: saw \"Perhaps\", expected Yes or No");
    CHECK(first_error("Stop\n\nParameter NameRequiredTypeDescription\nTaskIdPerhapsStringThe task.\n") ==
          "page:4:1: error: saw \"TaskIdPerhapsStringThe\", expected a name, then Yes or No, then a type");
    CHECK(first_error("Stop\n\nParameter Name Required Type Description\nsome text\n") ==
          "page:4:1: error: saw \"some text\", expected the first row of the table");
}

TEST_CASE("malformed: a page that is cut off") {
    CHECK(first_error("Stop\n| Parameter Name |\nRequired |\nType |\nDescription |\n| TaskId |\nYes |\n") ==
          "page:7:6: error: saw the end of the page, expected the rest of a row: 4 cells, each closed by |");
    CHECK(
        resolve_text("Stop\n\nParameter Name Required Type Description\nTaskId Yes String The task.\n").lines().at(0) ==
        "page:4:28: note: the page ends without a table of output parameters: if it is cut off there, save it again");
    CHECK(first_error(with_input("| A | String | yes | | |\n") + "\n## Example\n```json\n{\n") ==
          "page:19:2: error: saw the end of the page, expected the fence (```) that closes the block of line 18");
    CHECK(
        first_error(with_input("| A | String | yes | | |\n") + "\n{\n  \"A\": [\n") ==
        "page:18:9: error: saw the end of the page, expected the closing bracket of the example that begins at line 17");
}

TEST_CASE("malformed: facts") {
    const auto fact = [](const std::string& row) {
        return first_error("# Stop\n\n| Fact | Value |\n|-|-|\n" + row + "\n\n" + input + "| A | String | yes | | |\n" +
                           output);
    };
    CHECK(fact("| Colour | blue |") ==
          "page:5:3: error: saw \"Colour\", expected one of Provider, Service, Version, Host, Rate, Region, Effect, "
          "Pages, Wait");
    CHECK(fact("| Version | 2024 |") == "page:5:13: error: saw \"2024\", expected a date, such as 2018-07-17");
    CHECK(fact("| Host | not a host |") ==
          "page:5:10: error: saw \"not a host\", expected a host name, such as vod.intl.tencentcloudapi.com");
    CHECK(fact("| Rate | often |") ==
          "page:5:10: error: saw \"often\", expected a number of calls, such as 20 per second or 6,000 per minute");
    CHECK(fact("| Region | here |") ==
          "page:5:12: error: saw \"here\", expected not needed; required; or required, one of `A`, `B`");
    CHECK(fact("| Effect | none |") == "page:5:12: error: saw \"none\", expected reads or changes");
    CHECK(fact("| Host | a.test |\n| Host | b.test |") ==
          "page:6:3: error: saw a second \"Host\", expected each fact once");
}

TEST_CASE("malformed: errors") {
    const auto error = [](const std::string& row) {
        return first_error(with_input("| A | String | yes | | |\n") +
                           "\n## Errors\n| HTTP | Code | Description |\n|-|-|-|\n" + row + "\n");
    };
    CHECK(error("| 20x | Failed | |") == "page:20:3: error: saw \"20x\", expected an HTTP status between 100 and 599");
    CHECK(error("| 400 | it failed | |") ==
          "page:20:9: error: saw \"it failed\", expected an error code: words joined by dots");
}

TEST_CASE("malformed: every fault is named, not only the first") {
    CHECK(errors_of(with_input("| A | Strng | yes | | |\n| B | String | perhaps | | |\n")).size() == 2);
}

TEST_CASE("malformed: more tables than any page has are refused, not compared with each other") {
    std::string text = "# Stop\n\n";
    for (int i = 0; i < 5'001; ++i)
        text += "| Parameter Name | Type |\n|-|-|\n| A | String |\n\n";
    CHECK(first_error(text) == "page:1:1: error: saw 5001 tables, expected at most 5000 on a page");
}

TEST_CASE("malformed: no page brings the generator down") {
    // Every prefix of a page, and the page with each of its lines left out.
    const std::string whole =
        with_input("| A | String | yes | length 1 to 5 | one |\n") +
        "\n## Errors\n| HTTP | Code | Description |\n|-|-|-|\n| 400 | A.B | |\n"
        "\n## Example: x\n```query\nA=%zz&B=1\n```\n```json\n{\"Response\": {\"A\": \"{\"}}\n```\n";
    for (std::size_t size = 0; size <= whole.size(); ++size)
        resolve_text(whole.substr(0, size));
    for (std::size_t from = 0; from < whole.size(); from = whole.find('\n', from) + 1) {
        auto less = whole;
        resolve_text(less.erase(from, whole.find('\n', from) + 1 - from));
    }
}

TEST_SUITE_END();

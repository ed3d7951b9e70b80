// The readers of metadata, each part on its own.

#include "metadata/document.hpp"
#include "metadata/http_example.hpp"
#include "metadata/metadata.hpp"
#include "support/pages.hpp"

#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

using namespace bindery::codegen;

namespace {

std::string fault_of(const std::string& text) {
    report said;
    const auto read = parse_json("file", text, said);
    return read || said.said().empty()
               ? ""
               : to_string(diagnostic{severity::error, said.said()[0].where, said.said()[0].message, {}});
}

std::string sent(const std::string& text) {
    const auto found = sent_in(text);
    return found ? boost::json::serialize(*found) : "nothing";
}

} // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("document: every value knows where it stands") {
    report said;
    const auto read =
        parse_json("file", "{\"a\": [1,\n  {\"b\\u00e9\": \"x\\ud83d\\ude00\\n\"}],\n \"c\": true}", said);
    REQUIRE(read.has_value());
    const auto& list = *read->root.find("a");
    REQUIRE(list.children.size() == 2);
    CHECK(to_string(read->at(list)) == "file:1:7");
    CHECK(to_string(read->at(list.children[1])) == "file:2:3");
    CHECK(list.children[1].text_at("b\xC3\xA9") == "x\xF0\x9F\x98\x80\n");
    CHECK(read->root.is_true("c"));
    CHECK(read->root.find("d") == nullptr);
}

TEST_CASE("document: what is no JSON is refused where it stops being it") {
    CHECK(fault_of("{\"a\": 1,\n}") == "file:2:1: error: saw \"}\", expected a key in quotation marks");
    CHECK(fault_of("{\"a\" 1}") == "file:1:6: error: saw \"1\", expected a colon");
    CHECK(fault_of("[1 2]") == "file:1:4: error: saw \"2\", expected a comma or ]");
    CHECK(fault_of("{\"a\": maybe}") == "file:1:7: error: saw \"m\", expected a value");
    CHECK(fault_of("{\"a\": \"x") == "file:1:9: error: saw the end of the file, expected a quotation mark");
    CHECK(fault_of("{\"a\":\n \"\\ud83d x\"}") == // half of a pair
          "file:2:9: error: saw \" \", expected an escape such as \\n");
    CHECK(fault_of("[] []") == "file:1:4: error: saw \"[\", expected the end of the file");
    CHECK(fault_of("") == "file:1:1: error: saw the end of the file, expected a value");
    CHECK(fault_of(std::string(100, '[')) == "file:1:66: error: saw more than 64 levels, expected metadata");
}

TEST_CASE("prose: says what a description says, on one line and without hidden signs") {
    CHECK(prose_of("<p>A <b>bold</b> word.</p>") == "A bold word.");
    CHECK(prose_of("a\xE2\x80\xAE b\xEF\xBB\xBF") == "a b");
    CHECK(prose_of("a \xFF b") == "a b");
    CHECK(prose_of("") == "");
    const std::string sentence = "This sentence goes on for quite a while, so that it takes some room. ";
    std::string text;
    for (int i = 0; i < 10; ++i)
        text += sentence;
    CHECK(opening_of_prose(text).size() < 400);
    CHECK(opening_of_prose(text).ends_with("some room."));
}

TEST_CASE("examples: a whole request, a query and a body give what was sent") {
    CHECK(sent("POST / HTTP/1.1\nHost: x\n<Common>\n\n{\"A\": 1}") == "{\"A\":1}");
    CHECK(sent("POST / HTTP/1.1\nHost: x\n{\"A\": 1}") == "{\"A\":1}");
    CHECK(sent("POST / HTTP/1.1\nHost: x\n") == "{}");
    CHECK(sent("{\"A\": 1}") == "{\"A\":1}");
    CHECK(sent("https://x/?Action=Do\n&A=b%20c\n&L.0=x\n&L.1.N=y\n&<Common request parameters>") ==
          "{\"A\":\"b c\",\"L\":[\"x\",{\"N\":\"y\"}]}");
    CHECK(sent("https://x/?Action=Do&L.0=x&L.5=y") == "nothing");
    CHECK(sent("POST / HTTP/1.1\n\n{\"A\" 1}") == "nothing");
    CHECK(sent("") == "nothing");
    CHECK(boost::json::serialize(*answer_in("{\"Response\": {\"A\": null}, \"Error\": null}")) == "{\"A\":null}");
    CHECK(boost::json::serialize(*answer_in("{\"A\": 1}")) == "{\"A\":1}");
    CHECK_FALSE(answer_in("{\"Response\": 1}").has_value());
    CHECK_FALSE(answer_in("{\"Response\": {").has_value());
}

TEST_CASE("metadata: only what was asked for is taken, with the structures that it needs") {
    const std::string there = BINDERY_CODEGEN_TESTS_DIR "/golden_metadata/tencent/metadata";
    metadata_request asked;
    asked.operations = {"Empty"};
    asked.host = "own.test";
    report said;
    const auto one = read_metadata(there, asked, said);
    CHECK_FALSE(said.failed());
    REQUIRE(one.operations.size() == 1);
    CHECK(one.operations[0].name == "Empty");
    CHECK(one.operations[0].host == "own.test");
    CHECK(one.structures.empty());

    asked.operations = {"Emty"};
    report missed;
    read_metadata(there, asked, missed);
    CHECK(missed.failed());
    report nowhere;
    read_metadata(there + "/no such folder", {}, nowhere);
    CHECK(nowhere.failed());
    report nothing;
    read_metadata(BINDERY_CODEGEN_TESTS_DIR "/pages", {}, nothing);
    CHECK(nothing.failed());
}

TEST_SUITE_END();

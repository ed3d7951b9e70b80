#include <bindery/json/read.hpp>
#include <bindery/json/write.hpp>

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/mps/v20190612.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>

#include <support/random_values.hpp>
#include <support/structures.hpp>

#include <boost/json/error.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace bindery;
using namespace std::string_literals;
using namespace std::string_view_literals;
namespace tiw = api::tencent::tiw::v20190919;
namespace vod = api::tencent::vod::v20180717;
using structures::everything;
using structures::inner;

namespace {

everything good(std::string_view json, const json::read_options& options = {}) {
    CAPTURE(json);
    auto value = json::read<everything>(json, options);
    if (!value)
        FAIL(to_string(value.error()));
    return *value;
}

error bad(std::string_view json, const json::read_options& options = {}) {
    auto value = json::read<everything>(json, options);
    REQUIRE_MESSAGE(value.has_error(), "read without an error: ", json);
    CHECK(value.error() == errc::protocol);
    return value.error();
}

/// The one violation found in `json`, as text.
std::string misfit(std::string_view json, const json::read_options& options = {}) {
    const error failure = bad(json, options);
    REQUIRE_MESSAGE(failure.violations.size() == 1, to_string(failure));
    return std::string(name_of(failure.violations[0].rule)) + ' ' + to_string(failure.violations[0]);
}

const json::read_options tolerant{.values = strictness::tolerant};

void check_not_json(std::string_view json, const json::read_options& options = {}) {
    const error failure = bad(json, options);
    CAPTURE(json);
    CHECK(failure.violations.empty());
    CHECK(failure.cause.failed());
    CHECK(failure.message.starts_with("not valid JSON at byte "));
}

std::string nested(std::size_t depth, std::string_view open, std::string_view close, std::string_view inside = "") {
    std::string text;
    for (std::size_t i = 0; i != depth; ++i)
        text += open;
    text += inside;
    for (std::size_t i = 0; i != depth; ++i)
        text += close;
    return text;
}

/// UTF-8 of any code point.
std::string utf8_of(std::uint32_t c) {
    const auto byte = [](std::uint32_t value) { return std::string(1, static_cast<char>(value)); };
    if (c < 0x80)
        return byte(c);
    if (c < 0x800)
        return byte(0xC0 | c >> 6) + byte(0x80 | (c & 0x3F));
    if (c < 0x10000)
        return byte(0xE0 | c >> 12) + byte(0x80 | (c >> 6 & 0x3F)) + byte(0x80 | (c & 0x3F));
    return byte(0xF0 | c >> 18) + byte(0x80 | (c >> 12 & 0x3F)) + byte(0x80 | (c >> 6 & 0x3F)) +
           byte(0x80 | (c & 0x3F));
}

} // namespace

TEST_CASE("json read: every kind of value") {
    const everything value = good(
        R"( {"Text":"a", "Integer":-1, "Unsigned":1, "Number":1.5, "Flag":true, "Inner":{"Name":"n","Count":2},
            "Texts":["x","y"], "Inners":[{"Name":"p"},{"Name":"q"}], "Grid":[[1,2],[],[3]], "Holes":[null,"z"]} )");
    CHECK(value.Text->view() == "a");
    CHECK(*value.Integer == -1);
    CHECK(*value.Unsigned == 1u);
    CHECK(*value.Number == 1.5);
    CHECK(value.Flag->value());
    CHECK(value.Inner->Name->view() == "n");
    CHECK(*value.Inner->Count == 2);
    CHECK((*value.Texts)[1].view() == "y");
    CHECK((*value.Inners)[1].Name->view() == "q");
    REQUIRE(value.Grid->size() == 3);
    CHECK((*value.Grid)[0][1] == 2);
    CHECK((*value.Grid)[1].empty());
    CHECK((*value.Grid)[2][0] == 3);
    REQUIRE(value.Holes->size() == 2);
    CHECK_FALSE((*value.Holes)[0]);
    CHECK((*value.Holes)[1]->view() == "z");
    CHECK_FALSE(value.Short);
}

TEST_CASE("json read: plain members and structures within themselves") {
    const auto tree = json::read<structures::tree>(
        R"({"Children":[{"Name":"a","Children":[{"Name":"b"}]},{"Name":"c"}],"Name":"r"})");
    REQUIRE(tree.has_value());
    CHECK(tree->Name.view() == "r");
    CHECK(tree->Children[0].Children[0].Name.view() == "b");
    CHECK(tree->Children[1].Name.view() == "c");
}

TEST_CASE("json read: empty objects and lists are values, and missing members are not") {
    CHECK_FALSE(good("{}").Texts);
    CHECK(good(R"({"Texts":[]})").Texts->empty());
    CHECK(good(R"({"Inner":{}})").Inner.has_value());
    CHECK_FALSE(good(R"({"Inner":{}})").Inner->Name);
}

TEST_CASE("json read: null counts as absent") {
    const everything value =
        good(R"({"Text":null,"Integer":null,"Number":null,"Flag":null,"Inner":null,"Texts":null})");
    CHECK_FALSE(value.Text);
    CHECK_FALSE(value.Integer);
    CHECK_FALSE(value.Number);
    CHECK_FALSE(value.Flag);
    CHECK_FALSE(value.Inner);
    CHECK_FALSE(value.Texts);
    CHECK_FALSE(json::read<inner>(R"({"Name":null})")->Name);
    CHECK(misfit(R"({"Texts":["a",null]})") == "type /Texts/1: expected text, found null");
}

TEST_CASE("json read: does not judge rules, that is validate's task") {
    CHECK(good(R"({"Short":"much too long","Ranged":700,"Listed":"blue","Inners":[]})").Listed->view() == "blue");
    CHECK(json::read<inner>("{}").has_value());
}

TEST_CASE("json read: of members that come twice the last counts") {
    CHECK(good(R"({"Text":"a","Integer":1,"Text":"b"})").Text->view() == "b");
    CHECK(good(R"({"Texts":["a","b"],"Texts":["c"]})").Texts->size() == 1);
    CHECK_FALSE(good(R"({"Inner":{"Count":1},"Inner":{"Name":"n"}})").Inner->Count);
    CHECK(json::read<structures::tree>(R"({"Children":[{},{}],"Children":[{}]})")->Children.size() == 1);
}

TEST_CASE("json read: members in any order") {
    CHECK(*good(R"({"Holes":[],"Flag":false,"Text":"t","Integer":5,"Short":"s"})").Integer == 5);
}

TEST_CASE("json read: every escape, in names too") {
    CHECK(good(R"({"Text":"\"\\\/\b\f\n\r\t\u0041\u00e9\u4e2d\ud83d\ude00"})").Text->view() ==
          "\"\\/\b\f\n\r\tA\u00e9\u4e2d\U0001F600");
    CHECK(good(R"({"\u0054ext":"a","T\u0065xts":["\u0062"]})").Texts->front().view() == "b");
    CHECK(good(R"({"Te\u0078t":"a"})").Text->view() == "a");
    CHECK_FALSE(good(R"({"Text\u0000":"a"})").Text);
}

TEST_CASE("json read: NUL is kept inside a text") {
    CHECK(good(R"({"Text":"a\u0000b"})").Text->view() == "a\0b"sv);
    CHECK(good(json::write(everything{.Text = "\0\0x\0"s})).Text->view() == "\0\0x\0"sv);
    check_not_json("{\"Text\":\"a\0b\"}"sv); // as a byte of its own it is no JSON
}

TEST_CASE("json read: text of every plane and every length comes back as it was written") {
    for (std::uint32_t plane = 0; plane != 17; ++plane)
        for (const std::uint32_t low : {0x0u, 0x1u, 0x22u, 0x5Cu, 0x7Fu, 0x80u, 0x7FFu, 0x800u, 0x2028u, 0x2029u,
                                        0xD7FFu, 0xE000u, 0xFEFFu, 0xFFFDu, 0xFFFEu, 0xFFFFu}) {
            const std::string text = utf8_of(plane * 0x10000 + low);
            CHECK(good(json::write(everything{.Text = text})).Text->view() == text);
        }
    for (std::size_t size = 0; size != 70; ++size) {
        const std::string text = std::string(size, 'a') + "\n\u00e9";
        CHECK(good(json::write(everything{.Text = text})).Text->view() == text);
    }
}

TEST_CASE("json read: refuses text that is not UTF-8 and half surrogates") {
    for (const std::string_view text : {"\x80"sv, "\xC0\x80"sv, "\xE0\x9F\xBF"sv, "\xED\xA0\x80"sv,
                                        "\xF4\x90\x80\x80"sv, "\xFF"sv, "\xE4\xB8"sv, "\xF0\x9F\x98"sv}) {
        check_not_json("{\"Text\":\"" + std::string(text) + "\"}");
        check_not_json("{\"Skipped\":\"" + std::string(text) + "\"}");
        check_not_json("{\"" + std::string(text) + "\":1}");
    }
    for (const std::string_view text :
         {R"("\ud800")", R"("\udc00")", R"("\ud800\u0041")", R"("\ud800x")", R"("\ud800\ud800")"})
        check_not_json("{\"Text\":" + std::string(text) + "}");
}

TEST_CASE("json read: refuses what is not JSON") {
    for (const std::string_view text : {""sv,
                                        " "sv,
                                        "{"sv,
                                        "}"sv,
                                        "{]"sv,
                                        "{\"Text\"}"sv,
                                        "{\"Text\":}"sv,
                                        "{\"Text\":\"a\",}"sv,
                                        "{,}"sv,
                                        "{Text:1}"sv,
                                        "{'Text':1}"sv,
                                        "{\"Texts\":[1,]}"sv,
                                        "{\"Texts\":[,]}"sv,
                                        "{\"Integer\":01}"sv,
                                        "{\"Integer\":+1}"sv,
                                        "{\"Integer\":.5}"sv,
                                        "{\"Integer\":1.}"sv,
                                        "{\"Integer\":1e}"sv,
                                        "{\"Integer\":0x1}"sv,
                                        "{\"Integer\":-}"sv,
                                        "{\"Number\":NaN}"sv,
                                        "{\"Number\":Infinity}"sv,
                                        "{\"Flag\":True}"sv,
                                        "{\"Flag\":tru}"sv,
                                        "{\"Text\":\"\n\"}"sv,
                                        "{\"Text\":\"\\x\"}"sv,
                                        "{\"Text\":\"\\u12\"}"sv,
                                        "{} {}"sv,
                                        "{}x"sv,
                                        "{},"sv,
                                        "{}\0"sv,
                                        "/**/{}"sv,
                                        "{//\n}"sv,
                                        "<html></html>"sv,
                                        "{\"a\":1 \"b\":2}"sv})
        check_not_json(text);
    CHECK(good(" \t\r\n{} \t\r\n").Text.has_value() == false);
}

TEST_CASE("json read: a byte order mark in front is skipped, and counted as bytes are") {
    CHECK(good("\xEF\xBB\xBF{\"Text\":\"a\"}").Text->view() == "a");
    CHECK(bad("\xEF\xBB\xBF{\"Text\":x}").message == "not valid JSON at byte 11");
    check_not_json("\xEF\xBB{}");
    check_not_json("\xEF\xBB\xBF");
    check_not_json("\xEF\xBB\xBF\xEF\xBB\xBF{}");
    check_not_json("{}\xEF\xBB\xBF");
}

TEST_CASE("json read: names what the text is not: half a surrogate, bytes that are no UTF-8") {
    for (const std::string_view text :
         {R"({"Text":"\ud800"})", R"({"Text":"\udc00"})", R"({"Text":"\ud800\u0041"})", R"({"Text":"\ud800x"})",
          R"({"New":"\ud800\ud800"})", R"({"\ud800":1})", R"({"Text":"\ud83d\n"})"}) {
        CAPTURE(text);
        CHECK(bad(text).message.ends_with(": a surrogate escape without its other half"));
    }
    CHECK(bad(R"({"Text":"\\ud800)"
              "\n\"}")
              .message == "not valid JSON at byte 16"); // no escape, but a line's end
    CHECK(bad("{\"Text\":\"a\xFF\"}").message.ends_with(": text that is not UTF-8"));
    CHECK(bad("{\"New\":\"\xED\xA0\x80\"}").message.ends_with(": text that is not UTF-8"));
}

TEST_CASE("json read: says where the JSON ends to be valid") {
    CHECK(bad(R"({"Text":"a"} x)").message == "not valid JSON at byte 13");
    CHECK(bad(R"({"Text":"a" x)").message == "not valid JSON at byte 12");
    CHECK(bad("").message == "not valid JSON at byte 0");
    CHECK(bad(R"({"Text":"a)").cause == boost::json::error::incomplete);
}

TEST_CASE("json read: refuses JSON that is not an object") {
    for (const std::string_view text :
         {"[]", "[{}]", "[{\"Text\":\"a\"}]", "null", "true", "\"text\"", "7", "1.5", "[[[]]]"}) {
        CAPTURE(text);
        CHECK(bad(text).message == "expected a JSON object");
    }
}

TEST_CASE("json read: integers never pass through a double") {
    CHECK(*good(R"({"Integer":-9223372036854775808})").Integer == std::numeric_limits<std::int64_t>::min());
    CHECK(*good(R"({"Integer":9223372036854775807})").Integer == std::numeric_limits<std::int64_t>::max());
    CHECK(*good(R"({"Integer":9007199254740993})").Integer == 9007199254740993);
    CHECK(*good(R"({"Unsigned":18446744073709551615})").Unsigned == std::numeric_limits<std::uint64_t>::max());
    CHECK(*good(R"({"Unsigned":9223372036854775808})").Unsigned == std::uint64_t{1} << 63);
    CHECK(*good(R"({"Integer":-0})").Integer == 0);
    CHECK(*good(R"({"Unsigned":-0})").Unsigned == 0u);
}

TEST_CASE("json read: refuses integers that do not fit, never cuts them") {
    CHECK(misfit(R"({"Integer":9223372036854775808})") ==
          "range /Integer: expected an integer of 64 bits, found the number 9223372036854775808");
    CHECK(misfit(R"({"Integer":-9223372036854775809})") ==
          "range /Integer: expected an integer of 64 bits, found the number -9223372036854775809");
    CHECK(misfit(R"({"Unsigned":18446744073709551616})") ==
          "range /Unsigned: expected an unsigned integer of 64 bits, found the number 18446744073709551616");
    CHECK(misfit(R"({"Unsigned":-1})") ==
          "range /Unsigned: expected an unsigned integer of 64 bits, found the number -1");
    CHECK(misfit("{\"Integer\":1" + std::string(500, '0') + "}") ==
          "range /Integer: expected an integer of 64 bits, found the number 1" + std::string(39, '0') + "...");
    const auto value = [] {
        everything out;
        (void)json::read(R"({"Integer":9223372036854775808,"Text":"kept"})", out);
        return out;
    }();
    CHECK_FALSE(value.Integer);
    CHECK(value.Text->view() == "kept");
}

TEST_CASE("json read: a fraction or an exponent is no integer") {
    CHECK(misfit(R"({"Integer":1.0})") == "type /Integer: expected an integer, found the number 1.0");
    CHECK(misfit(R"({"Integer":1e2})") == "type /Integer: expected an integer, found the number 1e2");
    CHECK(misfit(R"({"Unsigned":0.5})") == "type /Unsigned: expected an unsigned integer, found the number 0.5");
}

TEST_CASE("json read: tolerantly, a whole number is one however it is written, and nothing is rounded") {
    const auto whole = [](std::string_view text) {
        return good("{\"Integer\":" + std::string(text) + "}", tolerant).Integer->value();
    };
    CHECK(whole("156750.0") == 156750);
    CHECK(whole("1.5675E5") == 156750);
    CHECK(whole("1.5675e+5") == 156750);
    CHECK(whole("15675000e-2") == 156750);
    CHECK(whole("-1.0") == -1);
    CHECK(whole("0.0") == 0);
    CHECK(whole("-0.0e7") == 0);
    CHECK(whole("0e99999999999999999999") == 0);
    CHECK(whole("1e18") == 1000000000000000000);
    CHECK(whole("9007199254740993.0") == 9007199254740993);
    CHECK(whole("9223372036854775807.000") == std::numeric_limits<std::int64_t>::max());
    CHECK(whole("-9223372036854775808.0") == std::numeric_limits<std::int64_t>::min());
    CHECK(whole("0.0000000000000000000000000000000000000007e40") == 7);
    CHECK(whole("7" + std::string(300, '0') + "e-300") == 7);
    CHECK(whole("\"1.5e3\"") == 1500);
    CHECK(*good(R"({"Unsigned":18446744073709551615.0})", tolerant).Unsigned ==
          std::numeric_limits<std::uint64_t>::max());
    CHECK((*good(R"({"Grid":[[1.0,2e1]]})", tolerant).Grid)[0][1] == 20);
    for (const std::string_view text :
         {"1.5", "9223372036854775808.0", "-9223372036854775809.0", "1e19", "1e-1", "0.99999999999999999999",
          "9007199254740992.5", "1e99999999999999999999", "1e-99999999999999999999", "1.0000000000000000000000001",
          "\"10e+-1\"", "\"10e-+1\"", "\"1e+\"", "\"1e++1\""})
        CHECK_FALSE(json::read<everything>("{\"Integer\":" + std::string(text) + "}", tolerant).has_value());
    for (const std::string_view text : {"-1.0", "-1e3", "18446744073709551616.0", "0.5"})
        CHECK_FALSE(json::read<everything>("{\"Unsigned\":" + std::string(text) + "}", tolerant).has_value());
}

TEST_CASE("json read: tolerantly, null among elements leaves an empty one, and made-up values are told") {
    const auto rows = good(R"({"Inners":[{"Name":"a"},null,{"Name":"b"}],"Grid":[[1],null]})", tolerant);
    REQUIRE(rows.Inners->size() == 3);
    CHECK_FALSE((*rows.Inners)[1].Name);
    CHECK((*rows.Inners)[2].Name->view() == "b");
    CHECK((*rows.Grid)[1].empty());
    everything value;
    const auto told = json::read(R"({"Texts":["a",null,"b"],"Grid":[[1,null,3]]})", value, tolerant);
    REQUIRE(told.has_error());
    REQUIRE(told.error().violations.size() == 2);
    CHECK(to_string(told.error().violations[0]) == "/Texts/1: expected text, found null");
    CHECK(to_string(told.error().violations[1]) == "/Grid/0/1: expected an integer, found null");
    CHECK((*value.Texts)[2].view() == "b");
    CHECK((*value.Grid)[0][2] == 3);
    CHECK(misfit(R"({"Inners":[null]})") == "type /Inners/0: expected an object, found null");
}

TEST_CASE("json read: no number in a member that nobody asked for costs the others, and texts are left alone") {
    const everything value = good(
        R"({"Short":"1e00011111111111","A":1e-00011111111111,"B":[1e99999999999,-2E+2147483648,"\"5e55555555555"],)"
        R"("Text":"\\1e99999999999\"e12345678901","C":0e-99999999999999999999,"Integer":7,"e99999999999":true})");
    CHECK(value.Short->view() == "1e00011111111111");
    CHECK(value.Text->view() == "\\1e99999999999\"e12345678901");
    CHECK(*value.Integer == 7);
    CHECK(good(R"({"Number":1e-00099999999999})").Number->value() == 0);
    CHECK(good(R"({"Number":1e0000000000000002})").Number->value() == 100);
    CHECK(misfit(R"({"Number":1e99999999999})") ==
          "range /Number: expected a number of 64 bits, found the number 1e99999999999");
    CHECK(good(R"({"Text":1e99999999999})", tolerant).Text->view() == "1e99999999999");
    CHECK(good(R"({"Texts":["a"],"Grid":[[1],[2]],"x":1e99999999999})").Grid->size() == 2); // read once
    CHECK(json::read<structures::tree>(R"({"Children":[{"Name":"a"}],"x":1e99999999999})")->Children.size() == 1);
    CHECK(bad(R"({"A":1e99999999999,"Text":x})").message == "not valid JSON at byte 26");
    for (const std::string_view text : {R"({"A":1e99999999999)", R"({"A":1e99999999999"})", R"({"A":1e+)",
                                        R"({"A":1e99999999999,"B":")", R"({"A":1e99999999999,"B":"\)"})
        check_not_json(text);
    // In linear time, however many there are.
    std::string many = "{\"A\":[0";
    for (int i = 0; i != 100000; ++i)
        many += ",1e99999999999";
    CHECK(good(many + "],\"Text\":\"a\"}").Text->view() == "a");
}

TEST_CASE("json read: doubles are read exactly") {
    const struct {
        std::string_view text;
        double value;
    } rows[] = {
        {"0.1", 0.1},
        {"5e-324", 5e-324},
        {"1.7976931348623157e308", std::numeric_limits<double>::max()},
        {"2.2250738585072014e-308", std::numeric_limits<double>::min()},
        {"1E5", 1e5},
        {"1e+2", 100},
        {"1e-2", 0.01},
        {"-1.25", -1.25},
        {"7", 7},
        {"18446744073709551615", 18446744073709551615.0},
        {"-9223372036854775808", -9223372036854775808.0},
        {"0.30000000000000004", 0.1 + 0.2},
        {"9007199254740993", 9007199254740992.0},
        {"123456789012345678901234567890", 123456789012345678901234567890.0},
        {"8.41e21", 8.41e21},
        {"9.5367431640625e-7", 9.5367431640625e-7},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(good("{\"Number\":" + std::string(row.text) + "}").Number->value() == row.value);
    }
    CHECK(std::signbit(good(R"({"Number":-0})").Number->value()));
    CHECK(std::signbit(good(R"({"Number":-0.0})").Number->value()));
    CHECK(good(R"({"Number":1e-400})").Number->value() == 0);
}

TEST_CASE("json read: a number that no double holds is refused") {
    CHECK(misfit(R"({"Number":1e400})") == "range /Number: expected a number of 64 bits, found the number 1e400");
    CHECK(misfit(R"({"Number":-1e400})") == "range /Number: expected a number of 64 bits, found the number -1e400");
}

TEST_CASE("json read: skips unknown members, whatever is in them") {
    const everything value =
        good(R"({"New":{"Text":"no","a":[{"Text":"no"},[[1,2.5,-3,1e400],null,true,"\u00e9"]]},"Text":"yes",
                                      "Newer":[{"Text":"no"}],"n":null,"b":false,"i":99999999999999999999999,"s":"x"})");
    CHECK(value.Text->view() == "yes");
    CHECK_FALSE(value.Integer);
}

TEST_CASE("json read: names compare exactly") {
    const everything value = good(R"({"text":"a","TEXT":"b","Text ":"c","Tex":"d","":"e","Texts2":[]})");
    CHECK_FALSE(value.Text);
    CHECK_FALSE(value.Texts);
    CHECK_FALSE(good("{\"" + std::string(100000, 'T') + "\":1,\"" + std::string(3000, '\\') + "\":2}").Text);
}

TEST_CASE("json read: refuses unknown members on demand, at every level, with their place") {
    const json::read_options strict{.refuse_unknown_members = true};
    CHECK(misfit(R"({"New":{"x":1}})", strict) ==
          "known /New: expected only members that the operation has, found \"New\"");
    CHECK(misfit(R"({"Inner":{"Name":"a","New":[]}})", strict) ==
          "known /Inner/New: expected only members that the operation has, found \"New\"");
    CHECK(misfit(R"({"Inners":[{"Name":"a"},{"a/b~":1}]})", strict) ==
          "known /Inners/1/a~1b~0: expected only members that the operation has, found \"a/b~\"");
    CHECK(good(R"({"Text":"a","Inner":{"Name":"b"}})", strict).Text->view() == "a");
    // What is inside an unknown member is not known either, but one report will do.
    CHECK(bad(R"({"New":{"x":{"y":1}},"Text":"a"})", strict).violations.size() == 1);
    CHECK(bad("{\"" + std::string(100000, 'n') + "\":1}", strict).violations[0].path.size() < 2000);
}

TEST_CASE("json read: reports a value of another kind, with its place") {
    CHECK(misfit(R"({"Text":1})") == "type /Text: expected text, found the number 1");
    CHECK(misfit(R"({"Text":1.5})") == "type /Text: expected text, found the number 1.5");
    CHECK(misfit(R"({"Text":true})") == "type /Text: expected text, found true");
    CHECK(misfit(R"({"Text":{"a":1}})") == "type /Text: expected text, found an object");
    CHECK(misfit(R"({"Text":["a"]})") == "type /Text: expected text, found a list");
    CHECK(misfit(R"({"Integer":"12"})") == "type /Integer: expected an integer, found the text \"12\"");
    CHECK(misfit(R"({"Integer":false})") == "type /Integer: expected an integer, found false");
    CHECK(misfit(R"({"Flag":1})") == "type /Flag: expected true or false, found the number 1");
    CHECK(misfit(R"({"Flag":"true"})") == "type /Flag: expected true or false, found the text \"true\"");
    CHECK(misfit(R"({"Number":"1"})") == "type /Number: expected a number, found the text \"1\"");
    CHECK(misfit(R"({"Inner":[]})") == "type /Inner: expected an object, found a list");
    CHECK(misfit(R"({"Inner":"x"})") == "type /Inner: expected an object, found the text \"x\"");
    CHECK(misfit(R"({"Texts":{"0":"a"}})") == "type /Texts: expected a list, found an object");
    CHECK(misfit(R"({"Texts":"a"})") == "type /Texts: expected a list, found the text \"a\"");
    CHECK(misfit(R"({"Texts":["a",["b"]]})") == "type /Texts/1: expected text, found a list");
    CHECK(misfit(R"({"Inners":[{"Name":"a"},{"Name":{}}]})") == "type /Inners/1/Name: expected text, found an object");
    CHECK(misfit(R"({"Inners":[{"Name":"a"},"b"]})") == "type /Inners/1: expected an object, found the text \"b\"");
    CHECK(misfit(R"({"Grid":[[1],[2,"3"]]})") == "type /Grid/1/1: expected an integer, found the text \"3\"");
    CHECK(misfit("{\"Integer\":\"" + std::string(1000, 'x') + "\"}").size() < 120);
}

TEST_CASE("json read: reports everything that does not fit at once, and reads the rest") {
    everything value;
    const auto done =
        json::read(R"({"Text":1,"Short":"ok","Integer":"x","Inner":{"Name":2,"Count":3},"Texts":["a",4,"b"]})", value);
    REQUIRE(done.has_error());
    REQUIRE(done.error().violations.size() == 4);
    CHECK(done.error().violations[0].path == "/Text");
    CHECK(done.error().violations[1].path == "/Integer");
    CHECK(done.error().violations[2].path == "/Inner/Name");
    CHECK(done.error().violations[3].path == "/Texts/1");
    CHECK_FALSE(value.Text);
    CHECK(value.Short->view() == "ok");
    CHECK(*value.Inner->Count == 3);
    CHECK(value.Texts->size() == 3);
}

TEST_CASE("json read: the number of reports is bounded") {
    std::string text = "{\"Texts\":[0";
    for (int i = 1; i != 10000; ++i)
        text += ",0";
    text += "]}";
    CHECK(bad(text).violations.size() == 32);
    CHECK(bad(text, {.limits = {.max_violations = 3}}).violations.size() == 3);
    CHECK(bad(text, {.limits = {.max_violations = 0}}).violations.size() == 1); // an error is never lost
}

TEST_CASE("json read: depth is bounded, in known and unknown members alike") {
    CHECK(json::read<structures::tree>(nested(15, "{\"Children\":[", "]}")).has_value());
    CHECK_FALSE(json::read<structures::tree>(nested(17, "{\"Children\":[", "]}")).has_value());
    CHECK(json::read<structures::tree>(nested(17, "{\"Children\":[", "]}"), {.limits = {.max_depth = 34}}).has_value());
    good("{\"New\":" + nested(31, "[", "]") + "}");
    CHECK(bad("{\"New\":" + nested(32, "[", "]") + "}").cause == boost::json::error::too_deep);
    CHECK(bad("{\"New\":" + nested(32, "{\"a\":", "}", "1") + "}").cause == boost::json::error::too_deep);
    CHECK(bad(nested(33, "[", "]")).cause == boost::json::error::too_deep);
    CHECK(bad(nested(33, "[", "]")).message == "objects and lists nest deeper than 32 at byte 32");
    CHECK(bad(nested(300, "[", "]"), {.limits = {.max_depth = 1000}})
              .message.starts_with("objects and lists nest deeper than 255 at byte "));
}

TEST_CASE("json read: a million nested lists are refused, not followed") {
    // Nothing is measured: following them would overflow the stack.
    for (const std::string& text :
         {nested(1000000, "[", "]"), nested(1000000, "{\"a\":", "}", "1"), std::string(1000000, '['),
          "{\"Response\":" + nested(1000000, "[", "]") + "}", "{\"Grid\":" + nested(1000000, "[", "]") + "}"}) {
        CHECK_FALSE(json::read<everything>(text).has_value());
        CHECK_FALSE(json::read<everything>(text, {.limits = {.max_depth = 1000000000}}).has_value());
    }
}

TEST_CASE("json read: the size of a text is bounded") {
    const json::read_options small{.limits = {.max_text = 10}};
    CHECK(good(R"({"Text":"1234567890"})", small).Text->size() == 10);
    for (const std::string_view text : {R"({"Text":"12345678901"})", R"({"Text":"1234567890\n"})"}) {
        CHECK(bad(text, small).cause == boost::system::errc::message_size);
        CHECK(bad(text, small).message.starts_with("the text /Text has more than 10 bytes, at byte "));
    }
    CHECK(bad(R"({"Texts":["1","12345678901"]})", small).cause == boost::system::errc::message_size);
    CHECK(good(R"({"New":"12345678901","Text":"a"})", small).Text->view() == "a"); // nothing is made of it
}

namespace {

struct chain {
    optional<indirect<chain>> Next{};
    optional<list<chain>> Many{};
    optional<text<>> Name{};
};
BOOST_DESCRIBE_STRUCT(chain, (), (Next, Many, Name))

/// `element` as often, in brackets.
std::string repeated(std::size_t times, std::string_view element) {
    std::string text = "[";
    for (std::size_t i = 0; i != times; ++i)
        (text += i == 0 ? "" : ",") += element;
    return text += ']';
}

} // namespace

TEST_CASE("json read: the memory for what is made is bounded, and counted before it is taken") {
    const auto read = [](const std::string& json, std::size_t memory) {
        return json::read<chain>(json, {.limits = {.max_memory = memory}});
    };
    const std::size_t rows = 1000;
    const struct {
        std::string json;
        std::size_t takes;
    } made[] = {
        {"{\"Many\":" + repeated(rows, "{}") + "}", rows * sizeof(chain)},
        {"{\"Many\":" + repeated(rows, "null") + "}", rows * sizeof(chain)},
        {"{\"Many\":" + repeated(rows, "{\"Next\":{}}") + "}", 2 * rows * sizeof(chain)},
        {"{\"Many\":" + repeated(rows, "{\"Many\":[{}]}") + "}", 2 * rows * sizeof(chain)},
        {"{\"Many\":" + repeated(rows, "{\"Name\":\"12345\"}") + "}", rows * (sizeof(chain) + 5)},
        {"{\"Next\":{\"Next\":{}}}", 2 * sizeof(chain)},
        {"{\"Name\":\"" + std::string(1000, 'x') + "\"}", 1000},
    };
    for (const auto& row : made) {
        CAPTURE(row.json.substr(0, 40));
        if (row.json.find("null") == row.json.npos) // which is refused as an element
            CHECK(read(row.json, row.takes).has_value());
        const auto refused = read(row.json, row.takes - 1);
        REQUIRE(refused.has_error());
        CHECK(refused.error() == errc::protocol);
        CHECK(refused.error().cause == boost::system::errc::message_size);
        CHECK(refused.error().violations.empty());
    }
    CHECK(read(made[0].json, 10 * sizeof(chain)).error().message ==
          "what is read takes more than " + std::to_string(10 * sizeof(chain)) +
              " bytes of memory, from /Many/9 on, at byte 39");
    // Nothing is made of what nobody asked for.
    CHECK(read("{\"New\":" + repeated(rows, "{\"Name\":\"12345\"}") + "}", 0).has_value());
    CHECK(read("{}", static_cast<std::size_t>(-1)).has_value());
    // 30 MB of empty elements would be some 2 GB.
    const auto large = read("{\"Many\":" + repeated(10'000'000, "{}") + "}", 1024 * 1024);
    CHECK(large.error().message.starts_with("what is read takes more than 1048576 bytes of memory, from /Many/"));
}

TEST_CASE("json read: large text is read in pieces that may end anywhere, and can be stopped between them") {
    // The sample moves over the end of a piece, byte by byte.
    const std::string_view tail =
        R"("Text":"\u00e9\ud83d\ude00\\中\n","Integer":-1234567890123,"Number":-12.5e-3,"Flag":true,"n":null,)"
        R"("Inner":{"Name":"n","Count":2},"Texts":["x","y"],"Unsigned":18446744073709551615,"x":[{"y":1e5}]})";
    const everything expected = good("{" + std::string(tail));
    for (std::size_t back = 0; back != tail.size() + 4; ++back) {
        std::string text = "{\"New\":\"";
        text.append(64 * 1024 - text.size() - 2 - back, ' ').append("\",").append(tail).append(70000, ' ');
        if (json::write(good(text)) != json::write(expected))
            FAIL(back);
        text.back() = 'x';
        CHECK(bad(text).message == "not valid JSON at byte " + std::to_string(text.size() - 1));
    }

    int asked = 0;
    const std::function<bool()> stop = [&] { return ++asked == 3; };
    const std::string large = "{\"New\":" + repeated(100'000, "\"1\"") + "}";
    const auto stopped = json::read<everything>(large, {.stop = &stop});
    REQUIRE(stopped.has_error());
    CHECK(stopped.error() == errc::cancelled);
    CHECK(stopped.error().message.starts_with("reading was stopped at byte 1966"));
    CHECK(asked == 3);
    CHECK(json::read<everything>("{}", {.stop = &stop}).has_value());
    CHECK(asked == 3); // no text of one piece is worth the question
    // A number is one piece, however long.
    CHECK(good("{\"Integer\":1,\"Number\":1" + std::string(200'000, '0') + "e-200000}").Number->value() == 1);
}

TEST_CASE("json read: tolerantly, text is taken for numbers and numbers for text, and nothing stranger") {
    const everything value = good(
        R"({"Text":12,"Integer":"-12","Unsigned":"12","Number":"1.5","Flag":"true","Short":1.50,"Listed":true,"Texts":[1,false]})",
        tolerant);
    CHECK(value.Text->view() == "12");
    CHECK(*value.Integer == -12);
    CHECK(*value.Unsigned == 12u);
    CHECK(*value.Number == 1.5);
    CHECK(value.Flag->value());
    CHECK(value.Short->view() == "1.50");
    CHECK(value.Listed->view() == "true");
    CHECK((*value.Texts)[1].view() == "false");
    for (const std::string_view text : {R"({"Integer":"1.5"})",   R"({"Integer":" 1"})",
                                        R"({"Integer":"1x"})",    R"({"Integer":""})",
                                        R"({"Integer":"+1"})",    R"({"Integer":".5"})",
                                        R"({"Integer":"1."})",    R"({"Integer":"1e"})",
                                        R"({"Integer":"--1"})",   R"({"Integer":"1.0.0"})",
                                        R"({"Integer":"e5"})",    R"({"Integer":"-"})",
                                        R"({"Integer":"1e1.0"})", R"({"Integer":"9223372036854775808"})",
                                        R"({"Unsigned":"-1"})",   R"({"Number":"nan"})",
                                        R"({"Number":"inf"})",    R"({"Number":"1e999"})",
                                        R"({"Flag":"yes"})",      R"({"Flag":"1"})",
                                        R"({"Flag":1})",          R"({"Inner":"{}"})",
                                        R"({"Texts":"[]"})",      R"({"Integer":true})"})
        CHECK(bad(text, tolerant).violations.size() == 1);
}

TEST_CASE("json read: looks into the envelope only") {
    everything value;
    const json::target only{&reflect::structure_of<everything>, &value};
    const auto read = [&](std::string_view text) {
        value = {};
        return json::read(text, "Response", {&only, 1}, {});
    };
    REQUIRE(
        read(
            R"({"Text":"outside","a":{"Text":"no"},"Response":{"Text":"inside","x":{"Response":{"Text":"no"}}},"Integer":1})")
            .has_value());
    CHECK(value.Text->view() == "inside");
    CHECK_FALSE(value.Integer);
    for (const std::string_view text :
         {"{}", R"({"Text":"a"})", R"({"Response":[]})", R"({"Response":[{"Text":"a"}]})", R"({"Response":null})",
          R"({"Response":"x"})", R"({"Response":7})", R"({"response":{"Text":"a"}})", "[]", R"([{"Response":{}}])",
          R"({"x":{"Response":{"Text":"a"}}})"}) {
        CAPTURE(text);
        const auto done = read(text);
        REQUIRE(done.has_error());
        CHECK(done.error().message == "expected a JSON object with an object named Response");
        CHECK_FALSE(value.Text);
    }
    const auto misfit = read(R"({"Response":{"Inner":{"Count":"x"}}})");
    REQUIRE(misfit.has_error());
    CHECK(misfit.error().violations[0].path == "/Inner/Count");
}

TEST_CASE("json read: a member goes to the first target that has it, a text to all") {
    everything first;
    auto second = reflect::blank<structures::needs_all>();
    const json::target targets[] = {{&reflect::structure_of<everything>, &first},
                                    {&reflect::structure_of<structures::needs_all>, &second}};
    const auto done = json::read(R"({"R":{"Text":"both","Integer":7,"Texts":["a"],"Inner":{"Name":"n"},"Short":"s"}})",
                                 "R", targets, {});
    REQUIRE(done.has_value());
    CHECK(first.Text->view() == "both");
    CHECK(second.Text->view() == "both");
    CHECK(*first.Integer == 7);
    CHECK_FALSE(second.Integer);
    CHECK(first.Texts->size() == 1);
    CHECK_FALSE(second.Texts);
    CHECK(first.Short->view() == "s");

    // Only of the outermost object, before and after one inside.
    const auto between = json::read(R"({"R":{"Inner":{"Name":"n","Text":"no"},"Text":"later"}})", "R", targets, {});
    REQUIRE(between.has_value());
    CHECK(first.Text->view() == "later");
    CHECK(second.Text->view() == "later");
    CHECK(json::read(R"({"R":{"Inner":{"Text":"no"}}})", "R", targets, {}).has_value());
    CHECK(second.Text->view() == "later");

    inner little{.Name = absent};
    const json::target other[] = {{&reflect::structure_of<inner>, &little},
                                  {&reflect::structure_of<everything>, &first}};
    REQUIRE(json::read(R"({"Name":"a","Flag":true,"Count":3,"Grid":[[4]]})", {}, other, {}).has_value());
    CHECK(little.Name->view() == "a");
    CHECK(*little.Count == 3);
    CHECK(first.Flag->value());
    CHECK((*first.Grid)[0][0] == 4);
}

namespace {

const std::string& sample() {
    static const std::string text =
        R"({"Response":{"GroupId":"9","RoomId":900822,"Status":"FINISHED","TotalTime":-1.5e3,"n":[null,true,false,{"a":[0.25,"\ud83d\ude00"]}],)"
        R"("VideoInfoList":[{"UserId":"\u4e2d\n","Width":1024},{"VideoUrl":"http://x/\"y\""}],"RequestId":"d290f1ee"}})";
    return text;
}

result<void> read_sample(std::string_view text, tiw::DescribeVideoGenerationTask::Output& out) {
    const json::target only{&reflect::structure_of<tiw::DescribeVideoGenerationTask::Output>, &out};
    return json::read(text, "Response", {&only, 1}, {});
}

} // namespace

TEST_CASE("json read: text cut off at any byte is an error") {
    for (std::size_t size = 0; size != sample().size(); ++size) {
        tiw::DescribeVideoGenerationTask::Output out;
        // In a block of exactly that size, so that reading one byte too many is seen.
        const std::vector<char> cut(sample().begin(), sample().begin() + static_cast<std::ptrdiff_t>(size));
        const auto done = read_sample({cut.data(), cut.size()}, out);
        if (done)
            FAIL("read without an error: ", sample().substr(0, size));
        CHECK(done.error().cause.failed());
    }
}

TEST_CASE("json read: damaged text never does harm, and what is read can be written and read again") {
    std::mt19937 engine(3);
    const auto below = [&](std::size_t bound) { return engine() % bound; };
    std::size_t survived = 0;
    for (int round = 0; round != 20000; ++round) {
        std::string text = sample();
        for (std::size_t changes = 1 + below(3); changes != 0; --changes) {
            const std::size_t at = below(text.size());
            switch (below(5)) {
            case 0:
                text[at] = static_cast<char>(engine());
                break;
            case 1:
                text.erase(at, 1 + below(8));
                break;
            case 2:
                text.insert(at, text, below(text.size()), below(12));
                break;
            case 3:
                text[at] = "{}[]\",:\\0-eE.ntf"[below(16)];
                break;
            case 4:
                text.insert(at, 1, "{}[]\",:\\u09-e."[below(14)]);
                break;
            }
        }
        tiw::DescribeVideoGenerationTask::Output out;
        const std::vector<char> exact(text.begin(), text.end());
        if (!read_sample({exact.data(), exact.size()}, out))
            continue;
        ++survived;
        const std::string written = json::write(out);
        const auto again = json::read<tiw::DescribeVideoGenerationTask::Output>(written);
        if (!again || json::write(*again) != written)
            FAIL(text);
    }
    CHECK(survived > 100);
}

TEST_CASE("json read: what was written is read back the same") {
    random_values random(4);
    const auto check = [&]<class T>(std::type_identity<T>) {
        for (int round = 0; round != 300; ++round) {
            const T value = random.make<T>();
            const std::string text = json::write(value);
            const auto read = json::read<T>(text, {.refuse_unknown_members = true});
            if (!read)
                FAIL(to_string(read.error()), "\n", text);
            if (json::write(*read) != text)
                FAIL(text);
        }
    };
    check(std::type_identity<everything>());
    check(std::type_identity<structures::needs_all>());
    check(std::type_identity<structures::wide>());
    check(std::type_identity<structures::tree>());
    check(std::type_identity<vod::ManageTask>());
    check(std::type_identity<vod::ManageTask::Output>());
    check(std::type_identity<vod::ExecuteFunction>());
    check(std::type_identity<vod::ExecuteFunction::Output>());
    check(std::type_identity<api::tencent::mps::v20190612::ExecuteFunction>());
    check(std::type_identity<api::tencent::mps::v20190612::ExecuteFunction::Output>());
    check(std::type_identity<tiw::DescribeVideoGenerationTask>());
    check(std::type_identity<tiw::DescribeVideoGenerationTask::Output>());
    check(std::type_identity<api::alibaba::live::v20161101::StartEdgeTranscodeJob>());
    check(std::type_identity<api::alibaba::live::v20161101::StartEdgeTranscodeJob::Output>());
}

#include <bindery/query/parameters.hpp>

#include <support/random_values.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace bindery::query;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

parameters good(std::string_view text) {
    auto values = decode(text);
    REQUIRE(values.has_value());
    return *values;
}

} // namespace

TEST_CASE("query parameters: are encoded by RFC 3986 in the given order") {
    CHECK(encode({}) == "");
    const parameters one{{"a", "1"}};
    CHECK(encode(one) == "a=1");
    const parameters odd{{"b", " "}, {"A.1", "~-._"}, {"c d", "+&=%/\u4e2d\0"s}, {"e", ""}};
    CHECK(encode(odd) == "b=%20&A.1=~-._&c%20d=%2B%26%3D%25%2F%E4%B8%AD%00&e=");
}

TEST_CASE("query parameters: are taken apart") {
    CHECK(good("").empty());
    CHECK(good("a=1&b=2") == parameters{{"a", "1"}, {"b", "2"}});
    CHECK(good("a=1&a=2") == parameters{{"a", "1"}, {"a", "2"}});
    CHECK(good("a") == parameters{{"a", ""}});
    CHECK(good("a=") == parameters{{"a", ""}});
    CHECK(good("=v") == parameters{{"", "v"}});
    CHECK(good("a=b=c") == parameters{{"a", "b=c"}});
    CHECK(good("&&a=1&&") == parameters{{"a", "1"}});
    CHECK(good("a%3d=%26%e4%B8%ad%00") == parameters{{"a=", "&\u4e2d\0"s}});
}

TEST_CASE("query parameters: a plus on the wire is a space") {
    CHECK(good("a+b=c+d%2B") == parameters{{"a b", "c d+"}});
    CHECK(good("+=+") == parameters{{" ", " "}});
}

TEST_CASE("query parameters: refuses malformed escapes") {
    for (const std::string_view text :
         {"a=%", "a=%1", "a=%G1", "a=%1G", "%=1", "a=1&b=%2", "a%=1", "a=%%31", "a=% 1", "a=%-1"}) {
        CAPTURE(text);
        CHECK_FALSE(decode(text).has_value());
    }
}

TEST_CASE("query parameters: their number is bounded") {
    std::string text;
    for (int i = 0; i != 4096; ++i)
        text += "a=&";
    CHECK(good(text).size() == 4096);
    CHECK_FALSE(decode(text + "a=").has_value());
    CHECK(decode("a&b", 2).has_value());
    CHECK_FALSE(decode("a&b&c", 2).has_value());
}

TEST_CASE("query parameters: the first of a name is found") {
    const parameters values{{"a", "1"}, {"b", "2"}, {"a", "3"}};
    REQUIRE(find(values, "a") != nullptr);
    CHECK(*find(values, "a") == "1");
    CHECK(*find(values, "b") == "2");
    CHECK(find(values, "c") == nullptr);
    CHECK(find(values, "A") == nullptr);
}

TEST_CASE("query parameters: what was encoded is decoded the same") {
    random_values random(5);
    for (int round = 0; round != 500; ++round) {
        parameters values;
        for (std::size_t i = random.below(5); i != 0; --i)
            values.push_back({"n" + random.text(random.below(9)), random.text(random.below(30))});
        const std::string text = encode(values);
        if (good(text) != values)
            FAIL(text);
        for (const char c : text)
            if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F)
                FAIL(text);
    }
}

#include <bindery/signing/authorization.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using namespace bindery::signing;

namespace {

const std::string signature(64, 'a');

verdict parse(std::string_view text) {
    authorization out;
    return parse_authorization(text, "SCHEME", out);
}

} // namespace

TEST_CASE("authorization: taken apart with and without blanks behind the commas") {
    for (const std::string& text : {"SCHEME Credential=id,SignedHeaders=a;b,Signature=" + signature,
                                    " SCHEME  Credential=id, SignedHeaders=a;b,  Signature=" + signature + " "}) {
        CAPTURE(text);
        authorization out;
        REQUIRE(parse_authorization(text, "SCHEME", out) == verdict::ok);
        CHECK(out.credential == "id");
        CHECK(out.signed_headers == "a;b");
        CHECK(out.signature == signature);
    }
}

TEST_CASE("authorization: another scheme is told apart from a malformed one") {
    CHECK(parse("") == verdict::other_scheme);
    CHECK(parse("SKIP") == verdict::other_scheme);
    CHECK(parse("SCHEME2 Credential=id,SignedHeaders=a,Signature=" + signature) == verdict::other_scheme);
    CHECK(parse("scheme Credential=id,SignedHeaders=a,Signature=" + signature) == verdict::other_scheme);
}

TEST_CASE("authorization: every departure from the form is refused") {
    const std::string good = "SCHEME Credential=id,SignedHeaders=a;b,Signature=" + signature;
    REQUIRE(parse(good) == verdict::ok);
    for (std::size_t size = 7; size != good.size(); ++size) {
        CAPTURE(size);
        CHECK(parse(good.substr(0, size)) == verdict::malformed);
    }
    for (const std::string& bad :
         {good + "a", good + ",", good + ",X=1", "SCHEME SignedHeaders=a,Credential=id,Signature=" + signature,
          "SCHEME Credential=id,SignedHeaders=,Signature=" + signature,
          "SCHEME Credential=id,SignedHeaders=b;a,Signature=" + signature,
          "SCHEME Credential=id,SignedHeaders=a;a,Signature=" + signature,
          "SCHEME Credential=id,SignedHeaders=a;,Signature=" + signature,
          "SCHEME Credential=id,SignedHeaders=a;;b,Signature=" + signature,
          "SCHEME Credential=id,SignedHeaders=;a,Signature=" + signature,
          "SCHEME Credential=id,SignedHeaders=A,Signature=" + signature,
          "SCHEME Credential=id,SignedHeaders=a b,Signature=" + signature,
          "SCHEME Credential=id,SignedHeaders=a,Signature=" + std::string(64, 'A')}) {
        CAPTURE(bad);
        CHECK(parse(bad) == verdict::malformed);
    }
}

TEST_CASE("authorization: its length and the number of signed headers are bounded") {
    CHECK(parse("SCHEME Credential=" + std::string(max_authorization_size, 'x') +
                ",SignedHeaders=a,Signature=" + signature) == verdict::malformed);
    std::string names = "x100";
    for (std::size_t i = 1; i != max_signed_headers; ++i)
        names += ";x" + std::to_string(100 + i);
    CHECK(parse("SCHEME Credential=id,SignedHeaders=" + names + ",Signature=" + signature) == verdict::ok);
    CHECK(parse("SCHEME Credential=id,SignedHeaders=" + names + ";y,Signature=" + signature) == verdict::malformed);
}

TEST_CASE("authorization: listed headers are found in any letter case") {
    CHECK(lists_header("content-type;host", "Host"));
    CHECK(lists_header("content-type;host", "CONTENT-TYPE"));
    CHECK_FALSE(lists_header("content-type;host", "hos"));
    CHECK_FALSE(lists_header("content-type;host", "hostx"));
    CHECK_FALSE(lists_header("", "host"));
}

TEST_CASE("headers: one that must be there once is found, missed or refused") {
    const std::vector<field> headers{{"Host", " h "}, {"X-A", "1"}, {"x-a", "2"}};
    std::string_view value;
    CHECK(find_header(headers, "host", value) == verdict::ok);
    CHECK(value == "h");
    CHECK(find_header(headers, "x-a", value) == verdict::malformed);
    CHECK(find_header(headers, "x-b", value) == verdict::missing);
}

TEST_CASE("clock skew: both ends are allowed, one second more is not, and no value overflows") {
    CHECK_FALSE(is_expired(1000, 1300, 300));
    CHECK_FALSE(is_expired(1300, 1000, 300));
    CHECK(is_expired(1000, 1301, 300));
    CHECK(is_expired(1301, 1000, 300));
    CHECK_FALSE(is_expired(5, 5, 0));
    CHECK(is_expired(5, 5, -1));
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    CHECK(is_expired(lowest, highest, highest));
    CHECK(is_expired(highest, lowest, highest));
    CHECK(is_expired(0, lowest, 300));
}

TEST_CASE("verdict: each is described in its own words") {
    std::vector<std::string_view> seen;
    for (int i = 0; i <= static_cast<int>(verdict::failed); ++i) {
        const std::string_view text = describe(static_cast<verdict>(i));
        for (const std::string_view other : seen)
            CHECK(text != other);
        seen.push_back(text);
    }
}

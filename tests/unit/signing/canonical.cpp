#include <bindery/signing/canonical.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace bindery::signing;

namespace {

std::string uri_of(std::string_view path) {
    std::string out;
    return append_canonical_uri(out, path) ? out : "refused";
}

std::string query_of(std::vector<parameter> parameters) {
    std::string out;
    append_canonical_query_string(out, parameters);
    return out;
}

struct selection {
    problem found = problem::none;
    std::string headers{}, names{};
};

selection select(std::string_view names, const std::vector<field>& headers,
                 repeated_headers repeated = repeated_headers::refuse, letter_case values = letter_case::as_sent) {
    std::vector<field> selected;
    selection out{.found = select_headers(names, headers, repeated, selected)};
    if (out.found != problem::none)
        return out;
    append_canonical_headers(out.headers, selected, values);
    append_signed_headers(out.names, selected);
    return out;
}

} // namespace

TEST_CASE("canonical request: parts are joined by line feeds and found again") {
    canonical_request request;
    for (int round = 0; round != 2; ++round) {
        request.open(canonical_part::method) += "GET";
        request.open(canonical_part::uri) += "/";
        request.open(canonical_part::query_string);
        request.open(canonical_part::headers) += "host:h\n";
        request.open(canonical_part::signed_headers) += "host";
        request.open(canonical_part::hashed_payload) += "00";
        request.close();
        CHECK(request.text() == "GET\n/\n\nhost:h\n\nhost\n00");
        CHECK(request.part(canonical_part::method) == "GET");
        CHECK(request.part(canonical_part::uri) == "/");
        CHECK(request.part(canonical_part::query_string) == "");
        CHECK(request.part(canonical_part::headers) == "host:h\n");
        CHECK(request.part(canonical_part::signed_headers) == "host");
        CHECK(request.part(canonical_part::hashed_payload) == "00");
    }
    request.clear();
    CHECK(request.text().empty());
    CHECK(request.part(canonical_part::headers).empty());
}

TEST_CASE("canonical URI: one spelling for one path") {
    CHECK(uri_of("/") == "/");
    CHECK(uri_of("/a b/c") == "/a%20b/c");
    CHECK(uri_of("/a%20b/c") == "/a%20b/c");
    CHECK(uri_of("/%61%7e/%e4%B8%ad") == "/a~/%E4%B8%AD");
    CHECK(uri_of("//a//") == "//a//");
    CHECK(uri_of("/+*") == "/%2B%2A");
}

TEST_CASE("canonical URI: an escaped slash does not end a segment") {
    CHECK(uri_of("/a%2fb/c") == "/a%2Fb/c");
}

TEST_CASE("canonical URI: malformed paths are refused") {
    for (const char* path : {"", "a", "a/b", "/%", "/%2", "/%zz"}) {
        CAPTURE(path);
        CHECK(uri_of(path) == "refused");
    }
}

TEST_CASE("canonical query string: sorted by unsigned bytes of the decoded name, then of the value") {
    CHECK(query_of({}) == "");
    CHECK(query_of({{"b", "2"}, {"a", "1"}}) == "a=1&b=2");
    CHECK(query_of({{"a", "2"}, {"B", "1"}}) == "B=1&a=2");
    CHECK(query_of({{"\xc3\xa9", "1"}, {"~", "2"}}) == "~=2&%C3%A9=1");
    CHECK(query_of({{"L.10", "x"}, {"L.2", "y"}}) == "L.10=x&L.2=y");
    CHECK(query_of({{"a", "2"}, {"a", "1"}}) == "a=1&a=2");
    CHECK(query_of({{"a", ""}}) == "a=");
    CHECK(query_of({{"a=b&", " "}}) == "a%3Db%26=%20");
}

TEST_CASE("query: taken apart as it is put together") {
    std::string decoded;
    std::vector<parameter> parameters;
    REQUIRE(split_query("b=%20x&a&&c=1=2&%3D=%2B+", decoded, parameters));
    REQUIRE(parameters.size() == 4);
    CHECK(parameters[0].name == "b");
    CHECK(parameters[0].value == " x");
    CHECK(parameters[1].name == "a");
    CHECK(parameters[1].value == "");
    CHECK(parameters[2].value == "1=2");
    CHECK(parameters[3].name == "=");
    CHECK(parameters[3].value == "+ "); // a plus on the wire is a space
    CHECK(query_of(parameters) == "%3D=%2B%20&a=&b=%20x&c=1%3D2");
    REQUIRE(split_query("", decoded, parameters));
    CHECK(parameters.empty());
    CHECK_FALSE(split_query("a=%2", decoded, parameters));
    CHECK_FALSE(split_query("%=1", decoded, parameters));
}

TEST_CASE("headers: chosen in any order and letter case, written sorted, trimmed and with lower-case names") {
    const auto chosen =
        select("Host;content-type", {{"Content-Type", " \tText/Plain \t"}, {"X-Other", "o"}, {"HOST", "h"}});
    CHECK(chosen.headers == "content-type:Text/Plain\nhost:h\n");
    CHECK(chosen.names == "content-type;host");
}

TEST_CASE("headers: values keep their letters, lose them, or all but the content type's do") {
    const std::vector<field> headers{{"content-type", "A"}, {"x-b", "B"}};
    const auto written = [&](letter_case values) {
        return select("content-type;x-b", headers, repeated_headers::refuse, values).headers;
    };
    CHECK(written(letter_case::as_sent) == "content-type:A\nx-b:B\n");
    CHECK(written(letter_case::lower) == "content-type:a\nx-b:b\n");
    CHECK(written(letter_case::lower_except_content_type) == "content-type:A\nx-b:b\n");
}

TEST_CASE("headers: a name sent twice is refused, or its values are sorted and joined by a comma") {
    const std::vector<field> headers{{"x-a", "2"}, {"X-A", "1"}, {"x-b", ""}};
    CHECK(select("x-a", headers).found == problem::header_repeated);
    const auto joined = select("x-a;x-b", headers, repeated_headers::join);
    CHECK(joined.headers == "x-a:1,2\nx-b:\n");
    CHECK(joined.names == "x-a;x-b");
}

TEST_CASE("headers: a value that would end its line is refused") {
    for (const std::string_view value : {std::string_view("a\r\nb"), std::string_view("a\nb"), std::string_view("a\rb"),
                                         std::string_view("a\0b", 3)}) {
        CHECK(select("host", {{"host", value}}).found == problem::bad_header_value);
    }
    CHECK(select("host", {{"host", "h"}, {"x-unsigned", "a\nb"}}).found == problem::none);
}

TEST_CASE("headers: names that are none, are not sent, repeat or cannot be signed are refused") {
    const std::vector<field> headers{{"host", "h"}, {"authorization", "a"}};
    CHECK(select("host;", headers).found == problem::none);
    CHECK(select(";host", headers).found == problem::bad_header_name);
    CHECK(select("ho st", headers).found == problem::bad_header_name);
    CHECK(select("host:x", headers).found == problem::bad_header_name);
    CHECK(select("host;date", headers).found == problem::header_not_sent);
    CHECK(select("host;Host", headers).found == problem::header_repeated);
    CHECK(select("authorization;host", headers).found == problem::header_reserved);
}

TEST_CASE("headers: their number is bounded") {
    std::string names;
    std::vector<std::string> owned;
    std::vector<field> headers;
    for (std::size_t i = 0; i != max_signed_headers + 1; ++i)
        owned.push_back("x-" + std::to_string(i));
    for (const std::string& name : owned) {
        headers.push_back({name, "v"});
        names += (names.empty() ? "" : ";") + name;
    }
    CHECK(select(names, headers).found == problem::too_many_headers);
    CHECK(select(names.substr(0, names.rfind(';')), headers).found == problem::none);
    headers.resize(max_headers + 1, {"x", "y"});
    CHECK(select("x-1", headers).found == problem::too_many_headers);
}

TEST_CASE("canonical request: the tokens in it can be masked") {
    CHECK(mask_tokens("POST\n/\n\nhost:h\nx-acs-security-token:hush\nx-tc-token:hush\n\nhost\n00") ==
          "POST\n/\n\nhost:h\nx-acs-security-token:***\nx-tc-token:***\n\nhost\n00");
    CHECK(mask_tokens("").empty());
    CHECK(mask_tokens("x-tc-token:hush") == "x-tc-token:***\n");
    CHECK(mask_tokens("a\n") == "a\n");
}

TEST_CASE("problem: each is described in its own words") {
    std::vector<std::string_view> seen;
    for (int i = 0; i <= static_cast<int>(problem::crypto_failed); ++i) {
        const std::string_view text = describe(static_cast<problem>(i));
        CHECK(std::find(seen.begin(), seen.end(), text) == seen.end());
        seen.push_back(text);
    }
}

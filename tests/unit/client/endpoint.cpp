#include <bindery/client/endpoint.hpp>

#include <doctest/doctest.h>
#include <support/result.hpp>

using bindery::endpoint;

TEST_CASE("endpoint: takes host, port and scheme apart") {
    CHECK(*endpoint::parse("https://127.0.0.1:8443") == endpoint{"127.0.0.1", "8443", true});
    CHECK(*endpoint::parse("http://localhost:80/") == endpoint{"localhost", "80", false});
    CHECK(*endpoint::parse("https://vod.example.com") == endpoint{"vod.example.com", "443", true});
    CHECK(*endpoint::parse("http://h") == endpoint{"h", "80", false});
    CHECK(*endpoint::parse("https://[::1]:8443") == endpoint{"::1", "8443", true});
    CHECK(*endpoint::parse("https://[::1]") == endpoint{"::1", "443", true});
    CHECK(*endpoint::parse("https://h:1/cloud/api//") == endpoint{"h", "1", true, "/cloud/api"});
}

TEST_CASE("endpoint: is written as a Host field has it") {
    for (const auto& [url, field] : {std::pair{"https://h:443", "h"},
                                     {"http://h:443", "h:443"},
                                     {"http://h", "h"},
                                     {"https://[::1]:1", "[::1]:1"},
                                     {"https://[::1]", "[::1]"}})
        CHECK(endpoint::parse(url)->authority() == field);
}

TEST_CASE("endpoint: refuses what is not a scheme, a host and a port, and shows the form") {
    for (const char* bad : {"",
                            "127.0.0.1:80",
                            "ftp://h",
                            "https://",
                            "https://:443",
                            "https://h:",
                            "https://h:99999999",
                            "https://h:4x3",
                            "https://h:0",
                            "https://h:99999",
                            "https://h:65536",
                            "https://h/a b",
                            "https://h/p?q",
                            "https://h/@",
                            "https://h/\r\n",
                            "https://h\x7f",
                            "https://\xc3\xa4",
                            "https://a,b",
                            "https:///p",
                            "https://user@h",
                            "https://[::1",
                            "https://h\r\nX: y",
                            "https://a b"}) {
        CAPTURE(bad);
        const auto parsed = endpoint::parse(bad);
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().kind == bindery::errc::validation);
        CHECK(parsed.error().message.find("https://host:port") != std::string::npos);
    }
}

TEST_CASE("endpoint: a refused one is quoted without its password") {
    for (const auto& [url, shown] : {std::pair{"https://user:s3cret@h:443", "\"https://***@h:443\""},
                                     {"https://s3cret@h", "\"https://***@h\""},
                                     {"user:s3cret@h", "\"***@h\""},
                                     {"https:/user:s3cret@h", "\"***@h\""},
                                     {"user:s3://cret@h", "\"***@h\""},
                                     {"http://u:s3@cret?s3cret@h/p", "\"http://***@h/p\""},
                                     {"https://h?token=s3cret", "\"https://h\""},
                                     {"https://h#s3cret", "\"https://h\""},
                                     {"ftp://h", "\"ftp://h\""}}) {
        const auto parsed = endpoint::parse(url);
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().message.find(shown) != std::string::npos);
        CHECK(to_string(parsed.error()).find("cret@") == std::string::npos);
        CHECK(to_string(parsed.error()).find("s3cret") == std::string::npos);
    }
}

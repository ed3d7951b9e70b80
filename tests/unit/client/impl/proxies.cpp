#include <bindery/client/impl/proxies.hpp>

#include <doctest/doctest.h>

#include <cstdlib>

using bindery::proxy;
using bindery::detail::proxies;

TEST_CASE("proxies: which one is on the way is told by scheme, host, address, network and port") {
    struct target {
        const char *except, *host, *port;
        bool proxied;
    };
    for (const auto& [except, host, port, proxied] : {
             target{"", "a.example", "443", true},
             {"*", "a.example", "443", false},
             {"a.example", "a.example", "443", false},
             {"example", "a.example", "443", false},
             {".example", "a.example", "443", false},
             {"*.example", "A.Example.", "443", false},
             {"EXAMPLE", "a.example", "443", false},
             {"ample", "a.example", "443", true},
             {"b.a.example", "a.example", "443", true},
             {"a.example:443", "a.example", "443", false},
             {"a.example:444", "a.example", "443", true},
             {"x.example, ,a.example", "a.example", "443", false},
             {"x.example a.example", "a.example", "443", false},
             {"10.1.2.3", "10.1.2.3", "443", false},
             {"10.1.2.3", "10.1.2.4", "443", true},
             {"2.3", "10.1.2.3", "443", true},
             {"10.0.0.0/8", "10.255.0.1", "443", false},
             {"10.0.0.0/8", "11.0.0.1", "443", true},
             {"10.1.2.128/25", "10.1.2.127", "443", true},
             {"10.1.2.128/25", "10.1.2.200", "443", false},
             {"0.0.0.0/0", "10.1.2.200", "443", false},
             {"0.0.0.0/0", "fe80::1", "443", true},
             {"10.0.0.0/8:80", "10.1.2.3", "443", true},
             {"::1", "::1", "443", false},
             {"[::1]:443", "0:0::1", "443", false},
             {"[::1]:80", "::1", "443", true},
             {"fe80::/10", "febf::1", "443", false},
             {"fe80::/10", "fec0::1", "443", true},
             {"10.0.0.0/8", "a.example", "443", true},
         }) {
        CAPTURE(except);
        CAPTURE(host);
        const proxies all(proxy{.https = "http://p:1", .http = "q:2", .except = except});
        REQUIRE_FALSE(all.fault());
        const auto* const found = all.on_the_way_to(host, port, true);
        CHECK((found != nullptr) == proxied);
        if (found != nullptr)
            CHECK(found->host + ':' + found->port == "p:1");
        if (const auto* const plain = all.on_the_way_to(host, port, false))
            CHECK(plain->host + ':' + plain->port == "q:2");
    }
    CHECK(proxies(proxy{.http = "q"}).on_the_way_to("a", "443", true) == nullptr);
    CHECK(proxies(proxy{}).empty());
}

TEST_CASE("proxies: user and password are taken apart, and never shown") {
    const auto field = [](const char* url) {
        const proxies all(proxy{.https = url});
        REQUIRE_FALSE(all.fault());
        return std::string(all.on_the_way_to("h", "1", true)->fields["Proxy-Authorization"]);
    };
    CHECK(field("http://Aladdin:open%20sesame@p:1") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    CHECK(field("http://user@p:1") == "Basic dXNlcjo=");
    CHECK(field("http://u:a@b:c@p:1") == "Basic dTphQGI6Yw==");
    CHECK(field("p:1").empty());
    for (const char* bad :
         {"https://u:s3cret@p:1", "socks5://u:s3cret@p:1", "http://u:s3cret@", "http://u:s3cret@p:99999",
          "http://u:s3cret@p/path", "http://u:s3cret%0d%0a@p:1", "http://u:s3cret%zz@p:1", "http://u%3a:s3cret@p:1"}) {
        CAPTURE(bad);
        const proxies all(proxy{.https = bad});
        REQUIRE(all.fault());
        CHECK(all.fault()->message == "client_options::proxy: https is not of the form http://user:password@host:port");
    }
    for (const char* bad :
         {"a b/c", "10.0.0.0/33", "::/129", "[::1", "[a]", "h:port", "h:99999", "h:", "a*b", "10.0.0.0/"})
        CHECK(proxies(proxy{.https = "p", .except = bad}).fault());
}

TEST_CASE("proxies: the environment is asked by a name, small letters first") {
    const auto set = [](const char* name, const char* value) { ::setenv(name, value, 1); };
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY"})
        ::unsetenv(name);
    set("HTTPS_PROXY", "big");
    set("HTTP_PROXY", "never");
    set("NO_PROXY", "big.example");
    proxy found = proxy::from_environment();
    CHECK(found.https.reveal() == "big");
    CHECK(found.http.empty());
    CHECK(found.except == "big.example");
    set("https_proxy", "small");
    set("http_proxy", "plain");
    set("no_proxy", "");
    found = proxy::from_environment();
    CHECK(found.https.reveal() == "small");
    CHECK(found.http.reveal() == "plain");
    CHECK(found.except.empty());
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY"})
        ::unsetenv(name);
}

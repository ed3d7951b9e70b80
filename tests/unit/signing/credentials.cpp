#include <bindery/signing/credentials.hpp>

#include <doctest/doctest.h>

#include <ostream>
#include <sstream>

using bindery::signing::credentials;

TEST_CASE("credentials: printed, they show the secret id only") {
    std::ostringstream out;
    out << credentials{.secret_id = "AKID", .secret_key = "hush-key"} << ' '
        << credentials{.secret_id = "AKID", .secret_key = "hush-key", .token = "hush-token"};
    CHECK(out.str() == "credentials{AKID, ***} credentials{AKID, ***, ***}");
}

TEST_CASE("credentials: a failing test does not show them either") {
    const auto text =
        doctest::toString(credentials{.secret_id = "AKID", .secret_key = "hush-key", .token = "hush-token"});
    CHECK(std::string(text.c_str()).find("hush") == std::string::npos);
}

TEST_CASE("credentials: compare by all they hold") {
    const credentials one{.secret_id = "AKID", .secret_key = "key"};
    CHECK(one == credentials{.secret_id = "AKID", .secret_key = "key"});
    CHECK(one != credentials{.secret_id = "AKID", .secret_key = "kex"});
    CHECK(one != credentials{.secret_id = "AKIE", .secret_key = "key"});
    CHECK(one != credentials{.secret_id = "AKID", .secret_key = "key", .token = "token"});
}

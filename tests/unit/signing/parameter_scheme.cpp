#include "vectors.hpp"

#include <bindery/query/parameters.hpp>
#include <bindery/signing/parameter_scheme.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace bindery::signing;
using namespace std::string_view_literals;

namespace {

using pairs = std::vector<std::pair<std::string, std::string>>;

const parameter_scheme& scheme_of(const vectors::vector& each) {
    for (const auto* scheme : {&tc1::hmac_sha1, &tc1::hmac_sha256, &rpc1::hmac_sha1})
        if (each.input("scheme") == scheme->name)
            return *scheme;
    FAIL("no such scheme: " << each.name());
    return tc1::hmac_sha1;
}

std::vector<vectors::vector> all_vectors() {
    auto all = vectors::all_of("tc1");
    for (auto& each : vectors::all_of("rpc1"))
        all.push_back(each);
    return all;
}

/// What a vector signs, as a client would hold it.
struct outgoing {
    std::string method, host;
    pairs values;
    std::vector<parameter> parameters;
    parameter_request request;

    explicit outgoing(const vectors::vector& each)
        : method(each.input("method")), host(each.input("host")), values(each.pairs("parameters", "=")) {
        for (const auto& [name, value] : values)
            parameters.push_back({name, value});
        request = {.method = method, .host = host, .parameters = parameters};
    }
    outgoing(const outgoing&) = delete;
};

std::string encoded(const pairs& values) {
    bindery::query::parameters all;
    for (const auto& [name, value] : values)
        all.push_back({name, value});
    return bindery::query::encode(all);
}

/// What a vector's server receives: parameters as the method carries them.
vectors::message sent(std::string method, std::string host, const pairs& values) {
    vectors::message message{method, "/", {}, {{"Host", host}}};
    if (method == "GET") {
        message.target += '?' + encoded(values);
    } else {
        message.body = encoded(values);
        message.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    }
    return message;
}
pairs signed_values(const vectors::vector& each) {
    auto values = each.pairs("parameters", "=");
    values.emplace_back("Signature", each.file("signature"));
    return values;
}
vectors::message incoming(const vectors::vector& each) {
    return sent(each.input("method"), each.input("host"), signed_values(each));
}

struct server {
    vectors::one_owner owners;
    std::int64_t now;
    const parameter_scheme& scheme;
    parameter_verifier verifier{};
    std::string nonce{}, secret_id{}, string_to_sign{};
    std::int64_t kept = 0;

    explicit server(const vectors::vector& each)
        : owners(each.credentials()), now(each.seconds()), scheme(scheme_of(each)) {}

    verdict operator()(const vectors::message& message) {
        return message.received([&](const received_request& received) {
            verdict found = verifier.read(received, scheme);
            if (found == verdict::ok)
                found = verifier.verify(scheme, now, owners);
            CHECK(verifier.nonce().text.empty() == (found != verdict::ok));
            nonce = verifier.nonce().text;
            kept = verifier.nonce().seconds;
            secret_id = verifier.secret_id();
            string_to_sign = verifier.string_to_sign();
            return found;
        });
    }
};

/// A value of the message's parameters changed, which may take its encoded length.
vectors::message with(const vectors::vector& each, std::string_view name, std::string_view value) {
    auto values = signed_values(each);
    for (auto& [key, old] : values)
        if (key == name)
            old = value;
    return sent(each.input("method"), each.input("host"), values);
}
vectors::message without(const vectors::vector& each, std::string_view name) {
    auto values = signed_values(each);
    std::erase_if(values, [&](const auto& pair) { return pair.first == name; });
    return sent(each.input("method"), each.input("host"), values);
}

} // namespace

TEST_CASE("parameter schemes: every stage of every vector is signed as published") {
    const auto all = all_vectors();
    CHECK(all.size() == 8);
    parameter_signer kept;
    for (const auto& each : all) {
        const outgoing out(each);
        const auto stages = sign(scheme_of(each), out.request, each.credentials());
        REQUIRE_MESSAGE(stages.has_value(), each.name());
        check_stage(each, "canonical-parameters", stages->canonical_parameters);
        check_stage(each, "string-to-sign", stages->string_to_sign);
        check_stage(each, "signature", stages->signature);
        REQUIRE(kept.sign(scheme_of(each), out.request, each.credentials()) == problem::none);
        check_stage(each, "signature", kept.signature());
    }
}

TEST_CASE("parameter schemes: kept keys are told apart by secret, hash and suffix") {
    const std::vector<parameter> values{{"A", "1"}};
    const parameter_request request{.host = "example.com", .parameters = values};
    parameter_signer kept;
    for (int round = 0; round != 3; ++round)
        for (const std::string_view key : {"one"sv, "another"sv, "one&"sv})
            for (const auto* scheme : {&tc1::hmac_sha1, &tc1::hmac_sha256, &rpc1::hmac_sha1}) {
                const credentials who{.secret_id = "AKID", .secret_key = key};
                REQUIRE(kept.sign(*scheme, request, who) == problem::none);
                CHECK(kept.signature() == sign(*scheme, request, who)->signature);
            }
}

TEST_CASE("parameter schemes: what cannot be signed is refused by name") {
    const std::vector<parameter> twice{{"A", "1"}, {"B", "1"}, {"A", "2"}};
    parameter_signer signer;
    const credentials who{.secret_id = "AKID", .secret_key = "hush"};
    CHECK(signer.sign(tc1::hmac_sha1, {.parameters = twice}, who) == problem::bad_query);
    CHECK(signer.sign(tc1::hmac_sha1, {}, {.secret_id = "", .secret_key = "hush"}) == problem::bad_secret_id);
    CHECK(signer.sign(tc1::hmac_sha1, {}, {.secret_id = "AKID", .secret_key = {}}) == problem::no_secret_key);
    CHECK(signer.string_to_sign().empty());
    parameter_scheme odd = tc1::hmac_sha1;
    odd.hash = hash_algorithm::sm3;
    CHECK(signer.sign(odd, {}, who) == problem::no_hash);
    CHECK(sign(odd, {}, who).error() == bindery::errc::signing);
}

TEST_CASE("parameter schemes: common names are sorted, as those who look them up expect") {
    CHECK(std::is_sorted(std::begin(tc1::common), std::end(tc1::common)));
    CHECK(std::is_sorted(std::begin(rpc1::common), std::end(rpc1::common)));
}

TEST_CASE("parameter schemes: every vector is verified, its nonce told with how long it matters") {
    for (const auto& each : all_vectors()) {
        CAPTURE(each.name());
        server here(each);
        CHECK(here(incoming(each)) == verdict::ok);
        CHECK(here.secret_id == each.input("secret-id"));
        CHECK(here.kept == here.scheme.clock_skew + 1);
        const bool by_nonce = here.scheme.once == parameter_scheme::uniqueness::nonce;
        CHECK(here.nonce == (by_nonce ? std::string(here.verifier.value("SignatureNonce")) : each.file("signature")));
    }
}

TEST_CASE("parameter schemes: no changed parameter goes unnoticed, nor one more or less") {
    for (const auto& each : all_vectors()) {
        CAPTURE(each.name());
        server here(each);
        for (const auto& [name, value] : signed_values(each)) {
            CAPTURE(name);
            CHECK(here(without(each, name)) != verdict::ok);
            CHECK(here(with(each, name, value + "x")) != verdict::ok);
            if (!value.empty())
                CHECK(here(with(each, name, vectors::another(value.front()) + value.substr(1))) != verdict::ok);
        }
        auto more = signed_values(each);
        more.emplace_back("Zone", "1");
        CHECK(here(sent(each.input("method"), each.input("host"), more)) == verdict::mismatch);
        vectors::message other_method =
            sent(each.input("method") == "GET" ? "POST" : "GET", each.input("host"), signed_values(each));
        CHECK(here(other_method) == verdict::mismatch);
    }
}

TEST_CASE("parameter schemes: a name that comes twice is refused, since the order is not signed") {
    for (const auto& each : all_vectors()) {
        CAPTURE(each.name());
        server here(each);
        auto twice = signed_values(each);
        twice.push_back(twice.front());
        CHECK(here(sent(each.input("method"), each.input("host"), twice)) == verdict::malformed);
    }
}

TEST_CASE("parameter schemes: what a scheme does not sign is not looked at but refused") {
    const auto v1_get = vectors::one("tc1/sha1-get-cvm"), v1_post = vectors::one("tc1/sha256-post-special-token");
    server here(v1_get), there(v1_post);
    auto message = incoming(v1_get);
    message.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    message.body = "Zone=1";
    CHECK(here(message) == verdict::malformed);
    message = incoming(v1_post);
    message.target = "/?Zone=1";
    CHECK(there(message) == verdict::malformed);
    // A body that is no form has no parameters to be signed.
    const auto rpc = vectors::one("rpc1/get-list");
    server everywhere(rpc);
    message = incoming(rpc);
    CHECK(everywhere(message) == verdict::ok);
    message.headers.emplace_back("Content-Type", "application/json");
    message.body = R"({"Zone":"1"})";
    CHECK(everywhere(message) == verdict::malformed);
}

TEST_CASE("parameter schemes: query and form are one set where the scheme says so") {
    const auto each = vectors::one("rpc1/post-form-body");
    auto all = signed_values(each);
    for (std::size_t split = 0; split <= all.size(); ++split) {
        CAPTURE(split);
        server here(each);
        const auto middle = all.begin() + static_cast<std::ptrdiff_t>(split);
        vectors::message message = sent("POST", each.input("host"), {all.begin(), middle});
        message.target = "/?" + encoded({middle, all.end()});
        CHECK(here(message) == verdict::ok);
        message.target += "&" + encoded({all.begin(), all.begin() + 1});
        CHECK(here(message) == verdict::malformed);
    }
}

TEST_CASE("parameter schemes: host and path are signed by those that name them, with the port or without") {
    const auto each = vectors::one("tc1/sha1-get-cvm");
    server here(each);
    auto message = incoming(each);
    message.header("Host") = "cvm.example.com";
    CHECK(here(message) == verdict::mismatch);
    message.header("Host") = each.input("host") + ":8443"; // as some official clients send what they signed without it
    CHECK(here(message) == verdict::ok);
    message.remove("Host");
    CHECK(here(message) == verdict::malformed);
    message = incoming(each);
    message.target = "/path" + message.target.substr(1);
    CHECK(here(message) == verdict::mismatch);
}

TEST_CASE("parameter schemes: a time is accepted within the clock skew, either way, and not a second beyond") {
    for (const auto& each : all_vectors()) {
        server here(each);
        const std::int64_t skew = here.scheme.clock_skew;
        for (const auto& [late, expected] : {std::pair{skew, verdict::ok},
                                             {-skew, verdict::ok},
                                             {skew + 1, verdict::expired},
                                             {-skew - 1, verdict::expired}}) {
            here.now = each.seconds() + late;
            CHECK(here(incoming(each)) == expected);
        }
    }
}

TEST_CASE("parameter schemes: malformed times, nonces and ids are refused, absent ones are missing") {
    for (const auto& each : all_vectors()) {
        CAPTURE(each.name());
        server here(each);
        const bool iso = here.scheme.time == parameter_scheme::time_form::iso8601;
        for (const std::string_view time :
             {"x"sv, "-1"sv, "01"sv, "2023-11-14T22:13:20"sv, iso ? "1700000000"sv : "2023-11-14T22:13:20Z"sv})
            CHECK(here(with(each, "Timestamp", time)) == verdict::malformed);
        CHECK(here(with(each, here.scheme.nonce, std::string(129, '1'))) == verdict::malformed);
        CHECK(here(with(each, here.scheme.nonce, "a b")) == verdict::malformed);
        CHECK(here(with(each, here.scheme.secret_id, "a b")) == verdict::malformed);
        CHECK(here(with(each, here.scheme.secret_id, "nobody")) == verdict::unknown_secret_id);
        for (const std::string_view name : {"Timestamp"sv, here.scheme.nonce, here.scheme.secret_id, "Signature"sv})
            CHECK(here(without(each, name)) == verdict::missing);
    }
}

TEST_CASE("parameter schemes: the token must be that of the credentials") {
    for (const char* path : {"tc1/sha256-post-special-token", "rpc1/get-live-sts-special"}) {
        const auto each = vectors::one(path);
        server here(each);
        auto owner = each.credentials();
        owner.token = "another"sv;
        here.owners = vectors::one_owner(owner);
        CHECK(here(incoming(each)) == verdict::bad_token);
        owner.token = secret();
        here.owners = vectors::one_owner(owner);
        CHECK(here(incoming(each)) == verdict::bad_token);
    }
}

TEST_CASE("parameter schemes: what the server computed is shown without token or signature") {
    for (const char* path : {"tc1/sha256-post-special-token", "rpc1/get-live-sts-special"}) {
        const auto each = vectors::one(path);
        server here(each);
        CHECK(here(with(each, "Version", "2000-01-01")) == verdict::mismatch);
        CHECK(here.string_to_sign.find("2000-01-01") != std::string::npos);
        CHECK(here.string_to_sign.find("made-up") == std::string::npos);
        CHECK(here.string_to_sign.find(each.file("signature").substr(0, 8)) == std::string::npos);
        CHECK(here(without(each, "Signature")) == verdict::missing);
        CHECK(here.string_to_sign.empty()); // nothing of the request before
    }
}

TEST_CASE("parameter schemes: of a request that was judged secret id and nonce are left") {
    const auto each = vectors::one("rpc1/post-form-body");
    server here(each);
    auto large = incoming(each);
    large.body += "&Zone=" + std::string(1024 * 1024, '1');
    CHECK(here(large) == verdict::mismatch);
    CHECK(here(incoming(each)) == verdict::ok);
    here.verifier.rest();
    CHECK(here.verifier.secret_id() == each.input("secret-id"));
    CHECK(here.verifier.nonce().text == here.nonce);
    CHECK(here.verifier.string_to_sign().empty());
    CHECK(here.verifier.value("Action").empty());
}

TEST_CASE("parameter schemes: malformed parameters and too many of them are refused") {
    const auto each = vectors::one("rpc1/post-form-body");
    server here(each);
    for (const char* bad : {"%", "a=%zz", "%2=1"}) {
        auto message = incoming(each);
        message.body += std::string("&") + bad;
        CHECK(here(message) == verdict::malformed);
    }
    auto message = incoming(each);
    for (std::size_t i = 0; i <= max_parameters; ++i)
        message.body += "&a" + std::to_string(i);
    CHECK(here(message) == verdict::malformed);
    message = incoming(each);
    message.target = "/?a\x01";
    CHECK(here(message) == verdict::malformed);
}

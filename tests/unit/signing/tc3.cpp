#include "vectors.hpp"

#include <bindery/signing/tc3.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using namespace bindery::signing;

namespace {

/// What a vector signs, as a client would hold it.
struct outgoing {
    std::string method, path, query, service, body, signed_headers;
    std::vector<std::pair<std::string, std::string>> headers;
    std::vector<field> fields;
    tc3::request request;

    explicit outgoing(const vectors::vector& each)
        : method(each.input("method")), path(each.input("path")), query(each.input("query")),
          service(each.input("service")), body(each.file("request-body")), signed_headers(each.input("signed-headers")),
          headers(each.pairs("request-headers", ": ")) {
        for (const auto& [name, value] : headers)
            fields.push_back({name, value});
        request = {.method = method,
                   .path = path,
                   .query = query,
                   .headers = fields,
                   .payload = body,
                   .service = service,
                   .signed_headers = signed_headers,
                   .payload_signed =
                       each.input("payload") == "unsigned" ? tc3::payload_signing::none : tc3::payload_signing::whole};
    }
    outgoing(const outgoing&) = delete;
};

/// What a vector's server receives.
vectors::message incoming(const vectors::vector& each) {
    vectors::message message{each.input("method"), each.input("path"), each.file("request-body"),
                             each.pairs("request-headers", ": ")};
    if (!each.input("query").empty())
        message.target += '?' + each.input("query");
    message.headers.emplace_back("Authorization", each.file("authorization"));
    return message;
}

struct server {
    vectors::one_owner owners;
    std::string service;
    std::int64_t now;
    tc3::payload_signing payloads = tc3::payload_signing::none;
    tc3::verifier verifier;

    explicit server(const vectors::vector& each)
        : owners(each.credentials()), service(each.input("service")), now(each.seconds()) {}

    verdict operator()(const vectors::message& message) {
        return message.received([&](const received_request& received) {
            return verifier.verify(received, {.now = now, .service = service, .payload_signed = payloads}, owners);
        });
    }
};

tc3::signer static_signer;

/// A small request of our own.
struct sample {
    std::vector<field> headers{{"Host", "vod.example.com"}, {"Content-Type", "application/json"}};
    credentials who{.secret_id = "AKID", .secret_key = "hush"};
    tc3::request request{.headers = headers, .payload = "{}", .service = "vod"};
};

} // namespace

TEST_CASE("tc3: every stage of every vector is signed as published") {
    const auto all = vectors::all_of("tc3");
    CHECK(all.size() == 17);
    for (const auto& each : all) {
        const outgoing out(each);
        const auto stages = tc3::sign(out.request, each.credentials(), each.seconds());
        REQUIRE_MESSAGE(stages.has_value(), each.name());
        check_stage(each, "hashed-payload", stages->hashed_payload);
        check_stage(each, "canonical-headers", stages->canonical_headers);
        check_stage(each, "signed-headers", stages->signed_headers);
        check_stage(each, "canonical-request", stages->canonical_request);
        check_stage(each, "hashed-canonical-request", stages->hashed_canonical_request);
        check_stage(each, "credential-scope", stages->credential_scope);
        check_stage(each, "string-to-sign", stages->string_to_sign);
        check_stage(each, "signature", stages->signature);
        check_stage(each, "authorization", stages->authorization);
        CHECK_MESSAGE(stages->timestamp == each.input("timestamp"), each.name());
    }
}

TEST_CASE("tc3: every key of every vector is derived as published") {
    for (const auto& each : vectors::all_of("tc3")) {
        hash_function hasher;
        tc3::signing_keys keys;
        const std::string scope = each.file("credential-scope");
        REQUIRE(tc3::derive(hasher, each.input("secret-key"), scope.substr(0, 10), each.input("service"), keys));
        check_stage(each, "secret-date", hex_digest(keys.date).view());
        check_stage(each, "secret-service", hex_digest(keys.service).view());
        check_stage(each, "secret-signing", hex_digest(keys.signing).view());
    }
}

TEST_CASE("tc3: one signer signs all vectors in any order, keys kept or not") {
    tc3::signer signer;
    auto all = vectors::all_of("tc3");
    for (int round = 0; round != 2; ++round) {
        for (const auto& each : all) {
            const outgoing out(each);
            REQUIRE(signer.sign(out.request, each.credentials(), each.seconds()) == problem::none);
            check_stage(each, "authorization", signer.authorization());
        }
        std::reverse(all.begin(), all.end());
    }
}

TEST_CASE("tc3: the day key changes at UTC midnight") {
    const sample given;
    tc3::signer kept;
    for (const std::int64_t seconds : {1'709'164'799, 1'709'164'800, 1'709'164'799}) {
        REQUIRE(kept.sign(given.request, given.who, seconds) == problem::none);
        CHECK(kept.authorization() == tc3::sign(given.request, given.who, seconds)->authorization);
    }
    CHECK(kept.credential_scope() == "2024-02-28/vod/tc3_request");
}

TEST_CASE("tc3: kept keys are told apart by secret, also under one secret id, by day and by service") {
    sample given;
    tc3::signer kept;
    for (int i = 0; i != 30; ++i) { // more than are kept
        given.who.secret_key = "hush" + std::to_string(i % 11);
        const std::string service = "vod" + std::to_string(i % 3);
        given.request.service = service;
        const std::int64_t seconds = 1'700'000'000 + 86'400 * (i % 2);
        REQUIRE(kept.sign(given.request, given.who, seconds) == problem::none);
        CHECK(kept.authorization() == tc3::sign(given.request, given.who, seconds)->authorization);
    }
}

TEST_CASE("tc3: a signer may be a static object, and signers of several threads do not disturb each other") {
    static const sample given;
    const std::string expected = tc3::sign(given.request, given.who, 1'700'000'000)->authorization;
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (int i = 0; i != 4; ++i) {
        threads.emplace_back([&] {
            static thread_local tc3::signer signer;
            for (int j = 0; j != 200; ++j) {
                if (signer.sign(given.request, given.who, 1'700'000'000 + j % 2 * 86'400) != problem::none)
                    return;
                if (j % 2 == 0 && signer.authorization() != expected)
                    return;
            }
            ++good;
        });
    }
    for (std::thread& each : threads)
        each.join();
    CHECK(good == 4);
    CHECK(static_signer.sign(given.request, given.who, 1'700'000'000) == problem::none);
    CHECK(static_signer.authorization() == expected);
}

TEST_CASE("tc3: headers to be signed are named in any order and letter case") {
    sample given;
    given.headers.push_back({"X-TC-Action", "ManageTask"});
    given.request.headers = given.headers;
    given.request.signed_headers = "content-type;host;x-tc-action";
    const auto sorted = tc3::sign(given.request, given.who, 1'700'000'000);
    given.request.signed_headers = "X-TC-Action;Host;Content-Type";
    const auto unsorted = tc3::sign(given.request, given.who, 1'700'000'000);
    CHECK(sorted->authorization == unsorted->authorization);
    CHECK(sorted->canonical_headers == "content-type:application/json\nhost:vod.example.com\nx-tc-action:managetask\n");
}

TEST_CASE("tc3: what cannot be signed is refused by name") {
    const auto refused = [](auto change, std::int64_t seconds = 1'700'000'000) {
        sample given;
        change(given);
        tc3::signer signer;
        const problem found = signer.sign(given.request, given.who, seconds);
        CHECK(signer.authorization().empty());
        const auto whole = tc3::sign(given.request, given.who, seconds);
        REQUIRE(whole.has_error());
        CHECK(whole.error() == bindery::errc::signing);
        CHECK(whole.error().message == describe(found));
        CHECK(whole.error().message.find("hush") == std::string::npos);
        return found;
    };
    using s = sample&;
    CHECK(refused([](s g) { g.request.method = "post"; }) == problem::bad_method);
    CHECK(refused([](s g) { g.request.method = "GET\n/"; }) == problem::bad_method);
    CHECK(refused([](s g) { g.request.path = ""; }) == problem::bad_path);
    CHECK(refused([](s g) { g.request.path = "/\n"; }) == problem::bad_path);
    CHECK(refused([](s g) { g.request.path = "/?a"; }) == problem::bad_path);
    CHECK(refused([](s g) { g.request.query = "a b"; }) == problem::bad_query);
    CHECK(refused([](s g) { g.request.method = "GET"; }) == problem::bad_payload);
    CHECK(refused([](s g) { g.request.signed_headers = ""; }) == problem::header_not_sent);
    CHECK(refused([](s g) { g.request.signed_headers = "host;x-tc-action"; }) == problem::header_not_sent);
    CHECK(refused([](s g) { g.request.signed_headers = "authorization"; }) == problem::header_reserved);
    CHECK(refused([](s g) { g.headers[0].value = "a\r\nb"; }) == problem::bad_header_value);
    CHECK(refused([](s g) { g.headers[1].name = "host"; }) == problem::header_not_sent);
    CHECK(refused([](s g) { g.who.secret_id = ""; }) == problem::bad_secret_id);
    CHECK(refused([](s g) { g.who.secret_id = "a/b"; }) == problem::bad_secret_id);
    CHECK(refused([](s g) { g.who.secret_id = "a\r\nb"; }) == problem::bad_secret_id);
    CHECK(refused([](s g) { g.who.secret_key = ""; }) == problem::no_secret_key);
    CHECK(refused([](s g) { g.who.token = "hush\n"; }) == problem::bad_token);
    CHECK(refused([](s g) { g.request.service = ""; }) == problem::bad_service);
    CHECK(refused([](s g) { g.request.service = "v/d"; }) == problem::bad_service);
    CHECK(refused([](s) {}, -1) == problem::bad_time);
    CHECK(refused([](s) {}, 253'402'300'800) == problem::bad_time);
}

TEST_CASE("tc3: every vector is verified") {
    for (const auto& each : vectors::all_of("tc3")) {
        server accepts(each);
        CHECK_MESSAGE(accepts(incoming(each)) == verdict::ok, each.name());
        CHECK_MESSAGE(accepts.verifier.secret_id() == each.input("secret-id"), each.name());
        check_stage(each, "string-to-sign", accepts.verifier.string_to_sign());
        check_stage(each, "canonical-request", accepts.verifier.canonical_request());
    }
}

TEST_CASE("tc3: no changed character of what is signed goes unnoticed") {
    for (const auto& each : vectors::all_of("tc3")) {
        CAPTURE(each.name());
        server judges(each);
        const auto good = incoming(each);
        const auto changed = [&](auto change) {
            auto bad = good;
            change(bad);
            return judges(bad);
        };
        const auto at_each = [&](std::string_view text, auto place, verdict expected) {
            for (std::size_t i = 0; i != text.size(); ++i) {
                CAPTURE(i);
                CHECK(changed([&](vectors::message& m) {
                          char& c = place(m)[i];
                          c = vectors::another(c);
                      }) == expected);
            }
        };
        if (each.input("payload") == "signed") {
            at_each(
                good.body, [](vectors::message& m) -> std::string& { return m.body; }, verdict::mismatch);
            const auto longer = changed([](vectors::message& m) { m.body += ' '; });
            CHECK(longer == (good.method == "GET" ? verdict::malformed : verdict::mismatch));
        }
        for (const std::string& name : {std::string("Host"), std::string("Content-Type")}) {
            auto copy = good;
            at_each(
                copy.header(name), [&](vectors::message& m) -> std::string& { return m.header(name); },
                verdict::mismatch);
        }
        if (each.input("signed-headers").find("x-tc-action") != std::string::npos) {
            CHECK(changed([](vectors::message& m) { m.header("X-TC-Action") += 'x'; }) == verdict::mismatch);
        }
        CHECK(changed([](vectors::message& m) { m.method = m.method == "GET" ? "PUT" : "PUTS"; }) == verdict::mismatch);
        CHECK(changed([](vectors::message& m) { m.target.insert(1, "x"); }) == verdict::mismatch);
        CHECK(changed([](vectors::message& m) { m.target += m.target == "/" ? "?x" : "x"; }) == verdict::mismatch);

        auto text = good;
        const std::string authorization = text.header("Authorization");
        const auto with = [&](const std::string& value) {
            return changed([&](vectors::message& m) { m.header("Authorization") = value; });
        };
        const auto signature = authorization.find("Signature=") + 10;
        for (std::size_t i = signature; i != authorization.size(); ++i) {
            auto bad = authorization;
            bad[i] = bad[i] == '0' ? '1' : '0';
            CHECK(with(bad) == verdict::mismatch);
            bad[i] = 'g';
            CHECK(with(bad) == verdict::malformed);
        }
        const auto scope = authorization.find('/') + 1;
        for (std::size_t i = scope; i != authorization.find("/tc3_request"); ++i) {
            auto bad = authorization;
            if (bad[i] == '/')
                continue;
            bad[i] = vectors::another(bad[i]);
            CHECK(with(bad) == verdict::wrong_scope);
        }
        for (std::size_t i = authorization.find('=') + 1; i != scope - 1; ++i) {
            auto bad = authorization;
            bad[i] = vectors::another(bad[i]);
            CHECK(with(bad) == verdict::unknown_secret_id);
        }
        CHECK(with(vectors::replaced(authorization, "tc3_request", "tc4_request")) == verdict::malformed);
        CHECK(with(vectors::replaced(authorization, "content-type;host", "content-type;hosu")) ==
              verdict::unsigned_header);
        CHECK(with(vectors::replaced(authorization, "content-type;host", "content-typf;host")) ==
              verdict::unsigned_header);
        CHECK(with(vectors::replaced(authorization, "content-type;host", "host")) == verdict::unsigned_header);
        CHECK(with(vectors::replaced(authorization, "content-type;host", "content-type;host;range")) ==
              verdict::missing);
        CHECK(with(vectors::replaced(authorization, "content-type;host", "host;content-type")) == verdict::malformed);
        // Whatever else changes in the header or is cut off, it is not accepted.
        for (std::size_t i = 0; i != authorization.size(); ++i) {
            auto bad = authorization;
            bad[i] = vectors::another(bad[i]);
            CHECK(with(bad) != verdict::ok);
            CHECK(with(authorization.substr(0, i)) != verdict::ok);
        }
    }
}

TEST_CASE("tc3: a time is accepted within the clock skew, either way, and not a second beyond") {
    const auto each = vectors::one("tc3/vod-managetask-post");
    server judges(each);
    const auto good = incoming(each);
    for (const auto& [distance, expected] :
         {std::pair{-301, verdict::expired}, {-300, verdict::ok}, {300, verdict::ok}, {301, verdict::expired}}) {
        judges.now = each.seconds() + distance;
        CHECK(judges(good) == expected);
    }
}

TEST_CASE("tc3: another time than was signed is refused") {
    const auto each = vectors::one("tc3/vod-executefunction-unicode"); // the last second of a day
    server judges(each);
    auto bad = incoming(each);
    bad.header("X-TC-Timestamp") = std::to_string(each.seconds() - 1);
    CHECK(judges(bad) == verdict::mismatch);
    bad.header("X-TC-Timestamp") = std::to_string(each.seconds() + 1);
    CHECK(judges(bad) == verdict::wrong_scope);
    for (const char* text : {"", "x", "-1", "+1709164799", "01709164799", "1709164799.0", "0x1", "1e9",
                             "99999999999999999999", "253402300800", "1709164799 1"}) {
        CAPTURE(text);
        bad.header("X-TC-Timestamp") = text;
        CHECK(judges(bad) == verdict::malformed);
    }
}

TEST_CASE("tc3: headers that are needed must be sent, and once") {
    const auto each = vectors::one("tc3/vod-managetask-post");
    server judges(each);
    for (const char* name : {"Authorization", "X-TC-Timestamp", "Host", "Content-Type"}) {
        CAPTURE(name);
        auto bad = incoming(each);
        bad.headers.emplace_back(name, bad.header(name));
        CHECK(judges(bad) == verdict::malformed);
        bad.remove(name);
        CHECK(judges(bad) == verdict::missing);
    }
    auto flood = incoming(each);
    flood.headers.resize(max_headers + 1, {"x", "y"});
    CHECK(judges(flood) == verdict::malformed);
}

TEST_CASE("tc3: a server of another service, of nobody's credentials or of another key refuses") {
    const auto each = vectors::one("tc3/vod-managetask-post");
    const auto good = incoming(each);
    server judges(each);
    judges.service = "mps";
    CHECK(judges(good) == verdict::wrong_scope);
    judges.service = "";
    CHECK(judges(good) == verdict::wrong_scope);
    judges.service = "vod";
    judges.owners = vectors::one_owner({.secret_id = each.input("secret-id"), .secret_key = "another"});
    CHECK(judges(good) == verdict::mismatch);
    judges.owners = vectors::one_owner({.secret_id = "another", .secret_key = each.input("secret-key")});
    CHECK(judges(good) == verdict::unknown_secret_id);
}

TEST_CASE("tc3: an authorization of another scheme is told apart") {
    const auto each = vectors::one("tc3/vod-managetask-post");
    server judges(each);
    auto bad = incoming(each);
    for (const std::string& text : {vectors::one("acs3/post-live-query").file("authorization"), std::string("SKIP")}) {
        bad.header("Authorization") = text;
        CHECK(judges(bad) == verdict::other_scheme);
    }
    bad.header("Authorization") = "TC3-HMAC-SHA256 Credential=id,SignedHeaders=host,Signature=" + std::string(64, '0');
    CHECK(judges(bad) == verdict::malformed);
    bad.header("Authorization") = "TC3-HMAC-SHA256 " + std::string(max_authorization_size, 'x');
    CHECK(judges(bad) == verdict::malformed);
}

TEST_CASE("tc3: the token must be that of the credentials") {
    const auto each = vectors::one("tc3/vod-managetask-post-token-subapp");
    server judges(each);
    auto message = incoming(each);
    CHECK(judges(message) == verdict::ok);
    message.header("X-TC-Token") += "x";
    CHECK(judges(message) == verdict::bad_token);
    message.remove("X-TC-Token");
    CHECK(judges(message) == verdict::bad_token);

    const auto permanent = vectors::one("tc3/vod-managetask-post");
    server expects_none(permanent);
    auto carries_one = incoming(permanent);
    carries_one.header("X-TC-Token") = "x";
    CHECK(expects_none(carries_one) == verdict::bad_token);
}

TEST_CASE("tc3: a signed payload cannot be passed off as an unsigned one, nor the reverse") {
    const auto whole = vectors::one("tc3/vod-managetask-post");
    auto message = incoming(whole);
    message.header("X-TC-Content-SHA256") = "UNSIGNED-PAYLOAD";
    CHECK(server(whole)(message) == verdict::mismatch);

    const auto bare = vectors::one("tc3/unsigned-payload");
    message = incoming(bare);
    message.body += "anything";
    CHECK(server(bare)(message) == verdict::ok);
    message.remove("X-TC-Content-SHA256");
    CHECK(server(bare)(message) == verdict::mismatch);
}

TEST_CASE("tc3: a server may refuse a payload that is not signed, and only such a one") {
    for (const auto& each : vectors::all_of("tc3")) {
        CAPTURE(each.name());
        server judges(each);
        judges.payloads = tc3::payload_signing::whole;
        CHECK(judges(incoming(each)) ==
              (each.input("payload") == "unsigned" ? verdict::unsigned_payload : verdict::ok));
    }
}

TEST_CASE("tc3: the signature of a verified request is told as its nonce, with how long it would be in time") {
    const auto each = vectors::one("tc3/vod-managetask-post");
    server judges(each);
    const auto good = incoming(each);
    REQUIRE(judges(good) == verdict::ok);
    CHECK(each.file("authorization").ends_with(std::string(judges.verifier.nonce().text)));
    CHECK(judges.verifier.nonce().text.size() == 64);
    CHECK(judges.verifier.nonce().seconds == 301);
    judges.now += 300;
    REQUIRE(judges(good) == verdict::ok);
    CHECK(judges.verifier.nonce().seconds == 1);
    auto bad = good;
    bad.body += ' ';
    REQUIRE(judges(bad) == verdict::mismatch);
    CHECK(judges.verifier.nonce().text.empty());
}

TEST_CASE("tc3: a content type with upper-case letters is verified as sent and in lower case") {
    const auto accepted = [](const char* signed_as) {
        sample given;
        given.headers[1].value = signed_as;
        const auto stages = tc3::sign(given.request, given.who, 1'700'000'000);
        REQUIRE(stages.has_value());
        std::vector<field> sent = given.headers;
        sent[1].value = "multipart/form-data; boundary=AbC";
        sent.push_back({"X-TC-Timestamp", stages->timestamp});
        sent.push_back({"Authorization", stages->authorization});
        return tc3::verify({"POST", "/", sent, "{}"}, {.now = 1'700'000'000, .service = "vod"},
                           vectors::one_owner(given.who))
            .outcome;
    };
    CHECK(accepted("multipart/form-data; boundary=AbC") == verdict::ok);
    CHECK(accepted("multipart/form-data; boundary=abc") == verdict::ok);
    CHECK(accepted("multipart/form-data; boundary=aBC") == verdict::mismatch);
}

TEST_CASE("tc3: a refused request is diagnosed without any secret") {
    sample given;
    given.who.token = "hush-token";
    given.headers.push_back({"X-TC-Token", "hush-token"});
    given.request.headers = given.headers;
    given.request.signed_headers = "content-type;host;x-tc-token";
    const auto stages = tc3::sign(given.request, given.who, 1'700'000'000);
    REQUIRE(stages.has_value());
    std::vector<field> sent = given.headers;
    sent.push_back({"X-TC-Timestamp", stages->timestamp});
    sent.push_back({"Authorization", stages->authorization});
    const auto found = tc3::verify({"POST", "/", sent, "{ }"}, {.now = 1'700'000'000, .service = "vod"},
                                   vectors::one_owner(given.who));
    CHECK(found.outcome == verdict::mismatch);
    CHECK(found.secret_id == "AKID");
    CHECK(found.string_to_sign.substr(0, 27) == "TC3-HMAC-SHA256\n1700000000\n");
    CHECK(found.canonical_request.find("x-tc-token:***\n") != std::string::npos);
    CHECK((found.canonical_request + found.string_to_sign).find("hush") == std::string::npos);
}

TEST_CASE("tc3: nothing of one request is left in the diagnosis of the next") {
    const auto each = vectors::one("tc3/vod-managetask-post");
    server judges(each);
    REQUIRE(judges(incoming(each)) == verdict::ok);
    CHECK(judges({}) == verdict::missing);
    CHECK(judges.verifier.secret_id().empty());
    CHECK(judges.verifier.string_to_sign().empty());
    CHECK(judges.verifier.canonical_request().empty());
}

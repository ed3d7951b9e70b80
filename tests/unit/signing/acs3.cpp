#include "vectors.hpp"

#include <bindery/signing/acs3.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace bindery::signing;

namespace {

bool is_added_by_sign(std::string_view name) {
    return name == "x-acs-content-sha256" || name == "x-acs-date" || name == "x-acs-signature-nonce" ||
           name == "x-acs-security-token";
}

bool has_all_headers(const vectors::vector& each) {
    return each.input("headers") == "as-given";
}

/// What a vector signs, as a client would hold it.
struct outgoing {
    std::string method, path, body, hashed_payload;
    std::vector<std::pair<std::string, std::string>> headers, query;
    std::vector<field> fields;
    std::vector<parameter> parameters;
    acs3::request request;

    explicit outgoing(const vectors::vector& each)
        : method(each.input("method")), path(each.input("path")), body(each.file("request-body")),
          hashed_payload(each.input("hashed-payload")), headers(each.pairs("request-headers", ": ")),
          query(each.pairs("request-query", "=")) {
        for (const auto& [name, value] : headers)
            if (has_all_headers(each) || !is_added_by_sign(name))
                fields.push_back({name, value});
        for (const auto& [name, value] : query)
            parameters.push_back({name, value});
        request = {.method = method,
                   .path = path,
                   .query = parameters,
                   .headers = fields,
                   .payload = body,
                   .hashed_payload = hashed_payload};
    }
    outgoing(const outgoing&) = delete;
};

/// What a vector's server receives.
vectors::message incoming(const vectors::vector& each) {
    vectors::message message{each.input("method"), each.input("path"), each.file("request-body"),
                             each.pairs("request-headers", ": ")};
    if (const auto query = each.file("canonical-query-string"); !query.empty())
        message.target += '?' + query;
    message.headers.emplace_back("Authorization", each.file("authorization"));
    return message;
}

struct server {
    vectors::one_owner owners;
    std::int64_t now;
    std::set<std::string> nonces;
    std::int64_t kept = 0;
    bool remembers = true;
    acs3::verifier verifier;

    explicit server(const vectors::vector& each) : owners(each.credentials()), now(each.seconds()) {}

    verdict operator()(const vectors::message& message) {
        return message.received([&](const received_request& received) {
            const verdict found = verifier.verify(received, {.now = now}, owners);
            const nonce once = verifier.nonce();
            CHECK(once.text.empty() == (found != verdict::ok));
            kept = once.seconds;
            if (found != verdict::ok ||
                nonces.insert(std::string(verifier.secret_id()) + ' ' + std::string(once.text)).second || !remembers)
                return found;
            return verdict::replayed;
        });
    }
};

std::vector<vectors::vector> complete_vectors() {
    auto all = vectors::all_of("acs3");
    std::erase_if(all, has_all_headers);
    return all;
}

struct sample {
    std::vector<field> headers{{"Host", "live.example.com"}, {"x-acs-action", "Start"}, {"Accept", "*/*"}};
    std::vector<parameter> query{{"JobId", "a b"}};
    credentials who{.secret_id = "AKID", .secret_key = "hush"};
    acs3::request request{.query = query, .headers = headers};
};

} // namespace

TEST_CASE("acs3: every stage of every vector is signed as published") {
    const auto all = complete_vectors();
    CHECK(all.size() == 7);
    for (const auto& each : all) {
        const outgoing out(each);
        const auto stages = acs3::sign(out.request, each.credentials(), each.seconds(), each.input("nonce"));
        REQUIRE_MESSAGE(stages.has_value(), each.name());
        check_stage(each, "hashed-payload", stages->hashed_payload);
        check_stage(each, "canonical-query-string", stages->canonical_query_string);
        check_stage(each, "canonical-headers", stages->canonical_headers);
        check_stage(each, "signed-headers", stages->signed_headers);
        check_stage(each, "canonical-request", stages->canonical_request);
        check_stage(each, "hashed-canonical-request", stages->hashed_canonical_request);
        check_stage(each, "string-to-sign", stages->string_to_sign);
        check_stage(each, "signature", stages->signature);
        check_stage(each, "authorization", stages->authorization);
    }
}

TEST_CASE("acs3: one signer signs all vectors, headers completed or as given, in any order") {
    acs3::signer signer;
    auto all = vectors::all_of("acs3");
    CHECK(all.size() == 8);
    for (int round = 0; round != 2; ++round) {
        for (const auto& each : all) {
            const outgoing out(each);
            if (has_all_headers(each)) {
                REQUIRE(signer.sign_as_given(out.request, each.credentials()) == problem::none);
                CHECK(signer.added_headers().empty());
            } else {
                REQUIRE(signer.sign(out.request, each.credentials(), each.seconds(), each.input("nonce")) ==
                        problem::none);
                for (const field& added : signer.added_headers()) {
                    CHECK_MESSAGE(incoming(each).header(added.name) == added.value, each.name());
                }
                CHECK(signer.added_headers().size() == (each.input("token").empty() ? 3u : 4u));
            }
            check_stage(each, "canonical-request", signer.canonical_request().text());
            check_stage(each, "string-to-sign", signer.string_to_sign());
            check_stage(each, "authorization", signer.authorization());
        }
        std::reverse(all.begin(), all.end());
    }
}

TEST_CASE("acs3: the payload's hash may stand for the payload") {
    sample given;
    given.request.payload = "{}";
    const auto whole = acs3::sign(given.request, given.who, 1'700'000'000, "n");
    given.request.payload = {};
    given.request.hashed_payload = whole->hashed_payload;
    CHECK(acs3::sign(given.request, given.who, 1'700'000'000, "n")->authorization == whole->authorization);
}

TEST_CASE("acs3: only host, content-type and x-acs headers are signed") {
    const sample given;
    CHECK(acs3::sign(given.request, given.who, 1'700'000'000, "n")->signed_headers ==
          "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce");
}

TEST_CASE("acs3: what cannot be signed is refused by name") {
    const auto refused = [](auto change, std::int64_t seconds = 1'700'000'000, std::string_view nonce = "n") {
        sample given;
        change(given);
        acs3::signer signer;
        const problem found = signer.sign(given.request, given.who, seconds, nonce);
        CHECK(signer.authorization().empty());
        const auto whole = acs3::sign(given.request, given.who, seconds, nonce);
        REQUIRE(whole.has_error());
        CHECK(whole.error() == bindery::errc::signing);
        CHECK(whole.error().message == describe(found));
        CHECK(whole.error().message.find("hush") == std::string::npos);
        return found;
    };
    using s = sample&;
    CHECK(refused([](s g) { g.request.method = ""; }) == problem::bad_method);
    CHECK(refused([](s g) { g.request.path = "a"; }) == problem::bad_path);
    CHECK(refused([](s g) { g.request.path = "/%2"; }) == problem::bad_path);
    CHECK(refused([](s g) { g.request.path = "/ "; }) == problem::bad_path);
    CHECK(refused([](s g) { g.headers[0].name = "x-host"; }) == problem::header_not_sent);
    CHECK(refused([](s g) { g.headers[0].value = "h\nx"; }) == problem::bad_header_value);
    CHECK(refused([](s g) { g.headers[1].name = "x-acs-a b"; }) == problem::bad_header_name);
    CHECK(refused([](s g) { g.headers[1].name = "X-Acs-Date"; }) == problem::header_reserved);
    CHECK(refused([](s g) { g.headers[1].name = "x-acs-signature-nonce"; }) == problem::header_reserved);
    CHECK(refused([](s g) { g.headers[1].name = "x-acs-content-sha256"; }) == problem::header_reserved);
    CHECK(refused([](s g) {
              g.headers[1].name = "x-acs-security-token";
              g.who.token = "hush";
          }) == problem::header_reserved);
    CHECK(refused([](s g) { g.request.hashed_payload = "00"; }) == problem::bad_payload);
    CHECK(refused([](s g) { g.who.secret_id = "a,b"; }) == problem::bad_secret_id);
    CHECK(refused([](s g) { g.who.secret_key = secret(); }) == problem::no_secret_key);
    CHECK(refused([](s g) { g.who.token = "hush\r"; }) == problem::bad_token);
    CHECK(refused([](s) {}, -1) == problem::bad_time);
    CHECK(refused([](s) {}, 253'402'300'800) == problem::bad_time);
    CHECK(refused([](s) {}, 0, "") == problem::bad_nonce);
    CHECK(refused([](s) {}, 0, "a\nb") == problem::bad_nonce);
    CHECK(refused([](s) {}, 0, std::string(max_nonce_size + 1, 'n')) == problem::bad_nonce);
    CHECK(refused([](s g) {
              g.headers.clear();
              for (int i = 0; i != 65; ++i)
                  g.headers.push_back({i == 0 ? "host" : "x-acs-x", "v"});
              g.request.headers = g.headers;
          }) == problem::too_many_headers);
}

TEST_CASE("acs3: every vector that has what the scheme needs is verified") {
    for (const auto& each : complete_vectors()) {
        server accepts(each);
        CHECK_MESSAGE(accepts(incoming(each)) == verdict::ok, each.name());
        CHECK_MESSAGE(accepts.verifier.secret_id() == each.input("secret-id"), each.name());
        check_stage(each, "string-to-sign", accepts.verifier.string_to_sign());
        if (each.input("token").empty()) {
            check_stage(each, "canonical-request", accepts.verifier.canonical_request());
        }
    }
}

TEST_CASE("acs3: a signature without host, date and nonce is refused, correct or not") {
    const auto each = vectors::one("acs3/openapi-util-unit-test");
    vectors::message message{"GET", "/?test=ok&empty=", "", each.pairs("request-headers", ": ")};
    message.headers.emplace_back("Authorization", each.file("authorization"));
    const auto found = message.received([&](const received_request& received) {
        return acs3::verify(received, {.now = 0}, vectors::one_owner(each.credentials()));
    });
    CHECK(found.outcome == verdict::missing);
}

TEST_CASE("acs3: no changed character of what is signed goes unnoticed") {
    for (const auto& each : complete_vectors()) {
        CAPTURE(each.name());
        server judges(each);
        judges.remembers = false;
        const auto good = incoming(each);
        const auto changed = [&](auto change) {
            auto bad = good;
            change(bad);
            return judges(bad);
        };
        for (std::size_t i = 0; i != good.body.size(); ++i) {
            CHECK(changed([&](vectors::message& m) { m.body[i] = vectors::another(m.body[i]); }) ==
                  verdict::payload_mismatch);
        }
        CHECK(changed([](vectors::message& m) { m.body += ' '; }) == verdict::payload_mismatch);
        for (const auto& [name, value] : good.headers) {
            if (name == "Authorization")
                continue;
            CAPTURE(name);
            for (std::size_t i = 0; i != value.size(); ++i) {
                const auto found = changed([&](vectors::message& m) {
                    char& c = m.header(name)[i];
                    c = name == "x-acs-content-sha256" ? (c == '0' ? '1' : '0') : vectors::another(c);
                });
                CHECK(found == (name == "x-acs-content-sha256" ? verdict::payload_mismatch
                                : name == "x-acs-date"         ? verdict::malformed
                                                               : verdict::mismatch));
            }
            CHECK(changed([&](vectors::message& m) { m.remove(name); }) == verdict::missing);
        }
        CHECK(changed([](vectors::message& m) { m.header("x-acs-date").replace(17, 2, "21"); }) == verdict::mismatch);
        CHECK(changed([](vectors::message& m) { m.header("x-acs-more"); }) == verdict::unsigned_header);
        CHECK(changed([](vectors::message& m) { m.headers.emplace_back("x-acs-action", "Other"); }) ==
              verdict::mismatch);
        CHECK(changed([](vectors::message& m) { m.headers.emplace_back("X-Unsigned", "any"); }) == verdict::ok);
        CHECK(changed([](vectors::message& m) { m.method = "PUT"; }) == verdict::mismatch);
        CHECK(changed([](vectors::message& m) { m.target.insert(1, "x"); }) == verdict::mismatch);
        CHECK(changed([](vectors::message& m) { m.target += m.target == "/" ? "?x" : "x"; }) == verdict::mismatch);
        CHECK(changed([](vectors::message& m) { m.target += "%2"; }) == verdict::malformed);

        auto text = good;
        const std::string authorization = text.header("Authorization");
        const auto with = [&](const std::string& value) {
            return changed([&](vectors::message& m) { m.header("Authorization") = value; });
        };
        for (std::size_t i = authorization.find("Signature=") + 10; i != authorization.size(); ++i) {
            auto bad = authorization;
            bad[i] = bad[i] == '0' ? '1' : '0';
            CHECK(with(bad) == verdict::mismatch);
            bad[i] = 'g';
            CHECK(with(bad) == verdict::malformed);
        }
        for (std::size_t i = authorization.find('=') + 1; i != authorization.find(','); ++i) {
            auto bad = authorization;
            bad[i] = vectors::another(bad[i]);
            CHECK(with(bad) == verdict::unknown_secret_id);
        }
        CHECK(with(vectors::replaced(authorization, "host;", "hosu;")) == verdict::unsigned_header);
        CHECK(with(vectors::replaced(authorization, "host;", "")) == verdict::unsigned_header);
        CHECK(with(vectors::replaced(authorization, "x-acs-action;", "")) == verdict::unsigned_header);
        CHECK(with(vectors::replaced(authorization, "host;", "host;range;")) == verdict::missing);
        for (std::size_t i = 0; i != authorization.size(); ++i) {
            auto bad = authorization;
            bad[i] = vectors::another(bad[i]);
            CHECK(with(bad) != verdict::ok);
            CHECK(with(authorization.substr(0, i)) != verdict::ok);
        }
    }
}

TEST_CASE("acs3: the order and the spelling of the query do not matter, its meaning does") {
    const auto each = vectors::one("acs3/post-live-query");
    server judges(each);
    judges.remembers = false;
    auto message = incoming(each);
    message.target = "/?RegionId=cn%2dshanghai&JobId=000020b48fb04483915d4f2cd8ac0000&"
                     "ClusterId=0000003b-4d18-395c-8106-ff21a6000000";
    CHECK(judges(message) == verdict::ok);
    message.target += "&RegionId=";
    CHECK(judges(message) == verdict::mismatch);
}

TEST_CASE("acs3: a space is signed as %20 and may travel as a plus, as some official SDKs write it") {
    const auto each = vectors::one("acs3/post-special-query");
    server judges(each);
    judges.remembers = false;
    auto message = incoming(each);
    REQUIRE(message.target.find("%20") != std::string::npos);
    for (std::size_t at; (at = message.target.find("%20")) != std::string::npos;)
        message.target.replace(at, 3, "+");
    CHECK(judges(message) == verdict::ok);
}

TEST_CASE("acs3: a time is accepted within the clock skew, either way, and not a second beyond") {
    const auto each = vectors::one("acs3/post-live-query");
    for (const auto& [distance, expected] :
         {std::pair{-901, verdict::expired}, {-900, verdict::ok}, {900, verdict::ok}, {901, verdict::expired}}) {
        server judges(each);
        judges.now = each.seconds() + distance;
        CHECK(judges(incoming(each)) == expected);
    }
}

TEST_CASE("acs3: the nonce is told with how long the request would be in time") {
    const auto each = vectors::one("acs3/post-live-query");
    server judges(each);
    CHECK(judges(incoming(each)) == verdict::ok);
    CHECK(judges.kept == 901);
    CHECK(judges(incoming(each)) == verdict::replayed);
    CHECK(judges.nonces.count(each.input("secret-id") + ' ' + each.input("nonce")) == 1);
    judges.nonces.clear();
    judges.now += 900;
    CHECK(judges(incoming(each)) == verdict::ok);
    CHECK(judges.kept == 1);
}

TEST_CASE("acs3: a refused request tells no nonce") {
    const auto each = vectors::one("acs3/post-live-query");
    server judges(each);
    auto bad = incoming(each);
    bad.header("x-acs-action") += 'x';
    CHECK(judges(bad) == verdict::mismatch);
    CHECK(judges.nonces.empty());
    CHECK(judges(incoming(each)) == verdict::ok);
}

TEST_CASE("acs3: malformed times, nonces and repeated headers are refused") {
    const auto each = vectors::one("acs3/post-live-query");
    server judges(each);
    for (const auto& [name, value] : {std::pair{"x-acs-date", "2023-02-30T00:00:00Z"},
                                      {"x-acs-date", "1700000000"},
                                      {"x-acs-date", ""},
                                      {"x-acs-signature-nonce", ""},
                                      {"x-acs-signature-nonce", "a b"},
                                      {"x-acs-content-sha256", "00"}}) {
        CAPTURE(name);
        auto bad = incoming(each);
        bad.header(name) = value;
        CHECK(judges(bad) == verdict::malformed);
    }
    auto bad = incoming(each);
    bad.header("x-acs-signature-nonce") = std::string(max_nonce_size + 1, 'n');
    CHECK(judges(bad) == verdict::malformed);
    for (const char* name : {"Authorization", "host", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"}) {
        CAPTURE(name);
        bad = incoming(each);
        bad.headers.emplace_back(name, bad.header(name));
        CHECK(judges(bad) == verdict::malformed);
    }
    bad = incoming(each);
    bad.headers.resize(max_headers + 1, {"x", "y"});
    CHECK(judges(bad) == verdict::malformed);
}

TEST_CASE("acs3: an authorization of another scheme is told apart") {
    const auto each = vectors::one("acs3/post-live-query");
    server judges(each);
    auto bad = incoming(each);
    bad.header("Authorization") = vectors::one("tc3/vod-managetask-post").file("authorization");
    CHECK(judges(bad) == verdict::other_scheme);
    bad.header("Authorization") = vectors::replaced(each.file("authorization"), "=madeUp", "=made/Up");
    CHECK(judges(bad) == verdict::malformed);
}

TEST_CASE("acs3: the token must be that of the credentials") {
    const auto each = vectors::one("acs3/post-live-sts");
    server judges(each);
    judges.owners = vectors::one_owner({.secret_id = each.input("secret-id"), .secret_key = each.input("secret-key")});
    CHECK(judges(incoming(each)) == verdict::bad_token);
    CHECK(judges.nonces.empty());

    const auto permanent = vectors::one("acs3/post-live-query");
    server wants_one(permanent);
    auto who = permanent.credentials();
    who.token = "hush";
    wants_one.owners = vectors::one_owner(who);
    CHECK(wants_one(incoming(permanent)) == verdict::bad_token);
}

TEST_CASE("acs3: a refused request is diagnosed without any secret") {
    const auto each = vectors::one("acs3/post-live-sts");
    auto bad = incoming(each);
    bad.header("x-acs-action") += 'x';
    const auto found = bad.received([&](const received_request& received) {
        return acs3::verify(received, {.now = each.seconds()}, vectors::one_owner(each.credentials()));
    });
    CHECK(found.outcome == verdict::mismatch);
    CHECK(found.secret_id == each.input("secret-id"));
    CHECK(found.string_to_sign.substr(0, 17) == "ACS3-HMAC-SHA256\n");
    CHECK(found.canonical_request.find("x-acs-security-token:***\n") != std::string::npos);
    for (const char* hidden : {"token", "secret-key"}) {
        CHECK((found.canonical_request + found.string_to_sign).find(each.input(hidden)) == std::string::npos);
    }
}

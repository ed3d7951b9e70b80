#include <bindery/signing/acs3.hpp>
#include <bindery/signing/detail/repetition.hpp>
#include <bindery/signing/tc3.hpp>

#include <doctest/doctest.h>

#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// What a signer keeps of its last request must never show in the next one's signature.

using namespace bindery::signing;
using namespace std::string_view_literals;

namespace {

bool same(detail::repetition& last, std::initializer_list<std::string_view> parts) {
    last.start();
    for (const std::string_view part : parts)
        last.add(part);
    const bool same = last.same();
    last.keep();
    return same;
}

/// Chooses anew, but mostly as before, and mostly the first.
class chooser {
public:
    template <class T>
    void operator()(T& chosen, std::initializer_list<std::type_identity_t<T>> from) {
        if (number() % 8 == 0)
            chosen = from.begin()[number() % 3 == 0 ? number() % from.size() : 0];
    }
    std::size_t number() { return random_(); }

private:
    std::mt19937 random_{20240229};
};

} // namespace

TEST_CASE("repetition: only the very same parts are the same") {
    detail::repetition last;
    CHECK_FALSE(same(last, {"a", "b"}));
    CHECK(same(last, {"a", "b"}));
    CHECK_FALSE(same(last, {"ab"}));
    CHECK_FALSE(same(last, {"a", "b", ""}));
    CHECK(same(last, {"a", "b", ""}));
    CHECK_FALSE(same(last, {"a", "b"}));
    CHECK_FALSE(same(last, {"a", "c"}));
    CHECK_FALSE(same(last, {"x", "c"}));
    CHECK(same(last, {"x", "c"}));
    CHECK_FALSE(same(last, {""}));
    CHECK(same(last, {""}));
    CHECK_FALSE(same(last, {}));
}

TEST_CASE("repetition: what is not kept, since nothing came of it, is not repeated") {
    detail::repetition last;
    same(last, {"a", "b"});
    last.start();
    last.add("a");
    last.start();
    last.add("a");
    last.add("b");
    CHECK_FALSE(last.same());
    last.keep();
    CHECK(same(last, {"a", "b"}));
    last.forget();
    CHECK_FALSE(same(last, {"a", "b"}));
    CHECK(same(last, {"a", "b"}));
}

TEST_CASE("repetition: a TC3 signer that has signed signs like a new one") {
    chooser choose;
    tc3::signer kept;
    tc3::request what{.payload = "{}", .service = "vod"};
    credentials who{.secret_id = "AKID", .secret_key = "hush"sv};
    std::int64_t seconds = 1'700'000'000;
    std::string_view host = "vod.example.com", type = "application/json", action = "A";
    int signatures = 0;
    for (int i = 0; i != 3000; ++i) {
        CAPTURE(i);
        choose(what.method, {"POST"sv, "GET"sv, "post"sv});
        choose(what.path, {"/"sv, "/a"sv, "a"sv});
        choose(what.query, {""sv, "a=b"sv, "a b"sv});
        choose(what.payload, {""sv, "{}"sv, "{\"A\":1}"sv});
        choose(what.service, {"vod"sv, "tiw"sv, "a/b"sv});
        choose(what.signed_headers, {"content-type;host"sv, "host;content-type;x-tc-action"sv, "x-other"sv});
        choose(what.payload_signed, {tc3::payload_signing::whole, tc3::payload_signing::none});
        choose(who.secret_id, {std::string("AKID"), std::string("AKIE"), std::string()});
        choose(who.secret_key, {secret("hush"sv), secret("hash"sv), secret()});
        choose(who.token, {secret(), secret("session"sv), secret("a\nb"sv)});
        choose(seconds, {1'700'000'000, 1'700'000'001, 1'700'092'800, -1});
        choose(host, {"vod.example.com"sv, " vod.example.com"sv, "a\nb"sv});
        choose(type, {"application/json"sv, "Application/JSON"sv});
        choose(action, {"A"sv, "B"sv});
        const field headers[] = {{"Host", host}, {"Content-Type", type}, {"X-TC-Action", action}};
        what.headers = headers;

        tc3::signer fresh;
        const problem expected = fresh.sign(what, who, seconds);
        REQUIRE(kept.sign(what, who, seconds) == expected);
        CHECK(kept.authorization() == fresh.authorization());
        CHECK(kept.timestamp() == fresh.timestamp());
        CHECK(kept.credential_scope() == fresh.credential_scope());
        CHECK(kept.canonical_request().text() == fresh.canonical_request().text());
        CHECK(kept.canonical_request().part(canonical_part::hashed_payload) ==
              fresh.canonical_request().part(canonical_part::hashed_payload));
        CHECK(kept.string_to_sign() == fresh.string_to_sign());
        signatures += expected == problem::none;
    }
    CHECK(signatures > 100);
}

TEST_CASE("repetition: an ACS3 signer that has signed signs like a new one") {
    chooser choose;
    acs3::signer kept;
    acs3::request what;
    credentials who{.secret_id = "AKID", .secret_key = "hush"sv};
    std::int64_t seconds = 1'700'000'000;
    std::string_view host = "live.example.com", action = "A", nonce = "n-1";
    const parameter one[] = {{"b", "1 2"}, {"a", "/"}}, two[] = {{"A", ""}};
    std::span<const parameter> query;
    int signatures = 0;
    for (int i = 0; i != 3000; ++i) {
        CAPTURE(i);
        choose(what.method, {"POST"sv, "GET"sv, "post"sv});
        choose(what.path, {"/"sv, "/a%2fb"sv, "a"sv});
        choose(query, {std::span<const parameter>(), std::span<const parameter>(one), std::span<const parameter>(two)});
        choose(what.canonical_query, {""sv, ""sv, "a=b"sv, "a b"sv});
        choose(what.payload, {""sv, "{}"sv});
        choose(who.secret_id, {std::string("AKID"), std::string("AKIE"), std::string()});
        choose(who.secret_key, {secret("hush"sv), secret("hash"sv), secret()});
        choose(who.token, {secret(), secret("session"sv), secret("s"sv), secret("a\nb"sv)});
        choose(seconds, {1'700'000'000, 1'700'000'001, -1});
        choose(nonce, {"n-1"sv, "n-2"sv, "longer"sv, ""sv});
        choose(host, {"live.example.com"sv, " live.example.com"sv, "a\nb"sv});
        choose(action, {"A"sv, "x-acs-date:"sv});
        const field headers[] = {{"x-acs-action", action}, {"X-Acs-Alike", "x-acs-date:a"}, {"Host", host}};
        what.headers = headers;
        what.query = query;

        acs3::signer fresh;
        const problem expected = fresh.sign(what, who, seconds, nonce);
        REQUIRE(kept.sign(what, who, seconds, nonce) == expected);
        CHECK(kept.authorization() == fresh.authorization());
        CHECK(kept.canonical_request().text() == fresh.canonical_request().text());
        CHECK(kept.string_to_sign() == fresh.string_to_sign());
        REQUIRE(kept.added_headers().size() == fresh.added_headers().size());
        for (std::size_t h = 0; h != kept.added_headers().size(); ++h)
            CHECK(kept.added_headers()[h].value == fresh.added_headers()[h].value);
        signatures += expected == problem::none;
    }
    CHECK(signatures > 100);
}

TEST_CASE("acs3: a query that is canonical already is signed like its parameters") {
    const field headers[] = {{"Host", "live.example.com"}};
    const parameter query[] = {{"b", "1 2"}, {"a", "/"}};
    const credentials who{.secret_id = "AKID", .secret_key = "hush"sv};
    const auto expected = acs3::sign({.query = query, .headers = headers}, who, 1, "n");
    const auto same = acs3::sign({.canonical_query = "a=%2F&b=1%202", .headers = headers}, who, 1, "n");
    REQUIRE(same.has_value());
    CHECK(same->canonical_request == expected->canonical_request);
    CHECK(same->authorization == expected->authorization);
    acs3::signer signer;
    CHECK(signer.sign({.canonical_query = "a=b\nc", .headers = headers}, who, 1, "n") == problem::bad_query);
    CHECK(signer.sign({.query = query, .canonical_query = "a=b", .headers = headers}, who, 1, "n") ==
          problem::bad_query);
}

TEST_CASE("canonical request: a part that was ended can be written again") {
    canonical_request request;
    request.open(canonical_part::method) += "POST";
    request.open(canonical_part::uri) += "/a";
    request.open(canonical_part::query_string) += "b";
    request.close();
    request.reopen(canonical_part::uri) += "/c";
    request.close();
    CHECK(request.text() == "POST\n/c");
    CHECK(request.part(canonical_part::method) == "POST");
    CHECK(request.part(canonical_part::uri) == "/c");
}

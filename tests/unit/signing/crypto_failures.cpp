#include "vectors.hpp"

#include <bindery/signing/acs3.hpp>
#include <bindery/signing/tc3.hpp>

#include <doctest/doctest.h>

#include <dlfcn.h>
#include <openssl/evp.h>

// Stands between the program and the crypto library, and lets one call fail. Everything else passes through.
namespace {

thread_local int calls_until_failure = -1; // -1: none fails

thread_local bool without_sm3 = false; // as some build it

bool fails() {
    return calls_until_failure >= 0 && calls_until_failure-- == 0;
}

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

EVP_MD* EVP_MD_fetch(OSSL_LIB_CTX* library, const char* algorithm, const char* properties) {
    static auto* const next = real<decltype(EVP_MD_fetch)>("EVP_MD_fetch");
    if (without_sm3 && std::string_view(algorithm) == "SM3")
        return nullptr;
    return fails() ? nullptr : next(library, algorithm, properties);
}

EVP_MD_CTX* EVP_MD_CTX_new() {
    static auto* const next = real<decltype(EVP_MD_CTX_new)>("EVP_MD_CTX_new");
    return fails() ? nullptr : next();
}

int EVP_DigestInit_ex2(EVP_MD_CTX* context, const EVP_MD* algorithm, const OSSL_PARAM* parameters) {
    static auto* const next = real<decltype(EVP_DigestInit_ex2)>("EVP_DigestInit_ex2");
    return fails() ? 0 : next(context, algorithm, parameters);
}

int EVP_DigestUpdate(EVP_MD_CTX* context, const void* data, std::size_t size) {
    static auto* const next = real<decltype(EVP_DigestUpdate)>("EVP_DigestUpdate");
    return fails() ? 0 : next(context, data, size);
}

int EVP_DigestFinal_ex(EVP_MD_CTX* context, unsigned char* digest, unsigned int* size) {
    static auto* const next = real<decltype(EVP_DigestFinal_ex)>("EVP_DigestFinal_ex");
    return fails() ? 0 : next(context, digest, size);
}

int EVP_MD_CTX_copy_ex(EVP_MD_CTX* out, const EVP_MD_CTX* in) {
    static auto* const next = real<decltype(EVP_MD_CTX_copy_ex)>("EVP_MD_CTX_copy_ex");
    return fails() ? 0 : next(out, in);
}
}

using namespace bindery::signing;

namespace {

constexpr std::int64_t seconds = 1'700'000'000;
const field sent_tc3[] = {{"Host", "vod.example.com"}, {"Content-Type", "application/json"}};
const field sent_acs3[] = {{"Host", "live.example.com"}};
const credentials who{.secret_id = "AKID", .secret_key = "hush"};
const tc3::request for_tc3{.headers = sent_tc3, .payload = "{}", .service = "vod"};
const acs3::request for_acs3{.headers = sent_acs3, .payload = "{}"};

/// Runs `work`, which reports success, with its first, second ... call of the crypto library failing, until it gets by.
/// Returns how many calls there were; `check` sees each outcome.
template <class Work, class Check>
int fail_at_every_call(Work work, Check check) {
    for (int n = 0;; ++n) {
        calls_until_failure = n;
        const auto outcome = work();
        const bool failed = calls_until_failure < 0;
        calls_until_failure = -1;
        CAPTURE(n);
        check(outcome, failed);
        if (!failed || n > 1000)
            return n;
    }
}

} // namespace

TEST_CASE("crypto failures: whichever call fails, TC3 says so instead of giving a signature") {
    const std::string expected = tc3::sign(for_tc3, who, seconds)->authorization;
    const int calls = fail_at_every_call([] { return tc3::sign(for_tc3, who, seconds); },
                                         [&](const auto& outcome, bool failed) {
                                             REQUIRE(outcome.has_value() != failed);
                                             if (failed) {
                                                 CHECK(outcome.error() == bindery::errc::signing);
                                                 CHECK(outcome.error().message == describe(problem::crypto_failed));
                                             } else {
                                                 CHECK(outcome->authorization == expected);
                                             }
                                         });
    CHECK(calls > 20);
}

TEST_CASE("crypto failures: a signer recovers, its kept keys included") {
    const std::string expected = tc3::sign(for_tc3, who, seconds)->authorization;
    for (int n = 0; n != 40; ++n) {
        CAPTURE(n);
        tc3::signer signer;
        calls_until_failure = n;
        const problem first = signer.sign(for_tc3, who, seconds);
        calls_until_failure = -1;
        CHECK((first == problem::none || first == problem::crypto_failed));
        CHECK(signer.authorization() == (first == problem::none ? expected : ""));
        REQUIRE(signer.sign(for_tc3, who, seconds) == problem::none);
        CHECK(signer.authorization() == expected);
    }
}

TEST_CASE("crypto failures: whichever call fails, ACS3 says so instead of giving a signature") {
    const auto expected = acs3::sign(for_acs3, who, seconds, "n")->authorization;
    const int calls = fail_at_every_call([] { return acs3::sign(for_acs3, who, seconds, "n"); },
                                         [&](const auto& outcome, bool failed) {
                                             REQUIRE(outcome.has_value() != failed);
                                             if (failed) {
                                                 CHECK(outcome.error().message == describe(problem::crypto_failed));
                                             } else {
                                                 CHECK(outcome->authorization == expected);
                                             }
                                         });
    CHECK(calls > 10);
}

TEST_CASE("crypto failures: a server that cannot compute neither accepts nor blames the request") {
    const vectors::one_owner owners(who);
    const auto tc3_stages = tc3::sign(for_tc3, who, seconds);
    const field tc3_sent[] = {sent_tc3[0],
                              sent_tc3[1],
                              {"X-TC-Timestamp", tc3_stages->timestamp},
                              {"Authorization", tc3_stages->authorization}};
    fail_at_every_call(
        [&] {
            return tc3::verify({"POST", "/", tc3_sent, "{}"}, {.now = seconds, .service = "vod"}, owners).outcome;
        },
        [](verdict outcome, bool failed) { CHECK(outcome == (failed ? verdict::failed : verdict::ok)); });

    acs3::signer signer;
    REQUIRE(signer.sign(for_acs3, who, seconds, "n") == problem::none);
    const auto added = signer.added_headers();
    const field acs3_sent[] = {sent_acs3[0], added[0], added[1], added[2], {"Authorization", signer.authorization()}};
    fail_at_every_call(
        [&] {
            return acs3::verify({"POST", "/", acs3_sent, "{}"}, {.now = seconds}, owners).outcome;
        },
        [](verdict outcome, bool failed) { CHECK(outcome == (failed ? verdict::failed : verdict::ok)); });
}

TEST_CASE("crypto failures: a crypto library without SM3 is told, and costs no other scheme anything") {
    const vectors::one_owner owners(who);
    acs3::request with_sm3 = for_acs3;
    with_sm3.hash = hash_algorithm::sm3;
    acs3::signer able;
    REQUIRE(able.sign(with_sm3, who, seconds, "n") == problem::none);
    CHECK(able.authorization().starts_with("ACS3-HMAC-SM3 Credential=AKID,"));
    const auto added = able.added_headers();
    const field sent[] = {sent_acs3[0], added[0], added[1], added[2], {"Authorization", able.authorization()}};
    const auto verify = [&] { return acs3::verify({"POST", "/", sent, "{}"}, {.now = seconds}, owners).outcome; };
    CHECK(verify() == verdict::ok);

    without_sm3 = true;
    acs3::signer signer;
    CHECK(signer.sign(with_sm3, who, seconds, "n") == problem::no_hash);
    CHECK(signer.authorization().empty());
    CHECK(acs3::sign(with_sm3, who, seconds, "n").error().message == describe(problem::no_hash));
    CHECK(signer.sign(for_acs3, who, seconds, "n") == problem::none);
    CHECK(verify() == verdict::other_scheme);
    without_sm3 = false;
    CHECK(signer.sign(with_sm3, who, seconds, "n") == problem::none);
    CHECK(signer.authorization() == able.authorization());
    CHECK(signer.sign(for_acs3, who, seconds, "n") == problem::none);
    CHECK(signer.authorization() == acs3::sign(for_acs3, who, seconds, "n")->authorization);
    with_sm3.hash = hash_algorithm::sha1;
    CHECK(signer.sign(with_sm3, who, seconds, "n") == problem::no_hash);
}

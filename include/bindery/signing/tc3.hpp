#ifndef BINDERY_SIGNING_TC3_HPP
#define BINDERY_SIGNING_TC3_HPP

#include <bindery/detail/config.hpp>
#include <bindery/error.hpp>
#include <bindery/signing/canonical.hpp>
#include <bindery/signing/credentials.hpp>
#include <bindery/signing/detail/function_ref.hpp>
#include <bindery/signing/detail/key_cache.hpp>
#include <bindery/signing/detail/repetition.hpp>
#include <bindery/signing/digest.hpp>
#include <bindery/signing/problem.hpp>
#include <bindery/signing/request.hpp>
#include <bindery/signing/verdict.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The signing scheme TC3-HMAC-SHA256: the key is derived from the secret key, the UTC day and the service.
namespace bindery::signing::tc3 {

inline constexpr std::string_view scheme = "TC3-HMAC-SHA256";

/// Header and value that tell the server of a payload left out of the signature.
inline constexpr std::string_view content_sha256_header = "X-TC-Content-SHA256";
inline constexpr std::string_view unsigned_payload = "UNSIGNED-PAYLOAD";

/// Whether the signature covers the payload.
enum class payload_signing {
    whole,
    none, ///< send `X-TC-Content-SHA256: UNSIGNED-PAYLOAD` too
};

/// What is signed: views that must outlive the call they are given to.
struct request {
    std::string_view method = "POST";
    std::string_view path = "/";
    std::string_view query = {};         ///< byte for byte what stands behind the target's question mark
    std::span<const field> headers = {}; ///< those sent; the ones not signed are not looked at
    std::string_view payload = {};       ///< empty for GET
    std::string_view service = {};       ///< of the credential scope: the first label of the documented host, `vod`
    std::string_view signed_headers = "content-type;host"; ///< in any order; each is sent exactly once
    payload_signing payload_signed = payload_signing::whole;
};

/// Every stage of a signature, in order, as text.
struct stages {
    std::string hashed_payload;
    std::string
        canonical_headers; ///< values in lower case, except that of Content-Type, which official clients sign as sent
    std::string signed_headers;
    std::string canonical_request; ///< holds the token if its header is signed: `mask_tokens` before showing it
    std::string hashed_canonical_request;
    std::string timestamp; ///< the value of X-TC-Timestamp
    std::string credential_scope;
    std::string string_to_sign;
    std::string signature;
    std::string authorization; ///< the value of Authorization
};

/// The keys of a day: each is the HMAC, under the one before, of the next part of the credential scope. Wiped on
/// destruction.
struct signing_keys {
    digest_bytes date{};
    digest_bytes service{};
    digest_bytes signing{};

    signing_keys() noexcept = default;
    signing_keys(const signing_keys&) noexcept = default;
    signing_keys& operator=(const signing_keys&) noexcept = default;
    BINDERY_DECL ~signing_keys();
};

/// Derives the keys from a secret key, a date `YYYY-MM-DD` and a service. False when the crypto library fails.
[[nodiscard]] BINDERY_DECL bool derive(hash_function& hasher, const secret& secret_key, std::string_view date,
                                       std::string_view service, signing_keys& out) noexcept;

/// The client's workspace. Keeps the day's keys of the credentials and services it last signed for, and its buffers, so
/// that a warm one allocates nothing (the crypto library does inside, when it copies a saved state). A request that
/// differs from the last one in nothing but the payload and the time keeps what was made of the rest: best is to give
/// only the headers that are signed. Belongs to one thread at a time; make one per thread or connection. Constructing
/// one cannot fail: a crypto library that does not work is reported by `sign`.
class signer {
public:
    /// Signs for the time `seconds` since 1970 (X-TC-Timestamp must carry the same). After `problem::none` the views
    /// below are valid until the next call.
    [[nodiscard]] BINDERY_DECL problem sign(const request& what, const credentials& who, std::int64_t seconds);
    /// The same for the time of the last request, and without comparing: `what` and the secret id are those of that
    /// request but for the payload.
    [[nodiscard]] BINDERY_DECL problem sign_again(const request& what, const credentials& who);

    /// The value of the Authorization header.
    std::string_view authorization() const noexcept { return authorization_; }
    std::string_view timestamp() const noexcept { return timestamp_; }
    std::string_view credential_scope() const noexcept { return credential_scope_; }
    const signing::canonical_request& canonical_request() const noexcept { return canonical_; }
    std::string_view hashed_canonical_request() const noexcept { return hashed_canonical_request_.view(); }
    std::string_view string_to_sign() const noexcept { return string_to_sign_; }
    std::string_view signature() const noexcept { return signature_.view(); }

private:
    friend class verifier;

    problem sign_once(const request& what, const credentials& who, std::int64_t seconds, letter_case values);
    problem write(const request& what, const credentials& who, std::int64_t seconds, letter_case values);
    bool repeats(const request& what, const credentials& who);
    problem canonicalize(const request& what, letter_case values);
    void set_time(const request& what, const credentials& who, std::int64_t seconds);
    problem fill_in(const request& what, const credentials& who);
    problem settle(problem found);
    void clear() noexcept;

    hash_function hasher_;
    signing::detail::key_cache keys_;
    signing::detail::repetition last_; // all that the texts below are made of, but for the payload and the time
    std::int64_t seconds_ = -1;
    std::vector<field> selected_;
    signing::canonical_request canonical_;
    hex_digest hashed_canonical_request_;
    std::string timestamp_;
    std::string credential_scope_;
    std::string string_to_sign_;
    hex_digest signature_;
    std::string authorization_;
};

/// Signs once and returns every stage; for inspection and tests. Fails with `errc::signing`.
[[nodiscard]] BINDERY_DECL result<stages> sign(const request& what, const credentials& who, std::int64_t seconds);

/// What a server holds a request against.
struct expectations {
    std::int64_t now = 0;          ///< the server's time, seconds since 1970
    std::string_view service = {}; ///< the credential scope must name it
    std::int64_t clock_skew = 300; ///< how far the time sent may be from `now`, seconds, either way
    payload_signing payload_signed = payload_signing::none; ///< `whole`: UNSIGNED-PAYLOAD is not taken
};

/// Looks credentials up by secret id; null for an unknown one.
using credentials_lookup =
    signing::detail::function_ref<std::shared_ptr<const credentials>(std::string_view secret_id)>;

/// The server's workspace, twin of `signer` and as frugal. Belongs to one thread at a time.
class verifier {
public:
    /// Judges a request. Signed must be host and content-type, at least. Content-Type may be signed as sent or in lower
    /// case, and Host without its port: documentation and official clients differ. The views below are valid until the
    /// next call.
    [[nodiscard]] BINDERY_DECL verdict verify(const received_request& received, const expectations& expected,
                                              credentials_lookup lookup);

    /// What must be remembered of the request, which was judged `ok`, to refuse its repetition: the scheme has no
    /// nonce, so it is the signature, a view into the request. Two equal requests of one second are one.
    signing::nonce nonce() const noexcept { return nonce_; }
    /// The secret id the request claims, empty when it did not come to that.
    std::string_view secret_id() const noexcept { return secret_id_; }
    /// What the server computed, empty when it did not come to that.
    std::string_view string_to_sign() const noexcept { return signer_.string_to_sign(); }
    /// The same for stage one, made fit for a log by `mask_tokens`.
    std::string canonical_request() const { return mask_tokens(signer_.canonical_request().text()); }

private:
    signer signer_;
    std::string secret_id_;
    signing::nonce nonce_;
    std::vector<field> headers_;
};

/// Verifies once and returns what the server computed, for inspection and tests.
[[nodiscard]] BINDERY_DECL verification verify(const received_request& received, const expectations& expected,
                                               credentials_lookup lookup);

} // namespace bindery::signing::tc3

#ifndef BINDERY_COMPILED
#include <bindery/signing/impl/tc3.ipp>
#include <bindery/signing/impl/tc3_verifier.ipp>
#endif

#endif

#ifndef BINDERY_SIGNING_ACS3_HPP
#define BINDERY_SIGNING_ACS3_HPP

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
#include <bindery/signing/utc.hpp>
#include <bindery/signing/verdict.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The signing schemes ACS3-HMAC-SHA256 and ACS3-HMAC-SM3: the secret key itself signs, and a nonce tells requests
/// apart.
namespace bindery::signing::acs3 {

inline constexpr std::string_view scheme = "ACS3-HMAC-SHA256";
inline constexpr std::string_view sm3_scheme = "ACS3-HMAC-SM3"; ///< the same with another hash throughout

/// The scheme's name for a hash, which is SHA-256 or SM3.
constexpr std::string_view scheme_of(hash_algorithm hash) noexcept {
    return hash == hash_algorithm::sm3 ? sm3_scheme : scheme;
}

/// What is signed: views that must outlive the call they are given to.
struct request {
    std::string_view method = "POST";
    std::string_view path = "/"; ///< as in the target, that is percent-encoded; `/` for RPC operations
    std::span<const parameter> query = {};
    std::string_view canonical_query = {}; ///< in place of the query, percent-encoded and sorted by name already
    std::span<const field> headers =
        {}; ///< host, content-type and every `x-acs-*` are signed, others are not looked at
    std::string_view payload = {};
    std::string_view hashed_payload = {}; ///< in place of the payload, 64 lower-case hexadecimal digits of its hash
    hash_algorithm hash = hash_algorithm::sha256; ///< or SM3; SHA-1 is refused
};

/// Every stage of a signature, in order, as text.
struct stages {
    std::string hashed_payload;         ///< the value of x-acs-content-sha256
    std::string date;                   ///< the value of x-acs-date
    std::string canonical_query_string; ///< fit to be the target's query
    std::string canonical_headers;
    std::string signed_headers;
    std::string canonical_request; ///< holds the token of temporary credentials: `mask_tokens` before showing it
    std::string hashed_canonical_request;
    std::string string_to_sign;
    std::string signature;
    std::string authorization; ///< the value of Authorization
};

/// The client's workspace. Keeps the keyed HMAC states of the credentials it last signed with, and its buffers, so that
/// a warm one allocates nothing (the crypto library does inside, when it copies a saved state). A request that differs
/// from the last one in nothing but query, payload, time and nonce keeps what was made of the rest. Belongs to one
/// thread at a time; make one per thread or connection. Constructing one cannot fail: a crypto library that does not
/// work is reported by `sign`.
class signer {
public:
    /// Signs for the time `seconds` since 1970 with a nonce that no other request has, not even a repetition of this
    /// one. Besides the headers given it signs those of `added_headers`, which must not be among them. After
    /// `problem::none` the views below are valid until the next call.
    [[nodiscard]] BINDERY_DECL problem sign(const request& what, const credentials& who, std::int64_t seconds,
                                            std::string_view nonce);
    /// The same for the time of the last request, and without comparing: `what`, the secret id and the token are those
    /// of that request but for query and payload.
    [[nodiscard]] BINDERY_DECL problem sign_again(const request& what, const credentials& who, std::string_view nonce);

    /// Signs headers that are complete already, and adds none: for a request that was prepared elsewhere.
    [[nodiscard]] BINDERY_DECL problem sign_as_given(const request& what, const credentials& who);

    /// The value of the Authorization header.
    std::string_view authorization() const noexcept { return authorization_; }
    /// What `sign` added and the request must carry: x-acs-content-sha256, x-acs-date, x-acs-signature-nonce, and with
    /// a token x-acs-security-token.
    std::span<const field> added_headers() const noexcept { return {added_.data(), added_count_}; }
    const signing::canonical_request& canonical_request() const noexcept { return canonical_; }
    std::string_view hashed_canonical_request() const noexcept { return hashed_canonical_request_.view(); }
    std::string_view string_to_sign() const noexcept { return string_to_sign_; }
    std::string_view signature() const noexcept { return signature_.view(); }

private:
    friend class verifier;

    void clear() noexcept;
    problem use(hash_algorithm hash);
    hash_function& hasher() noexcept { return sm3_ != nullptr && hash_ == hash_algorithm::sm3 ? *sm3_ : sha256_; }
    bool repeats(const request& what, const credentials& who);
    problem attempt(const request& what, const credentials& who, std::int64_t seconds, std::string_view nonce,
                    bool again);
    problem settle(problem found);
    void add_headers(const credentials& who, std::int64_t seconds, std::string_view nonce);
    problem hash_payload(const request& what);
    problem select(std::span<const field> headers);
    problem prepare(std::string_view method, std::string_view path, const credentials& who);
    problem finish(const request& what, const credentials& who);
    problem finish(std::string_view canonical_query, const credentials& who);

    hash_algorithm hash_ = hash_algorithm::sha256;
    hash_function sha256_;
    std::unique_ptr<hash_function> sm3_; // made when it is asked for
    signing::detail::key_cache keys_;
    signing::detail::repetition last_; // all that the header block is made of, but for what can be overwritten in it
    std::array<field, 4> added_;
    std::size_t added_count_ = 0;
    std::int64_t seconds_ = -1;
    fixed_text<20> date_;
    std::string nonce_;
    secret token_;
    hex_digest hashed_payload_;
    std::vector<parameter> parameters_;
    std::vector<field> selected_;
    std::string canonical_headers_;
    std::array<std::size_t, 3> value_at_{}; // of the first added headers, in the block
    std::string signed_headers_;
    signing::canonical_request canonical_;
    hex_digest hashed_canonical_request_;
    std::string string_to_sign_;
    hex_digest signature_;
    std::string authorization_;
};

/// Signs once and returns every stage; for inspection and tests. Fails with `errc::signing`.
[[nodiscard]] BINDERY_DECL result<stages> sign(const request& what, const credentials& who, std::int64_t seconds,
                                               std::string_view nonce);

/// What a server holds a request against.
struct expectations {
    std::int64_t now = 0;          ///< the server's time, seconds since 1970
    std::int64_t clock_skew = 900; ///< how far the time sent may be from `now`, seconds, either way
};

/// Looks credentials up by secret id; null for an unknown one.
using credentials_lookup =
    signing::detail::function_ref<std::shared_ptr<const credentials>(std::string_view secret_id)>;

/// The server's workspace, twin of `signer` and as frugal. Belongs to one thread at a time.
class verifier {
public:
    /// Judges a request. Signed must be host, content-type when it is sent, and every `x-acs-*` sent; x-acs-date,
    /// x-acs-signature-nonce and x-acs-content-sha256 must be sent. The views below are valid until the next call.
    [[nodiscard]] BINDERY_DECL verdict verify(const received_request& received, const expectations& expected,
                                              credentials_lookup lookup);

    /// The payload's hash as the server computed it, empty when it did not come to that.
    std::string_view hashed_payload() const noexcept {
        return hashed_ ? signer_.hashed_payload_.view() : std::string_view();
    }

    /// What must be remembered of the request, which was judged `ok`, to refuse its repetition: the nonce sent, a view
    /// into the request.
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
    std::string decoded_query_;
    bool hashed_ = false;
};

/// Verifies once and returns what the server computed, for inspection and tests.
[[nodiscard]] BINDERY_DECL verification verify(const received_request& received, const expectations& expected,
                                               credentials_lookup lookup);

} // namespace bindery::signing::acs3

#ifndef BINDERY_COMPILED
#include <bindery/signing/impl/acs3.ipp>
#include <bindery/signing/impl/acs3_verifier.ipp>
#endif

#endif

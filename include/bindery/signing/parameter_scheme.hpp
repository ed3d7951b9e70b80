#ifndef BINDERY_SIGNING_PARAMETER_SCHEME_HPP
#define BINDERY_SIGNING_PARAMETER_SCHEME_HPP

#include <bindery/detail/config.hpp>
#include <bindery/error.hpp>
#include <bindery/signing/credentials.hpp>
#include <bindery/signing/detail/function_ref.hpp>
#include <bindery/signing/detail/key_cache.hpp>
#include <bindery/signing/digest.hpp>
#include <bindery/signing/problem.hpp>
#include <bindery/signing/request.hpp>
#include <bindery/signing/verdict.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::signing {

/// A signing scheme as they were before there were headers for it: whose request it is, when it was made and the
/// signature are parameters like any other. A value: what such schemes differ in is data.
struct parameter_scheme {
    /// How parameters stand in the string to sign.
    enum class spelling : unsigned char {
        raw,     ///< as they are, joined, behind method, host and path
        encoded, ///< percent-encoded, and all of it once more, behind method and path
    };
    /// How the time is written.
    enum class time_form : unsigned char {
        unix_seconds,
        iso8601, ///< `YYYY-MM-DDThh:mm:ssZ`
    };
    /// Where parameters may stand in a request.
    enum class place : unsigned char {
        of_method, ///< the query of a GET, the form of a POST
        anywhere,  ///< query and form are one
    };
    /// What tells a request from its repetition.
    enum class uniqueness : unsigned char {
        nonce,
        signature, ///< nonces are short here, so that two requests may have the same
    };

    std::string_view name; ///< the value of the parameter SignatureMethod
    hash_algorithm hash;
    std::string_view key_suffix; ///< the key is the secret key with this behind it
    spelling parameters;
    time_form time;
    place where;
    uniqueness once;
    std::int64_t clock_skew;  ///< how far the time sent may be from the server's, seconds, either way
    std::string_view version; ///< the value of the parameter SignatureVersion; empty: there is none
    // Names of parameters.
    std::string_view secret_id;
    std::string_view nonce;
    std::string_view token;
    /// All names that are not the operation's own to give, sorted.
    std::span<const std::string_view> common;
};

// Parameters that all of them name alike.
inline constexpr std::string_view signature_parameter = "Signature";
inline constexpr std::string_view method_parameter = "SignatureMethod";
inline constexpr std::string_view version_parameter = "SignatureVersion";
inline constexpr std::string_view timestamp_parameter = "Timestamp";

/// Signature v1, which TC3 came after.
namespace tc1 {
inline constexpr std::string_view common[] = {"Action",        "Language", "Nonce",     "Region",
                                              "RequestClient", "SecretId", "Signature", "SignatureMethod",
                                              "Timestamp",     "Token",    "Version"};
inline constexpr parameter_scheme hmac_sha1{.name = "HmacSHA1",
                                            .hash = hash_algorithm::sha1,
                                            .key_suffix = {},
                                            .parameters = parameter_scheme::spelling::raw,
                                            .time = parameter_scheme::time_form::unix_seconds,
                                            .where = parameter_scheme::place::of_method,
                                            .once = parameter_scheme::uniqueness::signature,
                                            .clock_skew = 300,
                                            .version = {},
                                            .secret_id = "SecretId",
                                            .nonce = "Nonce",
                                            .token = "Token",
                                            .common = common};
inline constexpr parameter_scheme hmac_sha256 = [] {
    parameter_scheme same = hmac_sha1;
    same.name = "HmacSHA256";
    same.hash = hash_algorithm::sha256;
    return same;
}();
} // namespace tc1

/// Signature version 1.0 of RPC operations, which ACS3 came after.
namespace rpc1 {
inline constexpr std::string_view common[] = {"AccessKeyId",   "Action",           "BearerToken",     "Format",
                                              "SecurityToken", "Signature",        "SignatureMethod", "SignatureNonce",
                                              "SignatureType", "SignatureVersion", "Timestamp",       "Version"};
inline constexpr parameter_scheme hmac_sha1{.name = "HMAC-SHA1",
                                            .hash = hash_algorithm::sha1,
                                            .key_suffix = "&",
                                            .parameters = parameter_scheme::spelling::encoded,
                                            .time = parameter_scheme::time_form::iso8601,
                                            .where = parameter_scheme::place::anywhere,
                                            .once = parameter_scheme::uniqueness::nonce,
                                            .clock_skew = 900,
                                            .version = "1.0",
                                            .secret_id = "AccessKeyId",
                                            .nonce = "SignatureNonce",
                                            .token = "SecurityToken",
                                            .common = common};
} // namespace rpc1

/// What is signed: views that must outlive the call they are given to.
struct parameter_request {
    std::string_view method = "GET";
    std::string_view host = {}; ///< not looked at where the scheme does not sign it
    std::string_view path = "/";
    std::span<const parameter> parameters = {}; ///< all but the signature, in any order, none twice
};

/// The stages of a signature, in order, as text. All hold the token of temporary credentials.
struct parameter_stages {
    std::string canonical_parameters; ///< `name=value`, sorted by name and joined with `&`
    std::string string_to_sign;
    std::string signature; ///< Base64
};

/// The client's workspace. Keeps the keyed HMAC states of the credentials it last signed with, and its buffers. Belongs
/// to one thread at a time. Constructing one cannot fail: a crypto library that does not work is reported by `sign`.
class parameter_signer {
public:
    /// Signs parameters that are complete: those of the scheme are among them. After `problem::none` the views below
    /// are valid until the next call, after another they are empty.
    [[nodiscard]] BINDERY_DECL problem sign(const parameter_scheme& scheme, const parameter_request& what,
                                            const credentials& who);

    std::string_view canonical_parameters() const noexcept { return canonical_; }
    std::string_view string_to_sign() const noexcept { return string_to_sign_; }
    std::string_view signature() const noexcept { return signature_; }

private:
    friend class parameter_verifier;

    void write(const parameter_scheme& scheme, const parameter_request& what);
    problem finish(const parameter_scheme& scheme, const credentials& who);
    void clear() noexcept;

    signing::detail::key_cache keys_;
    std::optional<hash_function> hashers_[2]; // of SHA-1 and SHA-256, made when they are asked for
    std::vector<parameter> sorted_;
    std::string canonical_;
    std::string string_to_sign_;
    std::string signature_;
};

/// Signs once and returns every stage; for inspection and tests. Fails with `errc::signing`.
[[nodiscard]] BINDERY_DECL result<parameter_stages> sign(const parameter_scheme& scheme, const parameter_request& what,
                                                         const credentials& who);

/// The server's workspace, twin of `parameter_signer`. Belongs to one thread at a time.
class parameter_verifier {
public:
    using credentials_lookup =
        signing::detail::function_ref<std::shared_ptr<const credentials>(std::string_view secret_id)>;

    /// Takes the parameters out of a request. `missing` when the secret id or the signature is not among them,
    /// `malformed` when a name comes twice, since their order is not signed, when they stand where the schemes do not
    /// look, or when they are no parameters at all; else `ok`. `like` is any scheme of the family. The views below are
    /// valid until the next call.
    [[nodiscard]] BINDERY_DECL verdict read(const received_request& received, const parameter_scheme& like);
    /// The value of a parameter that was read, empty when there is none.
    BINDERY_DECL std::string_view value(std::string_view name) const noexcept;

    /// Judges the request that was read, which outlives this. The nonce and the time must be sent.
    [[nodiscard]] BINDERY_DECL verdict verify(const parameter_scheme& scheme, std::int64_t now,
                                              credentials_lookup lookup);

    /// What must be remembered of the request, which was judged `ok`, to refuse its repetition.
    signing::nonce nonce() const noexcept { return {nonce_, nonce_seconds_}; }
    /// The secret id the request claims, empty when it did not come to that.
    std::string_view secret_id() const noexcept { return secret_id_; }
    /// The stage as the server computed it, made fit for a log: the token's value is `***`. Empty when it did not come
    /// to that.
    BINDERY_DECL std::string string_to_sign() const;

    /// Forgets all of the request but its secret id and nonce, and gives back what only an unusually large one needs.
    BINDERY_DECL void rest() noexcept;

private:
    received_request received_{};
    const parameter_scheme* scheme_ = nullptr; // of a signature that was computed
    std::string_view host_;
    std::string query_, form_; // decoded
    std::vector<parameter> parameters_, more_;
    std::string secret_id_;
    std::string nonce_;
    std::int64_t nonce_seconds_ = 0;
    parameter_signer signer_;
};

} // namespace bindery::signing

#ifndef BINDERY_COMPILED
#include <bindery/signing/impl/parameter_scheme.ipp>
#include <bindery/signing/impl/parameter_verifier.ipp>
#endif

#endif

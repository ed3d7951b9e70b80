#ifndef BINDERY_BENCHMARKS_FLOOR_SIGNING_HPP
#define BINDERY_BENCHMARKS_FLOOR_SIGNING_HPP

// The floor for signing: all that does not change from one request to the next is put together once, the rest is copied
// into its place. What remains is the digests.

#include "../payload/payload.hpp"
#include "sha256.hpp"

#include <string>
#include <string_view>

namespace bench::floor {

/// TC3-HMAC-SHA256 of ExecuteFunction.
class tc3_signer {
public:
    /// The value of Authorization.
    std::string_view sign(std::string_view payload) {
        const hex64 payload_hash = digest_.hash(payload);
        std::memcpy(canonical_.data() + canonical_.size() - 64, payload_hash.digits, 64);
        const hex64 canonical_hash = digest_.hash(canonical_);
        std::memcpy(to_sign_.data() + to_sign_.size() - 64, canonical_hash.digits, 64);
        const hex64 signature = digest_.hmac(to_sign_);
        std::memcpy(authorization_.data() + authorization_.size() - 64, signature.digits, 64);
        return authorization_;
    }

private:
    static std::string day_key() {
        const std::string of_day = hmac_once(std::string("TC3").append(secret_key), date);
        return hmac_once(hmac_once(of_day, "vod"), "tc3_request");
    }
    static std::string text(std::initializer_list<std::string_view> parts) {
        std::string all;
        for (const std::string_view part : parts)
            all += part;
        return all.append(64, '0');
    }

    sha256 digest_{day_key()};
    std::string canonical_ = text({"POST\n/\n\ncontent-type:application/json\nhost:", vod::ExecuteFunction::about.host,
                                   "\nx-tc-action:executefunction\nx-tc-version:2018-07-17\n\n"
                                   "content-type;host;x-tc-action;x-tc-version\n"});
    std::string to_sign_ = text({"TC3-HMAC-SHA256\n", timestamp, "\n", date, "/vod/tc3_request\n"});
    std::string authorization_ = text({"TC3-HMAC-SHA256 Credential=", secret_id, "/", date,
                                       "/vod/tc3_request, SignedHeaders=content-type;host;x-tc-action;x-tc-version, "
                                       "Signature="});
};

/// ACS3-HMAC-SHA256 of StartEdgeTranscodeJob. Its payload is empty and has a constant hash; the nonce changes with each
/// request.
class acs3_signer {
public:
    static constexpr std::string_view empty_hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// The value of Authorization; `query` is the canonical query string.
    std::string_view sign(std::string_view query, std::string_view nonce) {
        canonical_.assign("POST\n/\n");
        canonical_.append(query).append(before_nonce_).append(nonce).append(behind_nonce_);
        const hex64 canonical_hash = digest_.hash(canonical_);
        std::memcpy(to_sign_.data() + to_sign_.size() - 64, canonical_hash.digits, 64);
        const hex64 signature = digest_.hmac(to_sign_);
        std::memcpy(authorization_.data() + authorization_.size() - 64, signature.digits, 64);
        return authorization_;
    }

private:
    static constexpr std::string_view signed_headers =
        "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";

    sha256 digest_{secret_key};
    std::string before_nonce_ = std::string("\nhost:live.aliyuncs.com\nx-acs-action:StartEdgeTranscodeJob\n")
                                    .append("x-acs-content-sha256:")
                                    .append(empty_hash)
                                    .append("\nx-acs-date:")
                                    .append(date_and_time)
                                    .append("\nx-acs-signature-nonce:");
    std::string behind_nonce_ =
        std::string("\nx-acs-version:2016-11-01\n\n").append(signed_headers).append("\n").append(empty_hash);
    std::string canonical_;
    std::string to_sign_ = std::string("ACS3-HMAC-SHA256\n").append(64, '0');
    std::string authorization_ = std::string("ACS3-HMAC-SHA256 Credential=")
                                     .append(secret_id)
                                     .append(",SignedHeaders=")
                                     .append(signed_headers)
                                     .append(",Signature=")
                                     .append(64, '0');
};

} // namespace bench::floor

#endif

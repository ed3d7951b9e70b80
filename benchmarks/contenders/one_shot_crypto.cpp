// Signing as it is usually written: the library's one-shot functions, texts glued together, and the whole chain of keys
// each time.

#include "../contender.hpp"
#include "../payload/payload.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

namespace bench {

namespace {

std::string hex(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

std::string sha256(std::string_view text) {
    unsigned char digest[32];
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
    return {reinterpret_cast<const char*>(digest), sizeof digest};
}

std::string hmac(std::string_view key, std::string_view text) {
    unsigned char digest[32];
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
         text.size(), digest, nullptr);
    return {reinterpret_cast<const char*>(digest), sizeof digest};
}

const std::string json = R"({"FunctionName":"ExampleFunc","FunctionArg":"XXX","SubAppId":1500000001,)"
                         R"("SessionContext":")" +
                         *plain_request().SessionContext + R"(","SessionId":")" + *plain_request().SessionId + "\"}";

class sign_tc3 final : public contender {
public:
    void run() override {
        const std::string day(date);
        const std::string scope = day + "/vod/tc3_request";
        const std::string signed_headers = "content-type;host;x-tc-action;x-tc-version";
        const std::string canonical = "POST\n/\n\ncontent-type:application/json\nhost:" + host_ +
                                      "\nx-tc-action:executefunction\nx-tc-version:2018-07-17\n\n" + signed_headers +
                                      "\n" + hex(sha256(json));
        const std::string to_sign =
            "TC3-HMAC-SHA256\n" + std::string(timestamp) + "\n" + scope + "\n" + hex(sha256(canonical));
        const std::string key = hmac(hmac(hmac("TC3" + std::string(secret_key), day), "vod"), "tc3_request");
        authorization_ = "TC3-HMAC-SHA256 Credential=" + std::string(secret_id) + "/" + scope +
                         ", SignedHeaders=" + signed_headers + ", Signature=" + hex(hmac(key, to_sign));
    }
    std::string product() const override { return authorization_; }

private:
    std::string host_{vod::ExecuteFunction::about.host};
    std::string authorization_;
};

class sign_acs3 final : public contender {
public:
    void run() override {
        const std::string signed_headers =
            "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
        const std::string payload_hash = hex(sha256(""));
        const std::string canonical =
            "POST\n/\nClusterId=cluster%2Fedge%207&JobId=bed3a1b7-0e6a-4a3c-a2a6-5c7b8d9e0f11&RegionId=cn-shanghai\n"
            "host:live.aliyuncs.com\nx-acs-action:StartEdgeTranscodeJob\nx-acs-content-sha256:" +
            payload_hash + "\nx-acs-date:" + std::string(date_and_time) +
            "\nx-acs-signature-nonce:" + std::string(nonce) + "\nx-acs-version:2016-11-01\n\n" + signed_headers + "\n" +
            payload_hash;
        authorization_ = "ACS3-HMAC-SHA256 Credential=" + std::string(secret_id) + ",SignedHeaders=" + signed_headers +
                         ",Signature=" + hex(hmac(secret_key, "ACS3-HMAC-SHA256\n" + hex(sha256(canonical))));
    }
    std::string product() const override { return authorization_; }

private:
    std::string authorization_;
};

const enter<sign_tc3> a{"sign_tc3", "one-shot"};
const enter<sign_acs3> b{"sign_acs3", "one-shot"};

} // namespace

} // namespace bench

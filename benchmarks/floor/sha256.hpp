#ifndef BINDERY_BENCHMARKS_FLOOR_SHA256_HPP
#define BINDERY_BENCHMARKS_FLOOR_SHA256_HPP

// The floor for digests with OpenSSL's supported interface: the algorithm fetched once, the context reused, HMAC from
// states saved after the key's blocks.

#include <openssl/evp.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

namespace bench::floor {

/// A digest as 64 hexadecimal digits.
struct hex64 {
    char digits[64];

    explicit hex64(const unsigned char (&digest)[32]) noexcept {
        for (int i = 0; i != 32; ++i) {
            digits[2 * i] = "0123456789abcdef"[digest[i] >> 4];
            digits[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
        }
    }
};

/// SHA-256, and HMAC-SHA256 under one key.
class sha256 {
public:
    explicit sha256(std::string_view key = {}) {
        must(algorithm_ && context_ && inner_ && outer_);
        unsigned char block[64] = {};
        std::memcpy(block, key.data(), key.size()); // at most 64 bytes
        absorb(inner_, block, 0x36);
        absorb(outer_, block, 0x5C);
    }

    void hash(std::string_view text, unsigned char (&out)[32]) {
        must(EVP_DigestInit_ex2(context_.get(), algorithm_.get(), nullptr) == 1);
        finish(text, out);
    }
    hex64 hash(std::string_view text) {
        unsigned char digest[32];
        hash(text, digest);
        return hex64(digest);
    }
    void hmac(std::string_view text, unsigned char (&out)[32]) {
        must(EVP_MD_CTX_copy_ex(context_.get(), inner_.get()) == 1);
        finish(text, out);
        must(EVP_MD_CTX_copy_ex(context_.get(), outer_.get()) == 1);
        finish({reinterpret_cast<const char*>(out), sizeof out}, out);
    }
    hex64 hmac(std::string_view text) {
        unsigned char digest[32];
        hmac(text, digest);
        return hex64(digest);
    }

private:
    struct freer {
        void operator()(EVP_MD* algorithm) const noexcept { EVP_MD_free(algorithm); }
        void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
    };
    using context = std::unique_ptr<EVP_MD_CTX, freer>;

    static void must(bool good) noexcept {
        if (!good)
            std::abort();
    }
    void absorb(context& into, const unsigned char (&block)[64], int pad) {
        unsigned char padded[64];
        for (int i = 0; i != 64; ++i)
            padded[i] = static_cast<unsigned char>(block[i] ^ pad);
        must(EVP_DigestInit_ex2(into.get(), algorithm_.get(), nullptr) == 1 &&
             EVP_DigestUpdate(into.get(), padded, sizeof padded) == 1);
    }
    void finish(std::string_view text, unsigned char (&out)[32]) {
        must(EVP_DigestUpdate(context_.get(), text.data(), text.size()) == 1 &&
             EVP_DigestFinal_ex(context_.get(), out, nullptr) == 1);
    }

    std::unique_ptr<EVP_MD, freer> algorithm_{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    context context_{EVP_MD_CTX_new()};
    context inner_{EVP_MD_CTX_new()};
    context outer_{EVP_MD_CTX_new()};
};

/// HMAC-SHA256 once; for keys that are made in advance.
inline std::string hmac_once(std::string_view key, std::string_view text) {
    unsigned char digest[32];
    sha256(key).hmac(text, digest);
    return {reinterpret_cast<const char*>(digest), sizeof digest};
}

} // namespace bench::floor

#endif

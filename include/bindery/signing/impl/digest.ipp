#ifndef BINDERY_SIGNING_IMPL_DIGEST_IPP
#define BINDERY_SIGNING_IMPL_DIGEST_IPP

#include <bindery/signing/digest.hpp>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>

namespace bindery::signing {

BINDERY_DECL bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

namespace detail {

BINDERY_DECL void free_digest::operator()(evp_md_st* algorithm) const noexcept {
    EVP_MD_free(algorithm);
}

BINDERY_DECL void free_digest::operator()(evp_md_ctx_st* context) const noexcept {
    EVP_MD_CTX_free(context);
}

BINDERY_DECL void wipe(void* data, std::size_t size) noexcept {
    OPENSSL_cleanse(data, size);
}

inline const char* name_of(hash_algorithm which) noexcept {
    return which == hash_algorithm::sha1 ? "SHA1" : which == hash_algorithm::sm3 ? "SM3" : "SHA256";
}

} // namespace detail

BINDERY_DECL hash_function::hash_function(hash_algorithm which) noexcept
    : algorithm_(EVP_MD_fetch(nullptr, detail::name_of(which), nullptr)), context_(EVP_MD_CTX_new()),
      size_(which == hash_algorithm::sha1 ? 20 : 32) {}

BINDERY_DECL void hash_function::start() noexcept {
    good_ = algorithm_ && context_ && EVP_DigestInit_ex2(context_.get(), algorithm_.get(), nullptr) == 1;
}

BINDERY_DECL void hash_function::update(std::string_view bytes) noexcept {
    good_ = good_ && EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1;
}

BINDERY_DECL bool hash_function::finish(digest_bytes& out) noexcept {
    digest_bytes digest{};
    if (!good_ || EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) != 1)
        return good_ = false;
    good_ = false;
    out = digest;
    return true;
}

BINDERY_DECL bool hash_function::hash(std::string_view message, digest_bytes& out) noexcept {
    start();
    update(message);
    return finish(out);
}

BINDERY_DECL bool keyed_hash::set_key(hash_function& hasher, std::string_view key, std::string_view prefix) noexcept {
    keyed_ = false;
    std::array<unsigned char, 64> block{};
    if (prefix.size() + key.size() <= block.size()) {
        std::copy(key.begin(), key.end(), std::copy(prefix.begin(), prefix.end(), block.begin()));
    } else {
        digest_bytes shortened;
        hasher.start();
        hasher.update(prefix);
        hasher.update(key);
        if (!hasher.finish(shortened))
            return false;
        std::copy(shortened.begin(), shortened.end(), block.begin());
        detail::wipe(shortened.data(), shortened.size());
    }

    const auto absorb = [&](detail::digest_context& context, unsigned char pad) {
        if (!context)
            context.reset(EVP_MD_CTX_new());
        auto padded = block;
        for (unsigned char& byte : padded)
            byte = static_cast<unsigned char>(byte ^ pad);
        const bool absorbed = context && hasher.algorithm_ &&
                              EVP_DigestInit_ex2(context.get(), hasher.algorithm_.get(), nullptr) == 1 &&
                              EVP_DigestUpdate(context.get(), padded.data(), padded.size()) == 1;
        detail::wipe(padded.data(), padded.size());
        return absorbed;
    };
    keyed_ = absorb(inner_, 0x36) && absorb(outer_, 0x5c);
    detail::wipe(block.data(), block.size());
    return keyed_;
}

BINDERY_DECL bool keyed_hash::hash(hash_function& hasher, std::string_view message, digest_bytes& out) const noexcept {
    const auto resume = [&](const detail::digest_context& saved) {
        hasher.good_ = keyed_ && hasher.context_ && EVP_MD_CTX_copy_ex(hasher.context_.get(), saved.get()) == 1;
    };
    digest_bytes inside;
    resume(inner_);
    hasher.update(message);
    if (!hasher.finish(inside))
        return false;
    resume(outer_);
    hasher.update({reinterpret_cast<const char*>(inside.data()), hasher.size()});
    return hasher.finish(out);
}

BINDERY_DECL void append_base64(std::string& out, std::string_view bytes) {
    const std::size_t at = out.size();
    out.resize(at + (bytes.size() + 2) / 3 * 4 + 1); // with a NUL behind it
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data() + at),
                    reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.pop_back();
}

} // namespace bindery::signing

#endif

#ifndef BINDERY_SIGNING_DIGEST_HPP
#define BINDERY_SIGNING_DIGEST_HPP

#include <bindery/detail/config.hpp>
#include <bindery/signing/detail/hex.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

// OpenSSL's EVP_MD and EVP_MD_CTX, known here by name only.
struct evp_md_st;
struct evp_md_ctx_st;

namespace bindery::signing {

/// A digest, or as much of it as there is: one of SHA-1 leaves the last twelve bytes zero.
using digest_bytes = std::array<unsigned char, 32>;

/// What the signing schemes hash with. All take blocks of 64 bytes.
enum class hash_algorithm : unsigned char {
    sha1,
    sha256,
    sm3, ///< the crypto library may have been built without it
};

/// A digest as 64 lower-case hexadecimal digits.
class hex_digest {
public:
    /// 64 zeros, to keep a digest's place.
    constexpr hex_digest() noexcept { digits_.fill('0'); }
    explicit constexpr hex_digest(const digest_bytes& digest) noexcept {
        detail::write_hex(digest.data(), digits_.data());
    }
    /// Copies digits that `is_hex_digest` accepts.
    explicit constexpr hex_digest(std::string_view digits) noexcept { digits.copy(digits_.data(), digits_.size()); }

    constexpr std::string_view view() const noexcept { return {digits_.data(), digits_.size()}; }

    /// Takes the place of the last 64 characters.
    void end(std::string& text) const noexcept { view().copy(text.data() + (text.size() - 64), 64); }

private:
    std::array<char, 64> digits_;
};

/// Whether `text` has the form that `hex_digest` writes.
constexpr bool is_hex_digest(std::string_view text) noexcept {
    for (const char c : text) {
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return text.size() == 64;
}

/// Compares without betraying by its duration where two texts differ. That their lengths differ is no secret.
BINDERY_DECL bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

namespace detail {

struct free_digest {
    BINDERY_DECL void operator()(evp_md_st* algorithm) const noexcept;
    BINDERY_DECL void operator()(evp_md_ctx_st* context) const noexcept;
};

using digest_algorithm = std::unique_ptr<evp_md_st, free_digest>;
using digest_context = std::unique_ptr<evp_md_ctx_st, free_digest>;

/// Overwrites memory in a way the compiler does not remove.
BINDERY_DECL void wipe(void* data, std::size_t size) noexcept;

} // namespace detail

/// A hash with the algorithm fetched and the context made once, for any number of messages. Every failure of the crypto
/// library, also one while constructing, is reported by `finish` or `hash` and never by a wrong digest. Belongs to one
/// thread at a time.
class hash_function {
public:
    BINDERY_DECL explicit hash_function(hash_algorithm which = hash_algorithm::sha256) noexcept;

    /// Whether the crypto library has the algorithm.
    explicit operator bool() const noexcept { return algorithm_ != nullptr; }
    /// Bytes of a digest.
    std::size_t size() const noexcept { return size_; }

    /// Begins a message, giving up an unfinished one.
    BINDERY_DECL void start() noexcept;
    BINDERY_DECL void update(std::string_view bytes) noexcept;
    /// Ends the message. Returns false, leaving `out` alone, when any step since `start` failed.
    [[nodiscard]] BINDERY_DECL bool finish(digest_bytes& out) noexcept;

    /// The digest of a message that is all there.
    [[nodiscard]] BINDERY_DECL bool hash(std::string_view message, digest_bytes& out) noexcept;

private:
    friend class keyed_hash;

    detail::digest_algorithm algorithm_;
    detail::digest_context context_;
    std::size_t size_;
    bool good_ = false;
};

/// HMAC under one key. The states after the key's inner and outer block are kept, so that a further message costs no
/// work on the key. Threads may share a keyed object, each bringing its own `hasher`, of the algorithm that the key was
/// set with. Wiped when destroyed.
class keyed_hash {
public:
    /// Takes `prefix` followed by `key` as the key. After false there is no key.
    [[nodiscard]] BINDERY_DECL bool set_key(hash_function& hasher, std::string_view key,
                                            std::string_view prefix = {}) noexcept;

    /// Returns false, leaving `out` alone, without a key or when the crypto library fails.
    [[nodiscard]] BINDERY_DECL bool hash(hash_function& hasher, std::string_view message,
                                         digest_bytes& out) const noexcept;

private:
    detail::digest_context inner_;
    detail::digest_context outer_;
    bool keyed_ = false;
};

/// Appends the bytes in Base64.
BINDERY_DECL void append_base64(std::string& out, std::string_view bytes);

} // namespace bindery::signing

#ifndef BINDERY_COMPILED
#include <bindery/signing/impl/digest.ipp>
#endif

#endif

#ifndef BINDERY_SIGNING_DETAIL_KEY_CACHE_HPP
#define BINDERY_SIGNING_DETAIL_KEY_CACHE_HPP

#include <bindery/detail/config.hpp>
#include <bindery/signing/digest.hpp>
#include <bindery/signing/secret.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bindery::signing::detail {

/// The HMAC keys last derived, each kept for its secret, day and service; the oldest gives way. Lookup compares the
/// secret itself, so a rotated key under an unchanged secret id is never mistaken.
class key_cache {
public:
    using derivation = bool(hash_function& hasher, const secret& key, std::int64_t day, std::string_view service,
                            keyed_hash& out);

    /// The key, derived now unless it is kept; null when deriving failed. Valid until the next call.
    BINDERY_DECL const keyed_hash* get(hash_function& hasher, const secret& key, std::int64_t day,
                                       std::string_view service, derivation& derive);

private:
    struct slot {
        secret key;
        std::int64_t day = 0;
        std::string service;
        keyed_hash derived;
    };

    std::array<slot, 8> slots_;
    std::size_t next_ = 0;
};

} // namespace bindery::signing::detail

#ifndef BINDERY_COMPILED
#include <bindery/signing/impl/key_cache.ipp>
#endif

#endif

#ifndef BINDERY_SIGNING_AUTHORIZATION_HPP
#define BINDERY_SIGNING_AUTHORIZATION_HPP

#include <bindery/detail/config.hpp>
#include <bindery/signing/request.hpp>
#include <bindery/signing/verdict.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace bindery::signing {

/// An Authorization header taken apart, `<scheme> Credential=<credential>,SignedHeaders=<names>,Signature=<hex>`: views
/// into the header.
struct authorization {
    std::string_view credential;
    std::string_view signed_headers;
    std::string_view signature; ///< 64 lower-case hexadecimal digits
};

/// Takes an Authorization value apart. Blanks may follow a comma; the signed headers are lower-case names in strictly
/// ascending order, at most `max_signed_headers`. The verdict is `ok`, `other_scheme` or `malformed`.
[[nodiscard]] BINDERY_DECL verdict parse_authorization(std::string_view text, std::string_view scheme,
                                                       authorization& out) noexcept;

/// Whether the list of signed headers has `name`, in any letter case.
[[nodiscard]] BINDERY_DECL bool lists_header(std::string_view signed_headers, std::string_view name) noexcept;

/// Finds the header that must be there exactly once. The verdict is `ok`, `missing` or `malformed`.
[[nodiscard]] BINDERY_DECL verdict find_header(std::span<const field> headers, std::string_view name,
                                               std::string_view& value) noexcept;

/// Whether `sent` is further from `now` than `clock_skew` seconds, whatever the three are.
[[nodiscard]] constexpr bool is_expired(std::int64_t sent, std::int64_t now, std::int64_t clock_skew) noexcept {
    const auto a = static_cast<std::uint64_t>(sent);
    const auto b = static_cast<std::uint64_t>(now);
    return clock_skew < 0 || (sent < now ? b - a : a - b) > static_cast<std::uint64_t>(clock_skew);
}

} // namespace bindery::signing

#ifndef BINDERY_COMPILED
#include <bindery/signing/impl/authorization.ipp>
#endif

#endif

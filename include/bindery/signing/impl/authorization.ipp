#ifndef BINDERY_SIGNING_IMPL_AUTHORIZATION_IPP
#define BINDERY_SIGNING_IMPL_AUTHORIZATION_IPP

#include <bindery/signing/authorization.hpp>
#include <bindery/signing/canonical.hpp>
#include <bindery/signing/digest.hpp>

#include <algorithm>

namespace bindery::signing {

namespace detail {

/// Takes `<key>=<value>` off the front of `rest`, up to a comma, which the value cannot have, and the blanks behind it.
inline bool take_item(std::string_view& rest, std::string_view key, std::string_view& value) noexcept {
    if (rest.substr(0, key.size()) != key)
        return false;
    rest.remove_prefix(key.size());
    const std::size_t comma = (std::min)(rest.find(','), rest.size());
    value = rest.substr(0, comma);
    rest.remove_prefix((std::min)(comma + 1, rest.size()));
    rest.remove_prefix((std::min)(rest.find_first_not_of(' '), rest.size()));
    return true;
}

inline bool is_signed_headers(std::string_view names) noexcept {
    std::string_view previous;
    for (std::size_t count = 0; !names.empty(); ++count) {
        const std::size_t end = (std::min)(names.find(';'), names.size());
        const std::string_view name = names.substr(0, end);
        const bool lower = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (count == max_signed_headers || !is_header_name(name) || !lower || name <= previous)
            return false;
        if (end + 1 == names.size())
            return false; // ends with a semicolon
        names.remove_prefix((std::min)(end + 1, names.size()));
        previous = name;
    }
    return !previous.empty();
}

} // namespace detail

BINDERY_DECL verdict parse_authorization(std::string_view text, std::string_view scheme, authorization& out) noexcept {
    if (text.size() > max_authorization_size)
        return verdict::malformed;
    text = trim(text);
    const std::size_t blank = (std::min)(text.find(' '), text.size());
    if (text.substr(0, blank) != scheme)
        return verdict::other_scheme;
    text.remove_prefix(blank);
    text = trim(text);
    authorization parsed;
    if (!detail::take_item(text, "Credential=", parsed.credential) ||
        !detail::take_item(text, "SignedHeaders=", parsed.signed_headers) ||
        !detail::is_signed_headers(parsed.signed_headers) || text.substr(0, 10) != "Signature=") {
        return verdict::malformed;
    }
    parsed.signature = text.substr(10);
    if (!is_hex_digest(parsed.signature))
        return verdict::malformed;
    out = parsed;
    return verdict::ok;
}

BINDERY_DECL bool lists_header(std::string_view signed_headers, std::string_view name) noexcept {
    while (!signed_headers.empty()) {
        const std::size_t end = (std::min)(signed_headers.find(';'), signed_headers.size());
        if (equal_ignoring_case(signed_headers.substr(0, end), name))
            return true;
        signed_headers.remove_prefix((std::min)(end + 1, signed_headers.size()));
    }
    return false;
}

BINDERY_DECL verdict find_header(std::span<const field> headers, std::string_view name,
                                 std::string_view& value) noexcept {
    bool found = false;
    for (const field& header : headers) {
        if (!equal_ignoring_case(header.name, name))
            continue;
        if (found)
            return verdict::malformed;
        value = trim(header.value);
        found = true;
    }
    return found ? verdict::ok : verdict::missing;
}

} // namespace bindery::signing

#endif

#ifndef BINDERY_SIGNING_BLANKS_HPP
#define BINDERY_SIGNING_BLANKS_HPP

#include <string_view>

namespace bindery::signing {

namespace detail {

/// Whether the bytes are one character, in UTF-8, that is not seen: a blank of any width, a line end or other control
/// character, a byte order mark.
constexpr bool is_blank(std::string_view bytes) noexcept {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    switch (bytes.size()) {
    case 1:
        return at(0) <= ' ' || at(0) == 0x7F;
    case 2: // controls, no-break space, soft hyphen
        return at(0) == 0xC2 && (at(1) <= 0xA0 || at(1) == 0xAD);
    case 3:
        for (const std::string_view each :
             {"\xE1\x9A\x80", "\xE1\xA0\x8E", "\xE2\x81\x9F", "\xE2\x81\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"})
            if (bytes == each)
                return true;
        return bytes.starts_with("\xE2\x80") && (at(2) <= 0x8F || (at(2) >= 0xA8 && at(2) <= 0xAF));
    default:
        return false;
    }
}

} // namespace detail

/// Whether something that is not seen stands before or behind a text, as it comes along when one is copied.
constexpr bool has_blanks_around(std::string_view text) noexcept {
    for (std::size_t size = 1; size <= 3 && size <= text.size(); ++size)
        if (detail::is_blank(text.substr(0, size)) || detail::is_blank(text.substr(text.size() - size)))
            return true;
    return false;
}

} // namespace bindery::signing

#endif

#ifndef BINDERY_JSON_IMPL_EXPONENTS_HPP
#define BINDERY_JSON_IMPL_EXPONENTS_HPP

#include <algorithm>
#include <string>
#include <string_view>

namespace bindery::json::detail {

/// The same JSON with exponents of at most nine digits that count, every byte in its place. Boost.JSON gives a whole
/// text up for one exponent beyond an int, even in a member that nobody asked for. A number with such an exponent is
/// zero, or too large for any type, with nine digits as well. `at` is where it gave up: in or behind an exponent.
inline std::string with_small_exponents(std::string_view json, std::size_t at) {
    constexpr std::string_view digits = "0123456789";
    constexpr std::size_t counting = 9;
    std::string cut(json);
    bool in_text = false;
    for (std::size_t i = (std::min)(json.find_last_of("eE", at), at); i < cut.size(); ++i) {
        if (cut[i] == '"')
            in_text = !in_text;
        if (in_text) {
            i += cut[i] == '\\' ? 1u : 0u;
            continue;
        }
        if (cut[i] != 'e' && cut[i] != 'E')
            continue;
        const std::size_t begin = (std::min)(json.find_first_not_of("+-", i + 1), json.size());
        const std::size_t end = (std::min)(json.find_first_not_of(digits, begin), json.size());
        if (end - (std::min)(json.find_first_not_of('0', begin), end) > counting) {
            std::fill(cut.begin() + static_cast<std::ptrdiff_t>(begin), cut.begin() + static_cast<std::ptrdiff_t>(end),
                      '0');
            std::fill(cut.begin() + static_cast<std::ptrdiff_t>(end - counting),
                      cut.begin() + static_cast<std::ptrdiff_t>(end), '9');
        }
        i = end - 1;
    }
    return cut;
}

} // namespace bindery::json::detail

#endif

#ifndef BINDERY_TYPES_PRESENTABLE_HPP
#define BINDERY_TYPES_PRESENTABLE_HPP

#include <bindery/types/utf8.hpp>
#include <bindery/violation.hpp>

#include <string>
#include <string_view>

namespace bindery::detail {

/// Text that may hold anything, as it can be shown: valid UTF-8, with U+FFFD in place of what is not, and nothing in it
/// that steers a terminal or changes the direction of writing.
inline std::string presentable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = utf8::sequence_length(text);
        out += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    blank_control_characters(out);
    return out;
}

} // namespace bindery::detail

#endif

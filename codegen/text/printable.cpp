#include "text/printable.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

constexpr std::string_view replacement = "\uFFFD";

bool is_ascii_control(char32_t c) {
    return c < 0x20 || c == 0x7F;
}

bool takes_a_place(char32_t c) {
    return is_ascii_control(c) || (c >= 0x80 && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

} // namespace

code_point code_point_at_start(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    constexpr code_point malformed{0xFFFD, 1};
    if (size == 0 || size > text.size())
        return malformed;
    char32_t value = lead & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0) != 0x80)
            return malformed;
        value = (value << 6) | (next & 0x3Fu);
    }
    const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    if (overlong || (value >= 0xD800 && value < 0xE000) || value > 0x10FFFF)
        return malformed;
    return {value, size};
}

std::size_t first_malformed(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto [value, size] = code_point_at_start(text.substr(i));
        if (value == 0xFFFD && size == 1)
            return i;
        i += size;
    }
    return std::string_view::npos;
}

bool is_control(char32_t c) {
    return takes_a_place(c) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

std::string printable(std::string_view text) {
    if (std::ranges::all_of(text, [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n'; }))
        return std::string(text);
    std::string safe;
    while (!text.empty()) {
        const auto [value, size] = code_point_at_start(text);
        if (value == '\n' || !is_control(value))
            safe += value == 0xFFFD ? replacement : text.substr(0, size);
        else if (takes_a_place(value))
            safe += ' ';
        text.remove_prefix(size);
    }
    return safe;
}

std::string printable_line(std::string_view text) {
    auto line = printable(text);
    std::ranges::replace(line, '\n', ' ');
    return line;
}

} // namespace bindery::codegen

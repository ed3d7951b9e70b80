#include "metadata/prose.hpp"

#include "text/markup.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// The size of the well-formed sequence at the beginning of a text; 0 when there is none.
std::size_t sequence_size(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto lead = byte(0);
    const std::size_t size = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
    for (std::size_t i = 1; i < size; ++i)
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    const bool too_long = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
    const bool no_character = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
    return too_long || no_character ? 0 : size;
}

/// Marks of direction, joints and breaks that nobody sees: U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F,
/// U+FEFF.
bool is_hidden(std::string_view sequence) {
    if (sequence.size() != 3)
        return false;
    const auto second = static_cast<unsigned char>(sequence[1]);
    const auto third = static_cast<unsigned char>(sequence[2]);
    if (sequence[0] == '\xE2' && second == 0x80)
        return (third >= 0x8B && third <= 0x8F) || (third >= 0xA8 && third <= 0xAE);
    return (sequence[0] == '\xE2' && second == 0x81 && third >= 0xA0 && third <= 0xAF) || sequence == "\xEF\xBB\xBF";
}

} // namespace

std::string prose_of(std::string_view marked) {
    const auto said = plain(marked);
    std::string text;
    for (std::string_view rest = said; !rest.empty();) {
        const auto size = sequence_size(rest);
        const auto next = rest.substr(0, std::max<std::size_t>(size, 1));
        rest.remove_prefix(next.size());
        const bool blank = size == 0 || static_cast<unsigned char>(next.front()) <= ' ' || next.front() == '\x7F';
        if (blank && !text.empty() && text.back() != ' ')
            text += ' ';
        else if (!blank && !is_hidden(next))
            text += next;
    }
    while (text.ends_with(' '))
        text.pop_back();
    return text;
}

std::string opening_of_prose(std::string_view marked) {
    constexpr std::size_t enough = 400;
    auto text = prose_of(marked);
    if (text.size() <= enough)
        return text;
    if (const auto sentence = text.rfind(". ", enough); sentence != std::string::npos && sentence > enough / 4)
        return text.substr(0, sentence + 1);
    const auto word = text.rfind(' ', enough);
    return word == std::string::npos ? text : text.substr(0, word) + " ...";
}

} // namespace bindery::codegen

#include "metadata/metadata.hpp"

#include "emit/spelling.hpp"
#include "rules/mine.hpp"
#include "text/markup.hpp"
#include "text/printable.hpp"

namespace bindery::codegen {
namespace {

/// Marks of direction, joints and breaks that nobody sees.
bool is_hidden(char32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

} // namespace

std::string prose_of(std::string_view marked) {
    const auto said = plain(marked);
    std::string text;
    for (std::string_view rest = said; !rest.empty();) {
        const auto [value, size] = code_point_at_start(rest);
        const auto next = rest.substr(0, size);
        rest.remove_prefix(size);
        const bool malformed = value == 0xFFFD && size == 1;
        const bool blank = malformed || value <= ' ' || value == 0x7F;
        if (blank && !text.empty() && text.back() != ' ')
            text += ' ';
        else if (!blank && !is_hidden(value))
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

void take_document(member& into, std::string_view document, const metadata_request& asked, report& said) {
    into.document = document;
    into.description_has_rules = true;
    if (asked.mined == mined_rules::off)
        return;
    into.rules = mine_rules(into.type, document);
    for (auto& each : into.rules) {
        each.at = into.where.at;
        if (asked.mined == mined_rules::enforce || !is_enforced(each))
            continue;
        said.note(into.where, "requests are not held to what the description of " + codegen::quoted(into.name) +
                                  " states: " + describe(into, each));
        each.relaxed = true;
    }
}

} // namespace bindery::codegen

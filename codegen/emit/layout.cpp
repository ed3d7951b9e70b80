#include "emit/layout.hpp"

#include "text/printable.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

char closing(char open) {
    return open == '<' ? '>' : open == '(' ? ')' : '}';
}

std::size_t last_line_width(std::string_view text) {
    const auto end = text.rfind('\n');
    return width(end == std::string_view::npos ? text : text.substr(end + 1));
}

/// East Asian letters are two columns wide.
bool is_wide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

std::string octal(unsigned byte) {
    const auto digit = [&](unsigned shift) { return static_cast<char>('0' + ((byte >> shift) & 7)); };
    return {'\\', digit(6), digit(3), digit(0)};
}

} // namespace

std::size_t width(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) {
        const auto [value, size] = code_point_at_start(text);
        columns += is_wide(value) ? 2 : 1;
        text.remove_prefix(size);
    }
    return columns;
}

std::string flat(const term& of) {
    std::string text = of.words;
    if (of.open == 0)
        return text;
    text += of.open;
    for (const auto& each : of.arguments)
        text += (&each == &of.arguments.front() ? "" : ", ") + flat(each);
    return text + closing(of.open);
}

std::string laid_out(const term& of, std::size_t column, std::string_view tail) {
    const auto whole = flat(of);
    if (of.open == 0 || of.arguments.empty() || column + width(whole) + tail.size() <= line_limit)
        return whole + std::string(tail);

    std::string text = of.words + of.open;
    const std::size_t margin = column + width(text);
    std::size_t at = margin;
    bool above_is_broken = false; // an argument over several lines is followed by a new one
    for (const auto& each : of.arguments) {
        const bool first = &each == &of.arguments.front();
        const bool last = &each == &of.arguments.back();
        const std::string behind = last ? closing(of.open) + std::string(tail) : ",";
        const bool fits = at + 1 + width(flat(each)) + behind.size() <= line_limit;
        if (!first && (!fits || above_is_broken)) {
            text += '\n' + std::string(margin, ' ');
            at = margin;
        } else if (!first) {
            text += ' ';
            ++at;
        }
        const auto piece = laid_out(each, at, behind);
        above_is_broken = piece.find('\n') != std::string::npos;
        at = above_is_broken ? last_line_width(piece) : at + width(piece);
        text += piece;
    }
    return text;
}

bool fits(std::size_t columns) {
    return columns <= line_limit;
}

std::string declaration(std::size_t indent, std::string_view comment, std::string_view before, const term& type,
                        std::string_view behind) {
    const std::string margin(indent, ' ');
    const auto opening = margin + std::string(before);
    const auto lines = opening + laid_out(type, width(opening), behind) + '\n';
    if (lines.find('\n') + 1 == lines.size() && fits(width(lines) - 1))
        return std::string(comment) + lines;
    return margin + "// clang-format off\n" + std::string(comment) + lines + margin + "// clang-format on\n";
}

std::string doc_comment(std::size_t indent, std::string_view said) {
    const auto safe = printable(said);
    std::string_view text = safe;
    const std::string opening = std::string(indent, ' ') + "///";
    std::string out;
    while (!text.empty()) {
        auto paragraph = trimmed(text.substr(0, text.find('\n')));
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
        if (paragraph.empty()) {
            out += opening + '\n';
            continue;
        }
        std::string line = opening;
        while (!(paragraph = trimmed(paragraph)).empty()) {
            const auto word = first_token(paragraph);
            paragraph.remove_prefix(word.size());
            if (line.size() > opening.size() && width(line) + 1 + width(word) > line_limit) {
                out += line + '\n';
                line = opening;
            }
            line += ' ' + std::string(word);
            if (line.ends_with('\\'))
                line += '.'; // at the end of a line it would take the next one into the comment
        }
        out += line + '\n';
    }
    return out;
}

std::string literal(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        const auto [value, size] = code_point_at_start(text);
        const auto bytes = text.substr(0, size);
        text.remove_prefix(size);
        if (value == '"' || value == '\\')
            out += '\\';
        if (is_control(value) || (value == 0xFFFD && size == 1))
            for (const char c : bytes) // the value is what it is, and the header shows it
                out += octal(static_cast<unsigned char>(c));
        else
            out += bytes;
    }
    return out + '"';
}

} // namespace bindery::codegen

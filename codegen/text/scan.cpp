#include "text/scan.hpp"

#include <algorithm>
#include <numeric>

namespace bindery::codegen {

namespace {

/// Blanks beyond ASCII, and the characters without width that pages hide between words: each of two or three bytes.
constexpr std::string_view wide_blanks[] = {"\u00A0", "\u2002", "\u2003", "\u2009",
                                            "\u3000", "\u200B", "\u200C", "\uFEFF"};

std::size_t wide_blank_at_start(std::string_view text) {
    if (text.empty() || static_cast<unsigned char>(text.front()) < 0x80)
        return 0;
    for (const auto blank : wide_blanks)
        if (text.starts_with(blank))
            return blank.size();
    return 0;
}

std::size_t wide_blank_at_end(std::string_view text) {
    if (text.empty() || static_cast<unsigned char>(text.back()) < 0x80)
        return 0;
    for (const auto blank : wide_blanks)
        if (text.ends_with(blank))
            return blank.size();
    return 0;
}

bool has_width(std::string_view blank) {
    return blank != "\u200B" && blank != "\u200C" && blank != "\uFEFF";
}

} // namespace

std::string_view trimmed(std::string_view text) {
    for (;;) {
        if (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n'))
            text.remove_prefix(1);
        else if (const auto front = wide_blank_at_start(text))
            text.remove_prefix(front);
        else if (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n'))
            text.remove_suffix(1);
        else if (const auto back = wide_blank_at_end(text))
            text.remove_suffix(back);
        else
            return text;
    }
}

int wide_blanks_before(std::string_view text, std::size_t at) {
    int count = 0;
    while (at > 0) {
        const auto wide = wide_blank_at_end(text.substr(0, at));
        if (wide == 0 && text[at - 1] != ' ' && text[at - 1] != '\t')
            break;
        count += wide > 0 && has_width(text.substr(at - wide, wide));
        at -= wide > 0 ? wide : 1;
    }
    return count;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

bool is_identifier(std::string_view text) {
    return !text.empty() && !is_digit(text.front()) && std::ranges::all_of(text, is_word);
}

bool is_dotted(std::string_view text) {
    if (text.empty() || !is_letter(text.front()) || text.back() == '.')
        return false;
    return std::ranges::all_of(text, [](char c) { return is_word(c) || c == '.'; }) &&
           text.find("..") == std::string_view::npos;
}

std::vector<std::size_t> word_starts(std::string_view run) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 1; i < run.size(); ++i) {
        const bool after_small = is_upper(run[i]) && !is_upper(run[i - 1]);
        const bool ends_capitals =
            is_upper(run[i]) && is_upper(run[i - 1]) && i + 1 < run.size() && is_lower(run[i + 1]);
        if (after_small || ends_capitals)
            starts.push_back(i);
    }
    return starts;
}

bool is_date(std::string_view text) {
    constexpr std::string_view pattern = "dddd-dd-dd";
    return std::ranges::equal(text, pattern, [](char c, char of) { return of == 'd' ? is_digit(c) : c == of; });
}

std::string_view first_token(std::string_view text) {
    return text.substr(0, text.find_first_of(" \t\n"));
}

std::optional<std::string_view> without_bullet(std::string_view text) {
    for (const std::string_view bullet : {"- ", "* ", "+ ", "\xE2\x80\xA2", "\xC2\xB7", "\xE2\x97\x8F", "\xE2\x96\xAA"})
        if (text.starts_with(bullet))
            return trimmed(text.substr(bullet.size()));
    return std::nullopt;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace bindery::codegen

#include "text/scan.hpp"

#include <algorithm>
#include <numeric>

namespace bindery::codegen {

namespace {

/// Blanks, those beyond ASCII and the characters without width that pages hide between words.
constexpr std::string_view blanks[] = {" ",      "\t",     "\n",     "\u00A0", "\u2002", "\u2003",
                                       "\u2009", "\u3000", "\u200B", "\u200C", "\uFEFF"};

std::size_t blank_at_start(std::string_view text) {
    const auto starts = [&](std::string_view each) { return text.starts_with(each); };
    const auto* found = text.empty() || is_word(text.front()) ? std::end(blanks) : std::ranges::find_if(blanks, starts);
    return found == std::end(blanks) ? 0 : found->size();
}

std::size_t blank_at_end(std::string_view text) {
    const auto ends = [&](std::string_view each) { return text.ends_with(each); };
    const auto* found = text.empty() || is_word(text.back()) ? std::end(blanks) : std::ranges::find_if(blanks, ends);
    return found == std::end(blanks) ? 0 : found->size();
}

bool has_width(std::string_view blank) {
    return blank != "\u200B" && blank != "\u200C" && blank != "\uFEFF";
}

} // namespace

std::string_view trimmed(std::string_view text) {
    while (const auto size = blank_at_start(text))
        text.remove_prefix(size);
    while (const auto size = blank_at_end(text))
        text.remove_suffix(size);
    return text;
}

bool take_start(std::string_view& text, std::initializer_list<std::string_view> signs) {
    for (const auto sign : signs)
        if (text.size() > sign.size() && text.starts_with(sign)) {
            text.remove_prefix(sign.size());
            return true;
        }
    return false;
}

bool take_end(std::string_view& text, std::initializer_list<std::string_view> signs) {
    for (const auto sign : signs)
        if (text.size() > sign.size() && text.ends_with(sign)) {
            text.remove_suffix(sign.size());
            return true;
        }
    return false;
}

int wide_blanks_before(std::string_view text, std::size_t at) {
    int count = 0;
    for (text = text.substr(0, at); !text.ends_with('\n');) {
        const auto size = blank_at_end(text);
        if (size == 0)
            break;
        count += size > 1 && has_width(text.substr(text.size() - size));
        text.remove_suffix(size);
    }
    return count;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string_view without_bold(std::string_view words) {
    while (words.size() > 2 && words.starts_with('*') && words.ends_with('*'))
        words = trimmed(words.substr(1, words.size() - 2));
    return words;
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

bool reads_as_code(std::string_view word) {
    return is_dotted(word) && is_upper(word.front()) &&
           (word.find('.') != std::string_view::npos || !word_starts(word).empty());
}

bool reads_as_status(std::string_view word) {
    return word.size() == 3 && std::ranges::all_of(word, is_digit);
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

#include "diff/texts.hpp"

#include "rules/mine.hpp"
#include "text/markup.hpp"
#include "text/printable.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <set>

namespace bindery::codegen {
namespace {

std::string_view text_of(const member& of) {
    return of.document.empty() ? of.description : of.document;
}

/// The words of a text, a blank around each: letters and digits of ASCII make words, other characters are one each, and
/// signs are none. Numbers are words, `1,024` and `0.5` too.
std::string words_of(std::string_view marked) {
    const auto text = plain(marked);
    std::string words = " ";
    const auto end_word = [&] {
        if (!words.ends_with(' '))
            words += ' ';
    };
    const auto digit = [&](std::size_t at) { return at < text.size() && is_digit(text[at]); };
    for (std::size_t at = 0; at < text.size();) {
        const auto [value, size] = code_point_at_start(std::string_view(text).substr(at));
        const bool in_number = at > 0 && digit(at - 1) && digit(at + 1);
        if (value < 0x80 && is_word(static_cast<char>(value))) {
            words += static_cast<char>(value);
        } else if (in_number && value == '.') {
            words += '.';
        } else if (!(in_number && value == ',' && digit(at + 2) && digit(at + 3) && !digit(at + 4))) {
            end_word();
            const bool is_sign = value < 0x80 || (value >= 0x2000 && value < 0x2070) ||
                                 (value >= 0x3000 && value < 0x3020) || (value >= 0xFF00 && value < 0xFF10) ||
                                 value == 0xA0;
            if (!is_sign)
                words.append(text, at, size) += ' ';
        }
        at += size;
    }
    end_word();
    return words;
}

std::multiset<std::string_view> numbers_in(std::string_view words) {
    std::multiset<std::string_view> numbers;
    for (std::size_t at = 0; at < words.size();) {
        const auto end = std::min(words.find(' ', at), words.size());
        if (end > at && is_digit(words[at]))
            numbers.insert(words.substr(at, end - at));
        at = end + 1;
    }
    return numbers;
}

} // namespace

both_texts::both_texts(const member& was, const member& is)
    : was_(was), is_(is), mined_(was.description_has_rules && is.description_has_rules) {
    if (!mined_)
        return;
    before_ = words_of(text_of(was));
    after_ = words_of(text_of(is));
}

bool both_texts::stands_in(const std::string& text, const member& of, const rule& one) {
    const auto sentence = words_of(sentence_behind(one, of.type, text_of(of)));
    return sentence.size() > 1 && text.find(sentence) != std::string::npos;
}

std::size_t both_texts::count(std::string_view value, const std::string& text) {
    const auto words = words_of(value);
    std::size_t found = 0;
    if (words.size() > 1)
        for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
            ++found;
    return found;
}

bool both_texts::is_rarer(std::string_view value, const std::string& in, const std::string& than) const {
    const auto here = mined_ ? count(value, in) : 0;
    // `0` of "0.0", or seconds of "2 hours": some number differs, or none does.
    if (here == 0 && !was_.document.empty() && !value.empty() && is_digit(value.back()))
        return numbers_in(in) != numbers_in(than);
    return here == 0 || count(value, than) < here;
}

} // namespace bindery::codegen

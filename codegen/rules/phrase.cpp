#include "rules/phrase.hpp"

#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>

namespace bindery::codegen {
namespace {

constexpr std::string_view small_numbers[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                              "seven", "eight", "nine", "ten",   "eleven", "twelve"};

bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

std::size_t size_of_character(std::string_view text) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
        ++size;
    return size;
}

/// The size of the number at the start of a text, with its thousands parted by commas or not, and with a fraction or
/// not; its digits go to `digits`.
std::size_t number_at_start(std::string_view text, std::string& digits, bool may_have_thousands) {
    std::size_t size = 0;
    while (size < text.size()) {
        const bool parts_thousands = may_have_thousands && text[size] == ',' && size > 0 && size <= 3 + digits.size() &&
                                     size + 3 < text.size() &&
                                     std::ranges::all_of(text.substr(size + 1, 3), is_digit) && digits.size() <= 12 &&
                                     (size + 4 == text.size() || !is_digit(text[size + 4]));
        if (is_digit(text[size]))
            digits += text[size];
        else if (!parts_thousands)
            break;
        ++size;
    }
    if (size + 1 < text.size() && text[size] == '.' && is_digit(text[size + 1])) {
        digits += '.';
        for (++size; size < text.size() && is_digit(text[size]); ++size)
            digits += text[size];
    }
    return size;
}

/// Signs that join the words beside them to one: "non-negative", "MB/s", "example.com", "H.266".
bool joins(std::string_view left, std::size_t at) {
    if (at == 0 || at + 1 >= left.size() || !is_word(left[at - 1]) || !is_word(left[at + 1]))
        return false;
    return left[at] == '-' || left[at] == '/' || left[at] == '\'' ||
           (left[at] == '.' && (is_digit(left[at + 1]) || is_lower(left[at + 1])));
}

constexpr std::pair<std::string_view, std::string_view> wide_signs[] = {
    {"，", ","}, {"。", "."}, {"；", ";"}, {"：", ":"}, {"（", "("},      {"）", ")"},      {"、", ","},
    {"～", "~"}, {"–", "-"},  {"—", "-"},  {"’", "'"},  {"\u2265", ">="}, {"\u2264", "<="}, {"“", "\""},
    {"”", "\""}, {"【", "["}, {"】", "]"}, {"！", "."}, {"？", "?"}};

class splitter {
public:
    splitter(std::string& text, std::vector<word>& words) : text_(text), words_(words) {}

    void mark(word::mark_of what, std::size_t at, int depth) {
        word next;
        next.text = "\n";
        next.mark = what;
        next.depth = depth;
        next.at = at;
        next.begin = next.end = text_.size();
        next.ends_sentence = true;
        text_ += '\n';
        words_.push_back(std::move(next));
    }

    void take(const marked_piece& from) {
        const auto base = text_.size();
        text_ += from.text;
        for (std::size_t i = 0; i < from.text.size();) {
            const auto left = std::string_view(from.text).substr(i);
            if (left.front() == ' ' || left.front() == '\t' || left.front() == '\n' || left.front() == '\r') {
                ++i;
                continue;
            }
            word next;
            next.at = from.at + i;
            next.set_off = from.set_off;
            const auto size = split(left, i == 0 ? ' ' : from.text[i - 1], next);
            next.begin = base + i;
            next.end = next.begin + size;
            i += size;
            const bool behind_is_open = i >= from.text.size() || from.text[i] == ' ' || from.text[i] == '\n' ||
                                        is_upper(from.text[i]) || is_beyond_ascii(from.text[i]) ||
                                        from.text[i] == ')' || from.text[i] == '"';
            next.ends_sentence = next.text == ";" || ((next.text == "." || next.text == "!") && behind_is_open);
            words_.push_back(std::move(next));
        }
    }

private:
    std::size_t split(std::string_view left, char before, word& into) const {
        const bool may_be_negative = left.front() == '-' && left.size() > 1 && is_digit(left[1]) && !is_word(before) &&
                                     before != ')' && before != ']' &&
                                     !(words_.size() > 0 && words_.back().value && before == ' ');
        if (is_digit(left.front()) || may_be_negative) {
            std::string digits = may_be_negative ? "-" : "";
            const auto size =
                number_at_start(left.substr(may_be_negative), digits, before != '[' && before != '(') + may_be_negative;
            double value = 0;
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
            if (error == std::errc{}) {
                into.value = value;
                std::int64_t whole = 0;
                if (std::from_chars(digits.data(), digits.data() + digits.size(), whole).ptr ==
                    digits.data() + digits.size())
                    into.number = whole;
            }
            into.text = left.substr(0, size);
            return size;
        }
        if (is_beyond_ascii(left.front())) {
            for (const auto& [wide, narrow] : wide_signs)
                if (left.starts_with(wide)) {
                    into.text = narrow;
                    return wide.size();
                }
            const auto size = size_of_character(left);
            into.text = left.substr(0, size);
            return size;
        }
        if (!is_word(left.front())) {
            const auto size = left.starts_with(">=") || left.starts_with("<=") ? 2u : 1u;
            into.text = std::string(left.substr(0, size)); // assigned in place, g++ 12 takes it for uninitialised at -O3
            return size;
        }
        std::size_t size = 0;
        while (size < left.size() && (is_word(left[size]) || joins(left, size)))
            ++size;
        into.text = lowered(left.substr(0, size));
        if (const auto* named = std::ranges::find(small_numbers, into.text); named != std::end(small_numbers)) {
            into.number = named - std::begin(small_numbers);
            into.value = static_cast<double>(*into.number);
        }
        return size;
    }

    std::string& text_;
    std::vector<word>& words_;
};

bool matches(const word& there, std::string_view wanted, phrase_match& so_far) {
    if (wanted == "#") {
        if (!there.value)
            return false;
        so_far.numbers.push_back(there.number.value_or(static_cast<std::int64_t>(*there.value)));
        so_far.values.push_back(*there.value);
        return true;
    }
    if (wanted.size() < 2 || wanted.find('|') == std::string_view::npos)
        return there.text == wanted;
    while (!wanted.empty()) {
        const auto bar = std::min(wanted.find('|'), wanted.size());
        if (there.text == wanted.substr(0, bar)) {
            so_far.chosen.push_back(there.text);
            return true;
        }
        wanted.remove_prefix(std::min(bar + 1, wanted.size()));
    }
    return false;
}

/// A run of Chinese characters stands for as many words.
std::size_t match_characters(const wording& in, std::size_t first, std::string_view wanted) {
    std::size_t at = first;
    while (!wanted.empty()) {
        const auto size = size_of_character(wanted);
        if (at >= in.words.size() || in.words[at].text != wanted.substr(0, size))
            return 0;
        wanted.remove_prefix(size);
        ++at;
    }
    return at - first;
}

} // namespace

wording::wording(std::string_view marked) {
    splitter split(text, words);
    for (const auto& each : pieces_of(marked))
        switch (each.kind) {
        case marked_piece::words:
            split.take(each);
            break;
        case marked_piece::line:
            split.mark(word::line, each.at, each.depth);
            break;
        case marked_piece::item:
            split.mark(word::item, each.at, each.depth);
            break;
        case marked_piece::list_end:
            split.mark(word::list_end, each.at, each.depth);
        }
}

std::string_view wording::said(std::size_t first, std::size_t behind) const {
    if (first >= behind || first >= words.size())
        return {};
    const auto end = words[std::min(behind, words.size()) - 1].end;
    return std::string_view(text).substr(words[first].begin, end - words[first].begin);
}

std::size_t wording::sentence_begin(std::size_t of) const {
    while (of > 0 && !words[of - 1].ends_sentence)
        --of;
    return of;
}

std::size_t wording::sentence_end(std::size_t of) const {
    while (of < words.size() && !words[of].ends_sentence)
        ++of;
    return of;
}

std::optional<phrase_match> phrase_at(const wording& in, std::size_t first, std::string_view phrase) {
    phrase_match found;
    found.first = found.next = first;
    while (!(phrase = trimmed(phrase)).empty()) {
        auto wanted = first_token(phrase);
        phrase.remove_prefix(wanted.size());
        const bool may_be_missing = wanted.size() > 1 && wanted.ends_with('?');
        if (may_be_missing)
            wanted.remove_suffix(1);
        if (is_beyond_ascii(wanted.front()) && wanted.find('|') == std::string_view::npos) {
            const auto count = match_characters(in, found.next, wanted);
            if (count == 0 && !may_be_missing)
                return std::nullopt;
            found.next += count;
            continue;
        }
        if (found.next < in.words.size() && matches(in.words[found.next], wanted, found))
            ++found.next;
        else if (!may_be_missing)
            return std::nullopt;
    }
    return found;
}

std::optional<phrase_match> find_phrase(const wording& in, std::string_view phrase, std::size_t from) {
    auto opening = first_token(trimmed(phrase));
    const bool plain = opening.size() > 1 && opening.find_first_of("#|?") == std::string_view::npos &&
                       !is_beyond_ascii(opening.front());
    for (std::size_t first = from; first < in.words.size(); ++first)
        if (!plain || in.words[first].text == opening)
            if (auto found = phrase_at(in, first, phrase))
                return found;
    return std::nullopt;
}

std::optional<phrase_match> find_any_phrase(const wording& in, std::initializer_list<std::string_view> phrases) {
    for (const auto phrase : phrases)
        if (auto found = find_phrase(in, phrase))
            return found;
    return std::nullopt;
}

} // namespace bindery::codegen

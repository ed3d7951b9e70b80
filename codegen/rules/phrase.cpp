#include "rules/phrase.hpp"

#include "text/scan.hpp"

#include <algorithm>
#include <charconv>
#include <initializer_list>

namespace bindery::codegen {
namespace {

constexpr std::string_view small_numbers[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                              "seven", "eight", "nine", "ten",   "eleven", "twelve"};

/// The number at the start of a text, with its thousands parted by commas or not, and its size.
std::pair<std::optional<std::int64_t>, std::size_t> number_at_start(std::string_view text) {
    std::string digits;
    std::size_t size = 0;
    while (size < text.size()) {
        const bool parts_thousands = text[size] == ',' && size + 3 < text.size() &&
                                     std::ranges::all_of(text.substr(size + 1, 3), is_digit) &&
                                     (size + 4 == text.size() || !is_digit(text[size + 4]));
        if (is_digit(text[size]))
            digits += text[size];
        else if (!parts_thousands)
            break;
        ++size;
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || digits.empty())
        return {std::nullopt, size};
    return {value, size};
}

bool belongs_to_a_word(char c) {
    return is_word(c) || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
}

bool matches(const word& there, std::string_view wanted, phrase_match& so_far) {
    if (wanted == "#") {
        if (!there.number)
            return false;
        so_far.numbers.push_back(*there.number);
        return true;
    }
    if (wanted.find('|') == std::string_view::npos)
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

std::optional<phrase_match> match_at(const wording& in, std::size_t first, std::string_view phrase) {
    phrase_match found;
    found.first = found.next = first;
    while (!(phrase = trimmed(phrase)).empty()) {
        auto wanted = first_token(phrase);
        phrase.remove_prefix(wanted.size());
        const bool may_be_missing = wanted.size() > 1 && wanted.ends_with('?');
        if (may_be_missing)
            wanted.remove_suffix(1);
        if (found.next < in.words.size() && matches(in.words[found.next], wanted, found))
            ++found.next;
        else if (!may_be_missing)
            return std::nullopt;
    }
    return found;
}

} // namespace

wording::wording(std::string_view description) : text(description) {
    for (std::size_t at = 0; at < text.size();) {
        const auto left = std::string_view(text).substr(at);
        if (left.front() == ' ' || left.front() == '\t') {
            ++at;
            continue;
        }
        word next;
        next.begin = at;
        if (is_digit(left.front())) {
            const auto [value, size] = number_at_start(left);
            next.number = value;
            next.end = at + size;
        } else if (belongs_to_a_word(left.front())) {
            const auto size =
                static_cast<std::size_t>(std::ranges::find_if_not(left, belongs_to_a_word) - left.begin());
            next.end = at + size;
        } else {
            next.end = at + 1;
        }
        next.text = lowered(std::string_view(text).substr(next.begin, next.end - next.begin));
        if (const auto* named = std::ranges::find(small_numbers, next.text); named != std::end(small_numbers))
            next.number = named - std::begin(small_numbers);
        at = next.end;
        words.push_back(std::move(next));
    }
}

std::optional<phrase_match> find_phrase(const wording& in, std::string_view phrase, std::size_t from) {
    for (std::size_t first = from; first < in.words.size(); ++first)
        if (auto found = match_at(in, first, phrase))
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

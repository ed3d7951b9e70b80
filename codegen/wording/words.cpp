#include "wording/words.hpp"

#include "text/printable.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

constexpr std::string_view small_numbers[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                              "seven", "eight", "nine", "ten",   "eleven", "twelve"};

/// The size of the number at the start of a text, with its thousands parted by commas or not, and with a fraction or
/// not; its digits go to `digits`.
std::size_t number_at_start(std::string_view text, std::string& digits, bool may_have_thousands) {
    std::size_t size = 0;
    const auto parts_thousands = [&] {
        return may_have_thousands && text[size] == ',' && size > 0 && size + 3 < text.size() && digits.size() <= 12 &&
               std::ranges::all_of(text.substr(size + 1, 3), is_digit) &&
               (size + 4 == text.size() || !is_digit(text[size + 4]));
    };
    for (; size < text.size() && (is_digit(text[size]) || parts_thousands()); ++size)
        if (text[size] != ',')
            digits += text[size];
    if (size + 1 < text.size() && text[size] == '.' && is_digit(text[size + 1]))
        do
            digits += text[size];
        while (++size < text.size() && is_digit(text[size]));
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

/// Takes the word at the start of a text, and tells its size; `before` is the sign before it.
std::size_t take_word(std::string_view left, char before, bool follows_number, word& into) {
    std::size_t size = 0;
    const bool is_negative = left.front() == '-' && left.size() > 1 && is_digit(left[1]) && !is_word(before) &&
                             before != ')' && before != ']' && !(follows_number && before == ' ');
    if (is_digit(left.front()) || is_negative) {
        std::string digits = is_negative ? "-" : "";
        size = is_negative + number_at_start(left.substr(is_negative), digits, before != '[' && before != '(');
        into.value = number_in<double>(digits);
        into.number = number_in<std::int64_t>(digits);
        into.text = left.substr(0, size);
    } else if (is_beyond_ascii(left.front())) {
        const auto* const sign =
            std::ranges::find_if(wide_signs, [&](const auto& each) { return left.starts_with(each.first); });
        const bool is_sign = sign != std::end(wide_signs);
        size = is_sign ? sign->first.size() : code_point_at_start(left).size;
        into.text = is_sign ? sign->second : left.substr(0, size);
    } else if (!is_word(left.front())) {
        size = left.starts_with(">=") || left.starts_with("<=") ? 2 : 1;
        into.text = std::string(left.substr(0, size)); // assigned in place, g++ 12 takes it for uninitialised at -O3
    } else {
        while (size < left.size() && (is_word(left[size]) || joins(left, size)))
            ++size;
        into.text = lowered(left.substr(0, size));
        if (const auto* named = std::ranges::find(small_numbers, into.text); named != std::end(small_numbers)) {
            into.number = named - std::begin(small_numbers);
            into.value = static_cast<double>(*into.number);
        }
    }
    return size;
}

void split(const marked_piece& from, wording& into) {
    const auto base = into.text.size();
    into.text += from.text;
    for (std::size_t i = 0; i < from.text.size();) {
        const auto left = std::string_view(from.text).substr(i);
        if (std::string_view(" \t\n\r").find(left.front()) != std::string_view::npos) {
            ++i;
            continue;
        }
        word next;
        next.at = from.at + i;
        next.begin = base + i;
        next.set_off = from.set_off;
        i += take_word(left, i == 0 ? ' ' : from.text[i - 1], !into.words.empty() && into.words.back().value, next);
        next.end = base + i;
        const char behind = i < from.text.size() ? from.text[i] : ' ';
        const bool behind_is_open = is_upper(behind) || is_beyond_ascii(behind) ||
                                    std::string_view(" \n)\"").find(behind) != std::string_view::npos;
        next.ends_sentence =
            next.text == ";" || ((next.text == "." || next.text == "!" || next.text == "?") && behind_is_open);
        into.words.push_back(std::move(next));
    }
}

/// Words of its sentence that a word is understood by: more would cost time that grows with the square of the text.
constexpr std::size_t context = 120;

} // namespace

wording::wording(std::string_view marked) {
    for (const auto& each : pieces_of(marked)) {
        if (each.kind == marked_piece::words) {
            split(each, *this);
            continue;
        }
        word mark;
        mark.mark = each.kind;
        mark.text = "\n";
        mark.at = each.at;
        mark.begin = mark.end = text.size();
        mark.depth = each.depth;
        mark.ends_sentence = true;
        text += '\n';
        words.push_back(std::move(mark));
    }
    std::size_t first = 0;          // of the sentence
    std::vector<std::size_t> items; // that are open, by their marks
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto& here = words[i];
        here.sentence_first = first;
        if (here.ends_sentence || i + 1 == words.size()) {
            for (auto of = first; of <= i; ++of)
                words[of].sentence_behind = here.ends_sentence ? i : i + 1;
            first = i + 1;
        }
        if (here.mark == word::item || here.mark == word::list_end)
            while (!items.empty() && words[items.back()].depth >= here.depth + (here.mark == word::list_end))
                items.pop_back();
        here.in_item = items.empty() ? 0 : items.back() + 1;
        if (here.mark == word::item)
            items.push_back(i);
    }
}

std::string_view wording::said(std::size_t first, std::size_t behind) const {
    if (first >= behind || first >= words.size())
        return {};
    const auto end = words[std::min(behind, words.size()) - 1].end;
    return std::string_view(text).substr(words[first].begin, end - words[first].begin);
}

std::size_t wording::sentence_begin(std::size_t of) const {
    if (of >= words.size())
        return words.empty() ? 0 : words.back().ends_sentence ? words.size() : words.back().sentence_first;
    return std::max(words[of].sentence_first, of < context ? 0 : of - context);
}

std::size_t wording::sentence_end(std::size_t of) const {
    return of >= words.size() ? words.size() : std::min(words[of].sentence_behind, of + context);
}

bool wording::is(std::size_t at, std::initializer_list<std::string_view> any) const {
    return at < words.size() && std::ranges::find(any, words[at].text) != any.end();
}

bool wording::holds(std::size_t first, std::size_t behind, std::initializer_list<std::string_view> any) const {
    for (std::size_t i = first; i < std::min(behind, words.size()); ++i)
        if (is(i, any))
            return true;
    return false;
}

std::size_t wording::behind_bracket(std::size_t at) const {
    int open = 0;
    for (const auto limit = at + context; !ends(at) && at < limit; ++at) {
        open += is(at, {"("});
        open -= is(at, {")"});
        if (open == 0)
            return at + 1;
    }
    return at;
}

} // namespace bindery::codegen

#include "rules/words.hpp"

#include "text/markup.hpp"
#include "text/printable.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <charconv>

namespace bindery::codegen {
namespace {

constexpr std::string_view small_numbers[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                              "seven", "eight", "nine", "ten",   "eleven", "twelve"};

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
            next.ends_sentence =
                next.text == ";" || ((next.text == "." || next.text == "!" || next.text == "?") && behind_is_open);
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
            const auto size = code_point_at_start(left).size;
            into.text = left.substr(0, size);
            return size;
        }
        if (!is_word(left.front())) {
            const auto size = left.starts_with(">=") || left.starts_with("<=") ? 2u : 1u;
            into.text =
                std::string(left.substr(0, size)); // assigned in place, g++ 12 takes it for uninitialised at -O3
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

/// Words of its sentence that a word is understood by: more would cost time that grows with the square of the text.
constexpr std::size_t context = 120;

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
    for (std::size_t first = 0, i = 0; i < words.size(); ++i) {
        words[i].sentence_first = first;
        if (!words[i].ends_sentence && i + 1 < words.size())
            continue;
        for (auto of = first; of <= i; ++of)
            words[of].sentence_behind = words[i].ends_sentence ? i : i + 1;
        first = i + 1;
    }
    std::vector<std::size_t> items; // that are open, by their marks
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& here = words[i];
        if (here.mark == word::item || here.mark == word::list_end)
            while (!items.empty() && words[items.back()].depth >= here.depth + (here.mark == word::list_end))
                items.pop_back();
        words[i].in_item = items.empty() ? 0 : items.back() + 1;
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

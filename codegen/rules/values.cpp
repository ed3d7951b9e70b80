#include "rules/values.hpp"

#include "rules/bounds.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>
#include <ranges>
#include <set>

namespace bindery::codegen {
namespace {

/// How far an explanation may reach.
constexpr std::size_t explanation = 120;

/// The sign or word between a value and its explanation, and the word behind it.
struct explainer {
    std::string_view sign;
    std::size_t behind = 0;
};

/// A value with its explanation.
struct entry : value_match, explainer {};

bool begins_word(const word& of) {
    return is_word(of.text.front()) || of.value;
}

std::optional<explainer> explainer_at(const described& in, std::size_t at) {
    if (in.is(at, {"("}))
        return explainer{"(", in.behind_bracket(at)};
    if (const auto found = phrases<"explains">.at(in, at); found && (in.of.is_number || !in.is(at, {"is"})))
        return explainer{in.text_at(at), found->next};
    // "1. ordinary", "0 Off"
    const auto word = at + in.is(at, {"."});
    if (!in.of.is_number || in.ends(word) || in.words[word].value || !is_letter(in.words[word].text.front()) ||
        phrases<"no explanation">.at(in, word) || unit_at(in, word))
        return std::nullopt;
    return explainer{word == at ? " " : ".", word};
}

std::optional<entry> entry_at(const described& in, std::size_t at) {
    const auto value = value_at(in, at);
    const auto own = value ? explainer_at(in, value->next) : std::nullopt;
    return own ? std::optional(entry{*value, *own}) : std::nullopt;
}

bool is_remark(const wording& in, std::size_t at) {
    return !in.is_set_off(at) && phrases<"remark">.at(in, at);
}

/// Whether a list leaves room for more, as told in its sentence by one of so many words.
bool is_open(const wording& in, std::size_t first, std::size_t words) {
    return phrases<"open list">.find(in, first, std::min(in.sentence_end(first), first + words)).has_value();
}

/// Values in a row, each with no more than an aside in brackets.
std::optional<value_list> row_at(const described& in, std::size_t at) {
    const auto first = at;
    const bool bracket = in.is(at, {"[", "{", "("});
    if (bracket && stretch_at(in, at))
        return std::nullopt;
    const auto is_behind_list = [&](std::size_t i) { return phrases<"behind list">.at(in, i) || is_remark(in, i); };
    value_list found;
    bool all_set_off = true;
    for (at += bracket;;) {
        auto value = in.of.is_number && stretch_at(in, at) ? std::nullopt : value_at(in, at);
        if (!value)
            return std::nullopt;
        all_set_off = all_set_off && in.words[at].set_off;
        found.push_back(std::move(value->text));
        const auto next = in.is(value->next, {"("}) ? in.behind_bracket(value->next) : value->next;
        at = phrases<"separator">.behind_all(in, next);
        if (at == next || in.ends(at) || (!in.is_set_off(at) && is_behind_list(at))) // "A, B, default value: A"
            break;
    }
    at += bracket && in.is(at, {"]", "}", ")"});
    if (!(in.ends(at) || in.is(at, {".", ";", ")", "!", ">"}) || is_behind_list(at)) ||
        phrases<"open list">.find(in, first, std::min(in.sentence_end(at - 1), at + 6)))
        return std::nullopt;
    // "MYSQL/MARIADB/REDIS"
    if (found.size() > 1 || all_set_off || found[0].find('/') == std::string::npos)
        return found;
    value_list parts;
    for (const auto part : std::views::split(found[0], '/'))
        parts.emplace_back(part.begin(), part.end());
    return parts;
}

/// Where the next value with its explanation begins, from within an explanation on; 0 if the list has ended.
std::size_t next_entry(const described& in, std::size_t at, std::string_view sign, std::int64_t last) {
    const auto limit = std::min(at + explanation, in.size());
    for (std::size_t i = at; i < limit; ++i) {
        const auto here = in.mark(i);
        if (here == word::item || here == word::list_end)
            return 0;
        if (in.is(i, {"("})) {
            i = in.behind_bracket(i) - 1;
            continue;
        }
        const auto explained = in.words[i].number == last + 1 && sign != " " ? explainer_at(in, i + 1) : std::nullopt;
        if (explained && explained->sign == sign)
            return i; // "1: with audio 2: without"
        const bool strong = here == word::line || in.words[i].ends_sentence;
        const bool dash = in.is(i, {"-"}) && !in.is_glued(i) && !in.is_glued(i + 1);
        if (strong || dash || in.is(i, {",", "and", "or", "|", "/"})) {
            auto next = phrases<"separator">.behind_all(in, i + 1);
            while (in.is(next, {"-"}) && !in.is_glued(next + 1))
                next = phrases<"separator">.behind_all(in, next + 1);
            const auto found = is_remark(in, next) ? std::nullopt : entry_at(in, next);
            if (found && (found->sign == sign || (strong && in.words[next].number && found->sign != " ")))
                return next;
        }
        if (here == word::line ? i > at : strong && in.mark(i + 1) != word::line)
            return 0;
    }
    return 0;
}

/// Whether something further on, within reach of an explanation, looks like one more entry.
bool goes_on_behind(const described& in, std::size_t at, std::string_view sign) {
    bool in_line = sign == ":";
    for (auto i = at; i < std::min(at + explanation, in.size()); ++i) {
        const bool stops = in.ends(i) || in.words[i].ends_sentence;
        if ((stops && looks_like_entry(in, i + 1)) || (in_line && in.is(i, {":"}) && in.holds(at, i, {";"})))
            return true;
        in_line = in_line && !in.ends(i) && !in.is(i, {"."});
    }
    return false;
}

/// A value, or several that are explained together, at the begin of an item.
bool take_entry(const described& in, std::size_t at, value_list& into) {
    for (;;) {
        const auto value = value_at(in, at);
        if (!value)
            return false;
        into.push_back(value->text);
        const auto also = phrases<"or nothing">.at(in, value->next);
        const auto next = also ? also->next : value->next;
        if (explainer_at(in, next) || in.ends(next) || in.is(next, {".", ";", "!"}))
            return true;
        at = phrases<"separator">.behind_all(in, next);
        if (at == next || is_open(in, next, 12))
            return false;
    }
}

/// Values an item or a line each.
std::optional<value_list> below(const described& in, std::size_t at) {
    const bool in_lines = in.mark(at) == word::line && item_at(in, at) == 0;
    value_list found;
    int depth = -1;
    for (; at < in.size(); ++at) {
        const auto& here = in.words[at];
        if (here.mark == word::words && depth >= 0 && here.in_item == 0 && !in.is(at, {".", ";", ","}))
            break; // text behind the list
        if (here.mark == word::words || here.mark == word::list_end)
            continue; // of the entry before
        if (here.mark == word::item && depth < 0)
            depth = here.depth;
        const bool item = item_at(in, at) != 0;
        if ((here.mark == word::item && here.depth < depth) || (!item && !in_lines && here.depth < 0))
            break; // text behind the list; else it stands within an item, and the list goes on below
        const auto first = item ? item_at(in, at) : at + 1;
        const bool is_inside = here.mark == word::item && here.depth > depth;
        const bool alone = !is_quoted(in, first) && in.ends(phrases<"separator">.behind_all(in, first)); // "or"
        if (is_inside || (!item && !in_lines) || in.ends(first) || alone)
            continue;
        // "Default: the managed ones" is an entry like the others, "Default: A" a remark.
        const bool is_entry = in.is(first, {"default"}) && in.is(first + 1, {":"}) && !ends_clause(in, first + 3);
        const bool remark = !is_entry && is_remark(in, first) && in.holds(first, first + 4, {":"});
        const auto before = found.size();
        if (!remark && !take_entry(in, first, found)) {
            found.resize(before);
            if (!in_lines || looks_like_entry(in, first))
                return std::nullopt;
            break; // text behind the lines
        }
    }
    return found.empty() ? std::nullopt : std::optional(found);
}

} // namespace

bool is_in_capitals(std::string_view written) {
    return std::ranges::none_of(written, is_lower) && std::ranges::any_of(written, is_upper);
}

bool is_proper(const wording& in, std::size_t at) {
    const auto written = in.ends(at) ? std::string_view{} : in.said(at, at + 1);
    return !written.empty() &&
           (is_quoted(in, at) || in.words[at].value || (is_letter(written.front()) && is_in_capitals(written)) ||
            written.find_first_of("_-") != std::string_view::npos || std::ranges::any_of(written, is_digit));
}

std::optional<value_match> value_at(const described& in, std::size_t at) {
    const auto quote = in.is_quote(at) ? in.text_at(at) : std::string_view{};
    const bool quoted = !quote.empty();
    at += quoted;
    if (in.ends(at))
        return std::nullopt;
    const auto& opening = in.words[at];
    const auto begin = at++;
    if (in.of.is_number) {
        const bool goes_on = in.is_glued(at) && is_word(in.text_at(at).front()) && !in.words[at].set_off;
        if (!opening.number || !is_digit(opening.text.back()) || goes_on) // "720p"
            return std::nullopt;
        return value_match{std::to_string(*opening.number), at + (quoted && in.is(at, {quote}))};
    }
    if (!begins_word(opening) && !(in.is(begin, {"/", "*", ".", "#", "-", "@"}) && in.is_glued(at)))
        return std::nullopt;
    for (; !in.ends(at) && !(quoted && in.is(at, {quote})); ++at) {
        const auto& here = in.words[at];
        const bool glued = in.is_glued(at);
        const bool goes_on = glued && in.is_glued(at + 1) && begins_word(in.words[at + 1]);
        if (opening.set_off || quoted) { // its end is marked
            const bool has_ended = !quoted && !here.set_off && !(glued && is_word(here.text.front()));
            if (has_ended || in.is(at, {",", ";"}) || (in.is(at, {":", "."}) && !goes_on))
                break;
        } else { // it may hold signs, with more of it behind them
            const bool is_ratio = goes_on && in.words[at - 1].value && in.words[at + 1].value;
            const bool joins = in.is(at, {":"}) ? is_ratio : goes_on && in.is(at, {"-", ".", "/", "+", "*", "@", "#"});
            if (!glued || here.set_off || here.ends_sentence || !(joins || in.is(at, {"%"}) || begins_word(here)))
                break;
        }
    }
    const auto text = in.said(begin, at);
    if (std::ranges::count(text, ' ') > 4)
        return std::nullopt;
    return value_match{std::string(text), at + (quoted && in.is(at, {quote}))};
}

bool looks_like_entry(const described& in, std::size_t at) {
    return !is_remark(in, at) && entry_at(in, at);
}

std::optional<value_list> explained_at(const described& in, std::size_t at) {
    value_list found;
    std::string_view sign;
    at += in.is(at, {"[", "("});
    const bool dashed = in.is(at, {"-0"}); // and so are the others
    while (at != 0 || found.empty()) {
        const auto one = entry_at(in, at);
        if (!one)
            return std::nullopt;
        if (found.empty())
            sign = one->sign;
        found.push_back(one->text.substr(dashed && one->text.starts_with('-')));
        const auto last = in.words[one->next - 1].number.value_or(-1);
        at = next_entry(in, one->sign == "(" ? one->behind - 1 : one->behind, sign, last);
        if ((sign == "(" && is_open(in, one->behind, 3)) || (at == 0 && goes_on_behind(in, one->behind, sign)))
            return std::nullopt;
    }
    return found;
}

std::size_t item_at(const wording& in, std::size_t at) {
    const bool item = in.mark(at) == word::item;
    if (!item && in.mark(at) != word::line)
        return 0;
    const bool bullet = in.is(at + 1, {"-", "*", "•", "·", "+", "\u25cf"}) && !in.ends(at + 2);
    return item || bullet ? at + 1 + bullet : 0;
}

std::optional<value_list> list_at(const described& in, std::size_t at) {
    while (in.is(at, {":", ".", "`", "="}) && !in.is_glued(at + 1))
        ++at;
    std::optional<value_list> found;
    if (!in.ends(at)) {
        found = row_at(in, at);
        const bool may_be_explained = !found || found->size() == 1; // "1. low, 2. high" begins like a row of one
        auto explained = may_be_explained ? explained_at(in, at + in.is(at, {"-"})) : std::nullopt;
        if (explained && (!found || explained->size() > 1))
            found = std::move(explained);
    } else {
        if (in.mark(at) == word::line && item_at(in, at) == 0)
            found = explained_at(in, at + 1);
        if (!found)
            found = below(in, at);
    }
    // The same value twice: they are values of different things.
    return found && std::set(found->begin(), found->end()).size() == found->size() ? found : std::nullopt;
}

} // namespace bindery::codegen

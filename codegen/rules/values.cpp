#include "rules/values.hpp"

#include "rules/bounds.hpp"
#include "rules/context.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>
#include <set>

namespace bindery::codegen {
namespace {

/// How far an explanation may reach.
constexpr std::size_t explanation = 120;

/// Signs that a value may hold, with more of it behind them.
bool is_value_sign(std::string_view text) {
    return text.size() == 1 && std::string_view("-./+*@#:%").find(text) != std::string_view::npos;
}

bool begins_word(const word& of) {
    return is_word(of.text.front()) || of.value;
}

} // namespace

std::size_t value_reader::behind_separators(std::size_t at) const {
    while (said_.is(at, {",", ";", "and", "or", "/", "|", "和", "或"}))
        ++at;
    return at;
}

std::optional<value_reader::value> value_reader::value_at(std::size_t at) const {
    const auto quote = said_.is_quote(at) ? said_.text_at(at) : std::string_view{};
    const bool quoted = !quote.empty();
    at += quoted;
    if (said_.ends(at))
        return std::nullopt;
    const auto& opening = said_.words[at];
    const auto begin = at++;
    if (of_.is_number) {
        const bool goes_on = said_.is_glued(at) && is_word(said_.text_at(at).front()) && !said_.words[at].set_off;
        if (!opening.number || !is_digit(opening.text.back()) || goes_on) // "720p"
            return std::nullopt;
        return value{std::to_string(*opening.number), at + (quoted && said_.is(at, {quote}))};
    }
    if (!begins_word(opening) && !(said_.is(begin, {"/", "*", ".", "#", "-", "@"}) && said_.is_glued(at)))
        return std::nullopt;
    for (; !said_.ends(at) && !(quoted && said_.is(at, {quote})); ++at) {
        const auto& here = said_.words[at];
        const bool glued = said_.is_glued(at);
        const bool goes_on = glued && said_.is_glued(at + 1) && begins_word(said_.words[at + 1]);
        if (opening.set_off || quoted) { // its end is marked
            const bool has_ended = !quoted && !here.set_off && !(glued && is_word(here.text.front()));
            if (has_ended || said_.is(at, {",", ";"}) || (said_.is(at, {":", "."}) && !goes_on))
                break;
        } else {
            const bool is_ratio = goes_on && said_.words[at - 1].value && said_.words[at + 1].value;
            const bool joins = is_value_sign(here.text) && (here.text == ":" ? is_ratio : goes_on || here.text == "%");
            if (!glued || here.set_off || here.ends_sentence || !(joins || begins_word(here)))
                break;
        }
    }
    const auto text = said_.said(begin, at);
    if (std::ranges::count(text, ' ') > 4)
        return std::nullopt;
    return value{std::string(text), at + (quoted && said_.is(at, {quote}))};
}

std::optional<value_reader::explainer> value_reader::explainer_at(std::size_t at) const {
    if (said_.is(at, {"("}))
        return explainer{"(", said_.behind_bracket(at)};
    if (const auto found = phrases<"explains">.at(said_, at); found && (of_.is_number || !said_.is(at, {"is"}))) {
        return explainer{said_.text_at(at), found->next};
    }
    // "1. ordinary", "0 Off"
    const auto word = at + said_.is(at, {"."});
    if (!of_.is_number || said_.ends(word) || said_.words[word].value || !is_letter(said_.words[word].text.front()) ||
        phrases<"no explanation">.at(said_, word) || unit_at(said_, word))
        return std::nullopt;
    return explainer{word == at ? " " : ".", word};
}

bool value_reader::is_remark(std::size_t at) const {
    return !said_.is_set_off(at) && phrases<"remark">.at(said_, at);
}

bool value_reader::is_open(std::size_t first, std::size_t behind) const {
    return phrases<"open list">.find(said_, first, behind).has_value();
}

bool value_reader::looks_like_entry(std::size_t at) const {
    const auto value = said_.ends(at) || is_remark(at) ? std::nullopt : value_at(at);
    return value && explainer_at(value->next);
}

/// Values in a row, each with no more than an aside in brackets.
std::optional<value_reader::values> value_reader::row_at(std::size_t at) const {
    const auto first = at;
    const bool bracket = said_.is(at, {"[", "{", "("});
    if (bracket && stretch_at(said_, at))
        return std::nullopt;
    values found;
    bool all_set_off = true;
    for (at += bracket;;) {
        auto value = of_.is_number && stretch_at(said_, at) ? std::nullopt : value_at(at);
        if (!value)
            return std::nullopt;
        all_set_off = all_set_off && said_.words[at].set_off;
        found.push_back(std::move(value->text));
        const auto next = said_.is(value->next, {"("}) ? said_.behind_bracket(value->next) : value->next;
        at = behind_separators(next);
        const bool is_remark_behind = !said_.is_set_off(at) && (phrases<"behind list">.at(said_, at) || is_remark(at));
        if (at == next || said_.ends(at) || is_remark_behind) // "A, B, default value: A"
            break;
    }
    at += bracket && said_.is(at, {"]", "}", ")"});
    if (!(said_.ends(at) || said_.is(at, {".", ";", ")", "!", ">"}) || phrases<"behind list">.at(said_, at) ||
          is_remark(at)) ||
        is_open(first, std::min(said_.sentence_end(at - 1), at + 6)))
        return std::nullopt;
    // "MYSQL/MARIADB/REDIS"
    if (found.size() > 1 || all_set_off || found[0].find('/') == std::string::npos)
        return found;
    values parts(1);
    for (const char c : found[0])
        if (c == '/')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

/// Where the next value with its explanation begins, from within an explanation on; 0 if the list has ended.
std::size_t value_reader::next_entry(std::size_t at, std::string_view sign, std::int64_t last) const {
    const auto limit = std::min(at + explanation, said_.size());
    for (std::size_t i = at; i < limit; ++i) {
        const auto here = said_.mark(i);
        if (here == word::item || here == word::list_end)
            return 0;
        if (said_.is(i, {"("})) {
            i = said_.behind_bracket(i) - 1;
            continue;
        }
        const auto explained = said_.words[i].number == last + 1 && sign != " " ? explainer_at(i + 1) : std::nullopt;
        if (explained && explained->sign == sign)
            return i; // "1: with audio 2: without"
        const bool strong = here == word::line || said_.words[i].ends_sentence;
        const bool dash = said_.is(i, {"-"}) && !said_.is_glued(i) && !said_.is_glued(i + 1);
        if (strong || dash || said_.is(i, {",", "and", "or", "|", "/"})) {
            auto next = behind_separators(i + 1);
            while (said_.is(next, {"-"}) && !said_.is_glued(next + 1))
                next = behind_separators(next + 1);
            const auto value = is_remark(next) ? std::nullopt : value_at(next);
            const auto own = value ? explainer_at(value->next) : std::nullopt;
            if (own && (own->sign == sign || (strong && said_.words[next].number && own->sign != " ")))
                return next;
        }
        if (here == word::line ? i > at : strong && said_.mark(i + 1) != word::line)
            return 0;
    }
    return 0;
}

/// Whether something further on, within reach of an explanation, looks like one more entry.
bool value_reader::goes_on_behind(std::size_t at, std::string_view sign) const {
    bool in_line = sign == ":";
    for (auto i = at; i < std::min(at + explanation, said_.size()); ++i) {
        const bool stops = said_.ends(i) || said_.words[i].ends_sentence;
        if ((stops && looks_like_entry(i + 1)) || (in_line && said_.is(i, {":"}) && said_.holds(at, i, {";"})))
            return true;
        in_line = in_line && !said_.ends(i) && !said_.is(i, {"."});
    }
    return false;
}

std::optional<value_reader::values> value_reader::explained_at(std::size_t at) const {
    values found;
    std::string_view sign;
    at += said_.is(at, {"[", "("});
    const bool dashed = said_.is(at, {"-0"}); // and so are the others
    while (at != 0 || found.empty()) {
        const auto value = value_at(at);
        const auto own = value ? explainer_at(value->next) : std::nullopt;
        if (!own)
            return std::nullopt;
        if (found.empty())
            sign = own->sign;
        found.push_back(value->text.substr(dashed && value->text.starts_with('-')));
        const auto last = said_.words[value->next - 1].number.value_or(-1);
        at = next_entry(own->sign == "(" ? own->next - 1 : own->next, sign, last);
        if ((sign == "(" && is_open(own->next, std::min(own->next + 3, said_.sentence_end(value->next)))) ||
            (at == 0 && goes_on_behind(own->next, sign)))
            return std::nullopt;
    }
    return found;
}

std::size_t value_reader::item_at(std::size_t at) const {
    const bool item = said_.mark(at) == word::item;
    if (!item && said_.mark(at) != word::line)
        return 0;
    const bool bullet = said_.is(at + 1, {"-", "*", "•", "·", "+", "\u25cf"}) && !said_.ends(at + 2);
    return item || bullet ? at + 1 + bullet : 0;
}

/// A value, or several that are explained together, at the begin of an item.
bool value_reader::take_entry(std::size_t at, values& into) const {
    for (;;) {
        const auto value = value_at(at);
        if (!value)
            return false;
        into.push_back(value->text);
        const auto also = phrases<"or nothing">.at(said_, value->next);
        const auto next = also ? also->next : value->next;
        if (explainer_at(next) || said_.ends(next) || said_.is(next, {".", ";", "!"}))
            return true;
        at = behind_separators(next);
        if (at == next || is_open(next, std::min(said_.sentence_end(next), next + 12)))
            return false;
    }
}

/// Values an item or a line each.
std::optional<value_reader::values> value_reader::below(std::size_t at) const {
    const bool in_lines = said_.mark(at) == word::line && item_at(at) == 0;
    values found;
    int depth = -1;
    for (; at < said_.size(); ++at) {
        const auto& here = said_.words[at];
        if (here.mark == word::words && depth >= 0 && here.in_item == 0 && !said_.is(at, {".", ";", ","}))
            break; // text behind the list
        if (here.mark == word::words || here.mark == word::list_end)
            continue; // of the entry before
        if (here.mark == word::item && depth < 0)
            depth = here.depth;
        const bool item = item_at(at) != 0;
        if ((here.mark == word::item && here.depth < depth) || (!item && !in_lines && here.depth < 0))
            break; // text behind the list; else it stands within an item, and the list goes on below
        const auto first = item ? item_at(at) : at + 1;
        const bool is_inside = here.mark == word::item && here.depth > depth;
        if (is_inside || (!item && !in_lines) || said_.ends(first))
            continue;
        // "Default: the managed ones" is an entry like the others, "Default: A" a remark.
        const bool is_entry =
            said_.is(first, {"default"}) && said_.is(first + 1, {":"}) && !ends_clause(said_, first + 3);
        const bool remark = !is_entry && is_remark(first) && said_.holds(first, first + 4, {":"});
        const auto before = found.size();
        if (!remark && !take_entry(first, found)) {
            found.resize(before);
            if (!in_lines || looks_like_entry(first))
                return std::nullopt;
            break; // text behind the lines
        }
    }
    return found.empty() ? std::nullopt : std::optional(found);
}

std::optional<value_reader::values> value_reader::list_at(std::size_t at) const {
    while (said_.is(at, {":", ".", "`", "="}) && !said_.is_glued(at + 1))
        ++at;
    std::optional<values> found;
    if (!said_.ends(at)) {
        found = row_at(at);
        const bool may_be_explained = !found || found->size() == 1; // "1. low, 2. high" begins like a row of one
        auto explained = may_be_explained ? explained_at(at + said_.is(at, {"-"})) : std::nullopt;
        if (explained && (!found || explained->size() > 1))
            found = std::move(explained);
    } else {
        if (said_.mark(at) == word::line && item_at(at) == 0)
            found = explained_at(at + 1);
        if (!found)
            found = below(at);
    }
    // The same value twice: they are values of different things.
    return found && std::set(found->begin(), found->end()).size() == found->size() ? found : std::nullopt;
}

} // namespace bindery::codegen

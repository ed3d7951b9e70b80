#include "rules/mined/listed_values.hpp"

#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen::mined {

bool listed_values::is_value_sign(std::string_view text) {
    return is_any(text, {"-", ".", "/", "_", "%", "+", "*", "@", "#", ":"});
}

bool listed_values::may_follow(std::size_t at) const {
    return ends(at) || is(at, {":", "(",      ",", "-",  ".", ";", "=",  "and", "or", "/",
                               "|", "\u2014", "`", "\"", "'", "[", "和", "或",  ">",  "!"});
}

std::optional<std::string> listed_values::value_at(std::size_t at, std::size_t& next) const {
    const auto quote = is(at, {"\"", "'"}) ? said_.words[at].text : std::string{};
    at += !quote.empty();
    if (ends(at))
        return std::nullopt;
    if (of_.is_number && !of_.is_boolean) {
        if (!said_.words[at].value || !said_.words[at].number)
            return std::nullopt;
        next = at + 1;
        if (next < said_.words.size() && !ends(next) && said_.words[next].begin == said_.words[at].end &&
            is_word(said_.words[next].text.front()) && !said_.words[next].set_off)
            return std::nullopt; // "720p"
        return std::to_string(*said_.words[at].number);
    }
    const auto begin = at;
    if (!is_word(said_.words[at].text.front()) && !said_.words[at].value && !is(at, {"/", "*", ".", "#"}))
        return std::nullopt;
    const bool set_off = said_.words[at].set_off;
    std::size_t blanks = 0;
    for (++at; !ends(at); ++at) {
        const bool glued = said_.words[at].begin == said_.words[at - 1].end;
        if (!quote.empty() && said_.words[at].text == quote)
            break;
        if (set_off || !quote.empty()) {
            const bool inside = glued && at + 1 < said_.words.size() && !ends(at + 1) &&
                                said_.words[at + 1].set_off == set_off &&
                                said_.words[at + 1].begin == said_.words[at].end;
            if ((set_off && !said_.words[at].set_off) || is(at, {",", ";"}) || (is(at, {":"}) && !inside))
                break;
            blanks += !glued;
            continue;
        }
        if (!glued || said_.words[at].set_off)
            break;
        const bool sign = is_value_sign(said_.words[at].text);
        if (!sign && !is_word(said_.words[at].text.front()) && !said_.words[at].value)
            break;
        // A sign belongs to the value only with more of it behind.
        const bool goes_on = at + 1 < said_.words.size() && !ends(at + 1) &&
                             said_.words[at + 1].begin == said_.words[at].end &&
                             (is_word(said_.words[at + 1].text.front()) || said_.words[at + 1].value);
        const bool ratio = is(at, {":"}) && goes_on && said_.words[at - 1].value && said_.words[at + 1].value;
        if (sign && (!goes_on || (is(at, {":"}) && !ratio)) && !is(at, {"%"}))
            break;
        if (said_.words[at].ends_sentence)
            break;
    }
    if (blanks > (set_off ? 4u : 2u))
        return std::nullopt;
    next = at + (!quote.empty() && is(at, {"\"", "'"}));
    auto text = std::string(trimmed(said_.said(begin, at)));
    while (text.ends_with('.') || text.ends_with(',') || text.ends_with(':'))
        text.pop_back();
    if (text.empty())
        return std::nullopt;
    return text;
}

bool listed_values::is_open(std::size_t first, std::size_t end) const {
    for (std::size_t i = first; i < end; ++i) {
        if (is(i, {"etc", "etc.", "more", "example", "e.g", "others", "等"}) &&
            !(is(i, {"more"}) && !is(i - 1, {"and"})))
            return true;
        if (is(i, {"such"}) && is(i + 1, {"as"}))
            return true;
        if (is(i, {"so"}) && is(i + 1, {"on"}))
            return true;
    }
    return false;
}

std::size_t listed_values::behind_bracket(std::size_t at) const {
    int open = 0;
    for (; !ends(at); ++at) {
        open += is(at, {"("});
        open -= is(at, {")"});
        if (open == 0)
            return at + 1;
    }
    return at;
}

std::optional<listed_values::values> listed_values::inline_list(std::size_t at) const {
    values found;
    if (interval_at(said_, at))
        return std::nullopt;
    const auto first = at;
    bool explained = false;
    for (;;) {
        while (is(at, {"`", "both", "either"}))
            ++at;
        std::size_t next = 0;
        const auto value = value_at(at, next);
        const bool follows = value && may_follow(next);
        if (!value && found.size() > 1 && phrase_at(said_, at, "默认"))
            return found; // "A、B，默认值：A"
        if (!follows) {
            // Among explained values a piece without one goes on with the explanation before it.
            if (explained && !found.empty() && (at = next_explained(at)) != 0)
                continue;
            if (explained && !found.empty())
                break;
            return std::nullopt;
        }
        if (interval_at(said_, at))
            return std::nullopt;
        found.push_back(*value);
        at = next;
        while (is(at, {"`"}))
            ++at;
        if (is(at, {"("}))
            at = behind_bracket(at);
        if (is(at, {":", "-", "=", "\u2014"})) {
            explained = true;
            at = end_of_explanation(at + 1);
        }
        if (explained && is(at, {"."}) && next_explained(at) == at + 1) {
            ++at;
            continue;
        }
        bool parted = false;
        while (is(at, {",", ";", "and", "or", "/", "|", "和", "或"})) {
            ++at;
            parted = true;
        }
        if (explained && mark(at) == word::line && next_explained(at) == at + 1) {
            ++at;
            parted = true;
        }
        if (!parted || ends(at))
            break;
    }
    if (!(ends(at) || is(at, {".", ";", ")", "!"}) || explained))
        return std::nullopt;
    if (is_open(first, said_.sentence_end(at > 0 ? at - 1 : 0)))
        return std::nullopt;
    return found;
}

std::size_t listed_values::next_explained(std::size_t at) const {
    for (std::size_t i = at; i < said_.words.size() && i < at + 40; ++i) {
        if (mark(i) == word::item || mark(i) == word::list_end)
            return 0;
        const bool starts = i == at || is(i - 1, {",", ";", ".", "and", "or"}) || mark(i - 1) != word::none;
        std::size_t next = 0;
        if (starts && !ends(i) && value_at(i, next) && is(next, {":", "-", "="}) &&
            !is(i, {"default", "note", "unit", "example"}) && !ends(next + 1))
            return i;
        if (said_.words[i].ends_sentence && i > at && !(is(i, {".", ";"})))
            return 0;
    }
    return 0;
}

std::size_t listed_values::end_of_explanation(std::size_t at) const {
    for (; !ends(at); ++at) {
        if (is(at, {"("})) {
            at = behind_bracket(at) - 1;
            continue;
        }
        if (is(at, {";", "."}) && said_.words[at].ends_sentence)
            return at;
        if (is(at, {",", "and", "or"})) {
            std::size_t next = 0;
            auto value = at + 1;
            if (is(value, {"and", "or"}))
                ++value;
            if (value_at(value, next) && is(next, {":", "-", "=", "("}))
                return at;
        }
    }
    return at;
}

bool listed_values::begins_item(std::size_t at) const {
    return mark(at) == word::item || (mark(at) == word::line && is(at + 1, {"-", "*", "•", "·"}));
}

std::optional<listed_values::values> listed_values::list_below(std::size_t at) const {
    while (at < said_.words.size() && mark(at) != word::none && !begins_item(at) && ends(at + 1))
        ++at;
    const bool in_lines = !begins_item(at) && mark(at) == word::line;
    values found;
    int depth = -1;
    bool closed = false; // the list may have ended: only an item goes on
    for (; at < said_.words.size(); ++at) {
        if (mark(at) == word::list_end) {
            closed = true;
            continue;
        }
        const bool item = begins_item(at) || (in_lines && mark(at) == word::line);
        if (!item) {
            if (closed && (mark(at) == word::none || said_.words[at].depth < 0))
                break;
            continue;
        }
        if (depth < 0)
            depth = said_.words[at].depth;
        if (mark(at) == word::item && said_.words[at].depth > depth)
            continue; // a list inside an item
        if (mark(at) == word::item && said_.words[at].depth < depth)
            break;
        closed = false;
        auto first = at + 1;
        if (mark(at) == word::line && is(first, {"-", "*", "•", "·"}))
            ++first;
        if (!take_item(first, found)) {
            if (in_lines && !found.empty())
                break; // text behind the lines
            return std::nullopt;
        }
    }
    if (found.empty())
        return std::nullopt;
    return found;
}

bool listed_values::take_item(std::size_t at, values& into) const {
    while (is(at, {"`"}))
        ++at;
    for (;;) {
        std::size_t next = 0;
        const auto value = value_at(at, next);
        if (!value)
            return false;
        while (is(next, {"`"}))
            ++next;
        const bool set_off = said_.words[at].set_off;
        if (!may_follow(next) && !set_off)
            return phrase_at(said_, next, "表示") || phrase_at(said_, next, "代表") ? (into.push_back(*value), true)
                                                                                    : false;
        if (is(next, {"and", "or"}) && !set_off)
            return false;
        // "Name. A sentence" is fine; "Log on to the console" is none.
        into.push_back(*value);
        const bool more = is(next, {","}) && next + 1 < said_.words.size() && said_.words[next + 1].set_off && set_off;
        if (is_open(next, std::min(said_.sentence_end(next), next + 12)) && (more || is(next, {","})))
            return false;
        if (!more)
            return true;
        at = next + 1;
    }
}

} // namespace bindery::codegen::mined

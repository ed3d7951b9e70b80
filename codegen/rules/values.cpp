#include "rules/values.hpp"

#include "rules/bounds.hpp"
#include "rules/phrase.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// How far an explanation may reach.
constexpr std::size_t explanation = 120;

constexpr std::string_view separators[] = {",", ";", "and", "or", "/", "|", "和", "或"};

bool is_value_sign(std::string_view text) {
    constexpr std::string_view signs = "-./_%+*@#:";
    return text.size() == 1 && signs.find(text) != std::string_view::npos;
}

} // namespace

bool value_reader::is_separator(std::size_t at) const {
    return std::ranges::find(separators, said_.text_at(at)) != std::end(separators);
}

bool value_reader::is_quote(std::size_t at) const {
    return said_.is(at, {"\"", "'"});
}

std::optional<std::string> value_reader::value_at(std::size_t at, std::size_t& next) const {
    const auto quote = is_quote(at) ? std::string(said_.text_at(at)) : std::string{};
    at += !quote.empty();
    if (said_.ends(at))
        return std::nullopt;
    const auto& opening = said_.words[at];
    if (of_.is_number && !of_.is_boolean) {
        if (!opening.number || !(is_digit(opening.text.back())))
            return std::nullopt;
        next = at + 1;
        if (said_.is_glued(next) && is_word(said_.words[next].text.front()) && !said_.words[next].set_off)
            return std::nullopt; // "720p"
        next += !quote.empty() && is_quote(next);
        return std::to_string(*opening.number);
    }
    const bool is_signed = said_.is(at, {"/", "*", ".", "#", "-", "@"}) && said_.is_glued(at + 1);
    if (!is_word(opening.text.front()) && !opening.value && !is_signed)
        return std::nullopt;
    const auto begin = at;
    const bool bounded = opening.set_off || !quote.empty(); // its end is marked
    std::size_t blanks = 0;
    for (++at; !said_.ends(at); ++at) {
        const auto& here = said_.words[at];
        const bool glued = said_.is_glued(at);
        if (!quote.empty() && here.text == quote)
            break;
        const bool goes_on =
            said_.is_glued(at + 1) && (is_word(said_.words[at + 1].text.front()) || said_.words[at + 1].value);
        if (bounded) {
            if ((opening.set_off && quote.empty() && !here.set_off && !(glued && is_word(here.text.front()))) ||
                said_.is(at, {",", ";"}) || (said_.is(at, {":"}) && !(glued && goes_on)))
                break;
            blanks += !glued;
            continue;
        }
        if (!glued || here.set_off)
            break;
        const bool sign = is_value_sign(here.text);
        if (!sign && !is_word(here.text.front()) && !here.value)
            break;
        const bool ratio = here.text == ":" && said_.words[at - 1].value && goes_on && said_.words[at + 1].value;
        if (sign && !(here.text == "%") && (!goes_on || (here.text == ":" && !ratio)))
            break; // a sign belongs to the value only with more of it behind
        if (here.ends_sentence)
            break;
    }
    if (blanks > (opening.set_off ? 4u : 2u))
        return std::nullopt;
    next = at + (!quote.empty() && is_quote(at));
    auto text = std::string(trimmed(said_.said(begin, at)));
    while (text.ends_with('.') || text.ends_with(',') || text.ends_with(':'))
        text.pop_back();
    if (text.empty())
        return std::nullopt;
    return text;
}

/// Behind the sign or word that begins an explanation at the place; 0 if none does.
std::size_t value_reader::explainer_at(std::size_t at, std::string& sign) const {
    if (said_.ends(at))
        return 0;
    if (said_.is(at, {"("})) {
        sign = "(";
        return said_.behind_bracket(at);
    }
    if (const auto found = phrases("explains").at(said_, at); found && (of_.is_number || !said_.is(at, {"is"}))) {
        const bool is_range = said_.is(at, {"-"}) && found->next < said_.size() && said_.words[found->next].value;
        sign = said_.text_at(at);
        return is_range || (said_.ends(found->next) && said_.is(at, {"-"})) ? 0 : found->next;
    }
    if (!of_.is_number)
        return 0;
    // "1. ordinary", "0 Off"
    const auto word = said_.is(at, {"."}) ? at + 1 : at;
    if (said_.ends(word) || said_.words[word].value || !is_letter(said_.words[word].text.front()) ||
        phrases("no explanation").at(said_, word) || unit_at(said_, word))
        return 0;
    sign = word == at ? " " : ".";
    return word;
}

bool value_reader::is_remark(std::size_t at) const {
    const auto found = at < said_.size() && !said_.words[at].set_off ? phrases("remark").at(said_, at) : std::nullopt;
    return found && !(found->next == at + 1 && (said_.ends(at + 1) || said_.is(at + 1, {"."})));
}

bool value_reader::is_open(std::size_t first, std::size_t behind) const {
    return phrases("open list").find(said_, first, behind).has_value();
}

bool value_reader::looks_like_entry(std::size_t at) const {
    std::size_t next = 0;
    std::string sign;
    return !said_.ends(at) && !is_remark(at) && value_at(at, next) && explainer_at(next, sign) != 0;
}

/// Values in a row, each with no more than an aside in brackets.
std::optional<value_reader::values> value_reader::row_at(std::size_t at) const {
    values found;
    const auto first = at;
    const bool bracket = said_.is(at, {"[", "{", "("});
    if (bracket ? interval_at(said_, at).has_value() : of_.is_number && interval_at(said_, at))
        return std::nullopt;
    at += bracket;
    while (said_.is(at, {"both", "either"}))
        ++at;
    bool all_set_off = true;
    for (;;) {
        if (!found.empty() && !said_.words[at].set_off && (phrases("behind list").at(said_, at) || is_remark(at)))
            break; // "A, B, default value: A"
        std::size_t next = 0;
        const auto value = value_at(at, next);
        if (!value || (of_.is_number && interval_at(said_, at)))
            return std::nullopt;
        all_set_off = all_set_off && said_.words[at].set_off;
        found.push_back(*value);
        at = next;
        if (said_.is(at, {"("}))
            at = said_.behind_bracket(at);
        const auto parted = at;
        while (is_separator(at))
            ++at;
        if (at == parted || said_.ends(at))
            break;
    }
    const bool closed = bracket && said_.is(at, {"]", "}", ")"});
    at += closed;
    if (!(said_.ends(at) || closed || said_.is(at, {".", ";", ")", "!", ">"}) || phrases("behind list").at(said_, at) ||
          is_remark(at)))
        return std::nullopt;
    if (is_open(first, std::min(said_.sentence_end(at > 0 ? at - 1 : 0), at + 6)))
        return std::nullopt;
    // "MYSQL/MARIADB/REDIS"
    if (found.size() == 1 && !all_set_off && found[0].find('/') != std::string::npos) {
        values parts;
        for (std::string_view rest = found[0]; !rest.empty();) {
            const auto end = std::min(rest.find('/'), rest.size());
            parts.emplace_back(rest.substr(0, end));
            if (!is_identifier(parts.back()) && parts.back().find_first_not_of("0123456789.") != std::string::npos)
                return std::nullopt;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return parts;
    }
    return found;
}

/// Where the next value with its explanation begins, from within an explanation on; 0 if the list has ended.
std::size_t value_reader::next_entry(std::size_t at, const std::string& sign, std::int64_t last) const {
    const auto limit = at + explanation;
    for (std::size_t i = at; i < said_.size() && i < limit; ++i) {
        const auto here = said_.mark(i);
        if (here == word::item || here == word::list_end)
            return 0;
        if (said_.is(i, {"("})) {
            i = said_.behind_bracket(i) - 1;
            continue;
        }
        const auto follows = said_.words[i].number; // "1: with audio 2: without"
        std::string again;
        if (follows && *follows == last + 1 && sign != " " && explainer_at(i + 1, again) != 0 && again == sign)
            return i;
        const bool strong = here == word::line || said_.words[i].ends_sentence;
        const bool dash = said_.is(i, {"-"}) && !said_.is_glued(i) && !said_.is_glued(i + 1);
        const bool weak = dash || said_.is(i, {",", "and", "or", "|", "/"});
        auto value = i + 1;
        if (strong || weak)
            while (is_separator(value) || (said_.is(value, {"-"}) && !said_.is_glued(value + 1)))
                ++value;
        std::size_t next = 0;
        std::string own;
        if ((strong || weak) && !said_.ends(value) && !is_remark(value) && value_at(value, next) &&
            explainer_at(next, own) != 0 && (own == sign || (strong && said_.words[value].number && own != " ")) &&
            (said_.is(i, {".", ";", ","}) || !weak || dash || said_.words[value].number))
            return value;
        if (strong && here != word::line && said_.mark(i + 1) != word::line)
            return 0;
        if (here == word::line && i > at)
            return 0;
    }
    return 0;
}

std::optional<value_reader::values> value_reader::explained_at(std::size_t at) const {
    values found;
    std::string sign;
    bool dashed = false;
    at += said_.is(at, {"[", "("});
    for (;;) {
        std::size_t next = 0;
        const auto value = value_at(at, next);
        std::string own;
        if (const auto also = value ? phrases("or nothing").at(said_, next) : std::nullopt)
            next = also->next;
        const auto behind = value ? explainer_at(next, own) : 0;
        if (behind == 0)
            return std::nullopt;
        if (found.empty()) {
            sign = own;
            dashed = said_.is(at, {"-0"}); // and so are the others
        }
        found.push_back(dashed && value->starts_with('-') ? value->substr(1) : *value);
        const auto then =
            next_entry(said_.is(next, {"("}) ? behind - 1 : behind, sign, said_.words[next - 1].number.value_or(-1));
        if (sign == "(" && is_open(behind, std::min(behind + 3, said_.sentence_end(next))))
            return std::nullopt;
        if (then == 0) {
            // Something further on that looks like an entry: then this is not all there is.
            bool ended = false;
            for (std::size_t i = behind; i < said_.size() && i < behind + explanation; ++i) {
                const bool stops = said_.mark(i) != word::none || said_.words[i].ends_sentence;
                if ((stops && looks_like_entry(i + 1)) ||
                    (!ended && sign == ":" && said_.is(i, {":"}) && i > behind && said_.holds(behind, i, {";"})))
                    return std::nullopt;
                ended = ended || said_.mark(i) != word::none || said_.is(i, {"."});
            }
            break;
        }
        at = then;
    }
    return found;
}

bool value_reader::begins_item(std::size_t at, std::size_t& first) const {
    first = at + 1;
    if (said_.mark(at) != word::item && said_.mark(at) != word::line)
        return false;
    const bool bullet = said_.is(first, {"-", "*", "•", "·", "+", "\u25cf"}) && !said_.ends(first + 1);
    first += bullet;
    return bullet || said_.mark(at) == word::item;
}

/// A value, or several that are explained together, at the begin of an item.
bool value_reader::take_entry(std::size_t at, values& into) const {
    values taken;
    for (;;) {
        std::size_t next = 0;
        const auto value = value_at(at, next);
        if (!value)
            return false;
        const bool set_off = said_.words[at].set_off;
        taken.push_back(*value);
        std::string sign;
        if (set_off)
            if (const auto also = phrases("or nothing").at(said_, next))
                next = also->next;
        const bool explained = explainer_at(next, sign) != 0;
        if (explained || said_.ends(next) || said_.is(next, {".", ";", "!"}) ||
            (set_off && !said_.is(next, {",", "and", "or", "/", "to"})) ||
            (said_.is(next, {","}) && said_.ends(next + 1)))
            break;
        if (!is_separator(next))
            return false;
        at = next;
        while (is_separator(at))
            ++at;
        if (is_open(next, std::min(said_.sentence_end(next), next + 12)))
            return false;
        // Behind a comma may also stand the explanation: "**local_ssd**, a local disk".
        std::size_t behind = 0;
        if (set_off && said_.is(next, {","}) && !(value_at(at, behind) && said_.words[at].set_off))
            break;
    }
    into.insert(into.end(), taken.begin(), taken.end());
    return true;
}

/// Values an item or a line each.
std::optional<value_reader::values> value_reader::below(std::size_t at) const {
    std::size_t first = 0;
    while (said_.mark(at) != word::none && at < said_.size() && !begins_item(at, first) && said_.ends(at + 1))
        ++at;
    const bool in_lines = said_.mark(at) == word::line && !begins_item(at, first);
    values found;
    std::pair<std::size_t, std::size_t> named_default{}; // its place among the values, and its first word
    int depth = -1;
    for (; at < said_.size(); ++at) {
        const auto here = said_.mark(at);
        if (here == word::none && depth >= 0 && said_.words[at].in_item == 0 && !said_.is(at, {".", ";", ","}))
            break; // text behind the list
        if (here == word::none || here == word::list_end)
            continue; // of the entry before
        const bool item = begins_item(at, first);
        if (here == word::item) {
            if (depth < 0)
                depth = said_.words[at].depth;
            if (said_.words[at].depth > depth)
                continue; // a list inside an item
            if (said_.words[at].depth < depth)
                break;
        }
        if (!item && !in_lines) {
            // Text behind the list; or within an item, when the list goes on below.
            if (said_.words[at].depth < 0 || said_.mark(at - 1) == word::list_end || depth < 0)
                break;
            continue;
        }
        if (said_.ends(first))
            continue;
        if (is_remark(first) && said_.holds(first, first + 4, {":"})) {
            if (said_.is(first, {"default"}) && said_.is(first + 1, {":"}))
                named_default = {found.size(), first};
            continue;
        }
        if (!take_entry(first, found)) {
            if (!in_lines || found.empty() || looks_like_entry(first))
                return std::nullopt;
            break; // text behind the lines
        }
    }
    if (found.empty())
        return std::nullopt;
    // "Default: the managed ones" is an entry like the others, "Default: A" a remark.
    std::size_t next = 0;
    if (named_default.second != 0) {
        const auto value = value_at(named_default.second + 2, next);
        if (!value || std::ranges::find(found, *value) == found.end())
            found.insert(found.begin() + static_cast<std::ptrdiff_t>(named_default.first),
                         std::string(said_.said(named_default.second, named_default.second + 1)));
    }
    for (; at < said_.size(); ++at)
        if (said_.mark(at) == word::item && said_.words[at].depth == depth && looks_like_entry(at + 1) &&
            !phrases("values").find(said_, at > explanation ? at - explanation : 0, at))
            return std::nullopt; // the list goes on behind other text
    return found;
}

std::optional<value_reader::values> value_reader::list_at(std::size_t at) const {
    while (said_.is(at, {":", ".", "`", "="}) && !said_.is_glued(at + 1))
        ++at;
    while (said_.is(at, {":", "="}))
        ++at;
    if (at >= said_.size())
        return std::nullopt;
    std::size_t first = 0;
    auto found = said_.ends(at) ? std::nullopt : row_at(at);
    if ((!found || found->size() == 1) && !said_.ends(at)) // "1. low, 2. high" begins like a row of one
        if (auto explained = explained_at(at); explained && (!found || explained->size() > 1))
            found = std::move(explained);
    if (said_.mark(at) == word::line && !begins_item(at, first))
        found = explained_at(at + 1);
    if (!found && said_.ends(at))
        found = below(at);
    if (!found && said_.is(at, {"-"}))
        found = explained_at(at + 1);
    if (!found)
        return std::nullopt;
    auto sorted = *found;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end())
        return std::nullopt; // the same value twice: they are values of different things
    return found;
}

} // namespace bindery::codegen

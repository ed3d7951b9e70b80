// Values listed behind or below their announcement:
//
//     Valid values: ON, OFF.          Valid values:          0: no; 1: yes
//                                     - QUEUED: waiting
//                                     - FINISHED: done

#include "rules/context.hpp"
#include "rules/mine.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen::mined {
namespace {

class list_finder {
public:
    list_finder(const wording& said, const subject& of) : said_(said), of_(of) {}

    std::optional<statement> find() {
        if (announced() || only_these() || supported_only() || numbered() || items_alone())
            return std::move(found_);
        return std::nullopt;
    }

private:
    using values = std::vector<std::string>;

    bool is(std::size_t at, std::initializer_list<std::string_view> words) const {
        return at < said_.words.size() && is_any(said_.words[at].text, words);
    }
    word::mark_of mark(std::size_t at) const { return at < said_.words.size() ? said_.words[at].mark : word::list_end; }
    bool ends(std::size_t at) const { return at >= said_.words.size() || said_.words[at].mark != word::none; }

    bool take(std::size_t at, values listed) {
        if (listed.empty())
            return false;
        for (const auto& each : listed)
            if (std::ranges::count(listed, each) > 1)
                return false;
        found_.emplace();
        found_->kind = statement::one_of;
        found_->word = at;
        found_->values = std::move(listed);
        found_->each = of_.is_list || takes_several();
        return true;
    }

    bool takes_several() const {
        return find_any_phrase(said_,
                               {"separate multiple", "separate|separated the values|types|them|with|by", "separated by",
                                "comma-separated", "multiple values|types", "多个用英文逗号分隔", "以逗号分隔"})
            .has_value();
    }

    static bool is_value_sign(std::string_view text) {
        return is_any(text, {"-", ".", "/", "_", "%", "+", "*", "@", "#", ":"});
    }

    /// Behind a value stands the end, an explanation, or another value.
    bool may_follow(std::size_t at) const {
        return ends(at) || is(at, {":", "(",      ",", "-",  ".", ";", "=",  "and", "or", "/",
                                   "|", "\u2014", "`", "\"", "'", "[", "和", "或",  ">",  "!"});
    }

    /// The value at a word; `next` is the word behind it.
    std::optional<std::string> value_at(std::size_t at, std::size_t& next) const {
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

    bool is_open(std::size_t first, std::size_t end) const {
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

    std::size_t behind_bracket(std::size_t at) const {
        int open = 0;
        for (; !ends(at); ++at) {
            open += is(at, {"("});
            open -= is(at, {")"});
            if (open == 0)
                return at + 1;
        }
        return at;
    }

    // ---- values behind the announcement

    std::optional<values> inline_list(std::size_t at) const {
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

    /// Where the next "value: explanation" begins, from a separator on; 0 if there is none in the sentence or behind
    /// it.
    std::size_t next_explained(std::size_t at) const {
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

    std::size_t end_of_explanation(std::size_t at) const {
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

    // ---- values below the announcement

    bool begins_item(std::size_t at) const {
        return mark(at) == word::item || (mark(at) == word::line && is(at + 1, {"-", "*", "•", "·"}));
    }

    std::optional<values> list_below(std::size_t at) const {
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

    bool take_item(std::size_t at, values& into) const {
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
            const bool more =
                is(next, {","}) && next + 1 < said_.words.size() && said_.words[next + 1].set_off && set_off;
            if (is_open(next, std::min(said_.sentence_end(next), next + 12)) && (more || is(next, {","})))
                return false;
            if (!more)
                return true;
            at = next + 1;
        }
    }

    // ---- announcements

    bool announced() {
        for (const auto& each : find_all(said_, {"valid values of this parameter",
                                                 "valid values|value are|is|include|includes",
                                                 "valid values|value",
                                                 "value values",
                                                 "available values|value|options are|is|include",
                                                 "available values|value|options",
                                                 "optional values|value",
                                                 "possible values|value are|is|include",
                                                 "possible values|value",
                                                 "allowed values|value are|is|include",
                                                 "allowed values|value",
                                                 "enumeration values|value",
                                                 "enumerated values|value",
                                                 "enum values|value",
                                                 "value options",
                                                 "option values",
                                                 "options",
                                                 "supported values|value|types are|is|include",
                                                 "supported values|value|types|formats",
                                                 "value ranges from",
                                                 "values include",
                                                 "values are",
                                                 "value can be",
                                                 "value must be one of",
                                                 "can be one of the following",
                                                 "one of the following values|types",
                                                 "the following values are supported",
                                                 "can be set to",
                                                 "must be one of",
                                                 "value range",
                                                 "values",
                                                 "value",
                                                 "取值范围",
                                                 "可选值",
                                                 "有效值",
                                                 "枚举值",
                                                 "取值如下",
                                                 "取值为",
                                                 "取值",
                                                 "值为",
                                                 "可取值",
                                                 "可选",
                                                 "有以下值",
                                                 "目前有以下几种类型"})) {
            if (said_.words[each.first].text == "value" && each.first > 0 &&
                is(each.first - 1, {"default", "maximum", "minimum", "max", "min", "return", "average", "expected",
                                    "peak", "header", "key", "other", "absolute", "tag", "the"}) &&
                !is(each.next - 1, {"be", "from", "of"}) && !is(each.next, {":"}))
                continue;
            if (is_conditional(said_, each.first) || is(each.next, {"of"}))
                continue;
            if (is(each.first, {"value", "values"}) && each.first > 0 &&
                is(each.first - 1, {"default", "maximum", "minimum", "max", "min"}))
                continue;
            std::size_t at = each.next;
            const bool bare = is_any(said_.words[each.next - 1].text, {"value", "values", "options"});
            const bool colon = is(at, {":", "are", "is", "include", "includes"});
            if (bare && !colon && each.next - each.first == 1)
                continue;
            // "The image format value is png" is about an image.
            if (bare && each.next - each.first == 1 && !is(at, {":"}) &&
                each.first != said_.sentence_begin(each.first) &&
                !(each.first == said_.sentence_begin(each.first) + 1 && is(each.first - 1, {"the", "its"})))
                continue;
            bool only_signs = true;
            while (is(at, {":", "are", "is", "include", "includes", ".", "to", "one", "of", "the", "following", "为",
                           "包", "括", "以", "下", "有"}) &&
                   !(at < said_.words.size() && said_.words[at].set_off)) {
                only_signs = only_signs && is(at, {":", "."});
                ++at;
            }
            if (ends(at)) {
                if (auto listed = list_below(at); listed && take(each.first, std::move(*listed)))
                    return true;
                continue;
            }
            if (auto listed = inline_list(at))
                if (listed->size() > 1 || colon)
                    if (take(each.first, std::move(*listed)))
                        return true;
        }
        return false;
    }

    /// "仅支持 Fan 和 Grill", "Can only be set to Fan or Grill": two at least.
    bool only_these() {
        for (const auto& each : find_all(said_, {"can only be set to", "can only be", "must be either", "one of",
                                                 "仅支持", "只支持", "只能取", "只能为", "只能是", "仅限"})) {
            if (is_conditional(said_, each.first) ||
                (is(each.first, {"one"}) && !(each.next < said_.words.size() && said_.words[each.next].set_off)))
                continue;
            if (auto listed = inline_list(each.next); listed && listed->size() > 1)
                if (take(each.first, std::move(*listed)))
                    return true;
        }
        return false;
    }

    /// "Only **video** is supported.", "Set the value to **X**."
    bool supported_only() {
        if (!of_.is_text && !of_.is_number)
            return false;
        for (const auto& each :
             find_all(said_, {"only", "currently only supports", "only supports", "set the|this value|parameter to",
                              "the value is fixed to|as", "固定为", "must be set to", "fixed value :|is"})) {
            if (is_conditional(said_, each.first))
                continue;
            std::size_t at = each.next;
            while (is(at, {"`", "the", "value"}))
                ++at;
            if (ends(at))
                continue;
            std::size_t next = 0;
            const auto value = value_at(at, next);
            if (!value)
                continue;
            while (is(next, {"`"}))
                ++next;
            const bool distinct = said_.words[at].set_off || (of_.is_number && said_.words[at].value) ||
                                  (std::ranges::any_of(*value, is_upper) && std::ranges::none_of(*value, is_lower));
            const bool alone = is_any(said_.words[each.first].text, {"only"}) && each.next == each.first + 1;
            const bool closes = alone ? phrase_at(said_, next, "is supported|allowed|available") ||
                                            phrase_at(said_, next, "supported") ||
                                            phrase_at(said_, next, "can be used|set|specified")
                                      : ends_clause(said_, next);
            if (distinct && closes && next <= said_.sentence_end(at) && !is_field(at, next))
                if (take(each.first, {*value}))
                    return true;
        }
        return false;
    }

    bool is_field(std::size_t, std::size_t next) const { return is(next, {"field", "fields", "parameter"}); }

    /// "Whether to transcode. 0: no; 1: yes"
    bool numbered() {
        if (!of_.is_whole)
            return false;
        for (std::size_t i = 0; i + 1 < said_.words.size(); ++i) {
            const bool starts = i == 0 || said_.words[i - 1].ends_sentence || is(i - 1, {".", ",", ";", ":"});
            if (!starts || !said_.words[i].number || !is(i + 1, {":", "-", "="}) || ends(i + 2) ||
                said_.words[i + 2].value)
                continue;
            if (is_conditional(said_, i) || (i > 0 && mark(i - 1) == word::item))
                continue;
            if (auto listed = inline_list(i); listed && listed->size() > 1 && take(i, std::move(*listed)))
                return true;
            return false;
        }
        return false;
    }

    /// Items that are each a value set off, or a number and what it means, need no announcement.
    bool items_alone() {
        for (std::size_t i = 0; i < said_.words.size(); ++i) {
            if (!begins_item(i))
                continue;
            if (!all_items_are_values(i))
                return false;
            auto listed = list_below(i);
            return listed && listed->size() > 1 && take(i, std::move(*listed));
        }
        return false;
    }

    bool all_items_are_values(std::size_t from) const {
        // "Finish: ..." may also be the field of an object, a filter, or something to sort by.
        const bool may_be_names =
            of_.is_text && !of_.is_list &&
            !holds_any(said_, 0, said_.words.size(),
                       {"json", "field", "fields", "object", "key", "keys", "filter", "filters", "sort", "format",
                        "formats", "percentage", "supports", "url", "urls", "consists", "composed"});
        if (from == 0)
            return false; // items of what?
        if (from > 0) {
            const auto begin = said_.sentence_begin(from - 1 - (from > 1 && is(from - 1, {":"})));
            if (is_open(begin, from) ||
                holds_any(said_, begin, from,
                          {"includes", "contain", "contains", "following", "methods", "fields", "field", "rules",
                           "apply", "limits", "limit", "note", "parameters", "operations", "steps", "permissions"}))
                return false;
        }
        for (std::size_t i = from; i < said_.words.size(); ++i) {
            if (!begins_item(i))
                continue;
            auto at = i + 1;
            if (ends(at))
                return false;
            std::size_t next = 0;
            const auto value = value_at(at, next);
            if (!value || !may_follow(next))
                return false;
            const bool alone = ends(next) || is(next, {"."});
            const bool explained = is(next, {":", "(", "-"});
            if (!(said_.words[at].set_off && (alone || explained)) &&
                !(of_.is_whole && said_.words[at].number && explained) &&
                !(explained && (std::ranges::none_of(*value, is_upper) || may_be_names)))
                return false;
        }
        return true;
    }

    const wording& said_;
    const subject& of_;
    std::optional<statement> found_;
};

} // namespace

std::optional<statement> one_of(const wording& said, const subject& of) {
    if (of.is_boolean || !(of.is_text || of.is_number))
        return std::nullopt;
    return list_finder(said, of).find();
}

} // namespace bindery::codegen::mined

// "Default value: 20.", "**File** (default): refreshes files.", "If left blank, it represents 0."

#include "rules/context.hpp"
#include "rules/mine.hpp"
#include "text/scan.hpp"

#include <cmath>

namespace bindery::codegen::mined {
namespace {

class default_finder {
public:
    default_finder(const wording& said, const subject& of) : said_(said), of_(of) {}

    std::optional<statement> find() {
        announced();
        if (!found_)
            marked();
        if (!found_)
            behind();
        if (!found_)
            when_left_out();
        return std::move(found_);
    }

private:
    bool is(std::size_t at, std::initializer_list<std::string_view> words) const {
        return at < said_.words.size() && is_any(said_.words[at].text, words);
    }

    void take(std::size_t at, std::string value) {
        if (found_)
            return;
        found_.emplace();
        found_->kind = statement::default_value;
        found_->word = at;
        found_->value = std::move(value);
    }

    /// The literal that stands at a word, as far as the member's type allows one; `next` is the word behind it.
    std::optional<std::string> literal_at(std::size_t at, std::size_t& next) const {
        const bool quoted = is(at, {"\"", "'", "`"});
        at += quoted;
        if (at >= said_.words.size() || said_.words[at].mark != word::none)
            return std::nullopt;
        if (of_.is_list && !of_.is_boolean) {
            if (is(at, {"["}) && is(at + 1, {"]"})) {
                next = at + 2;
                return "[]";
            }
            return std::nullopt;
        }
        if (of_.is_boolean) {
            if (!is(at, {"true", "false"}))
                return std::nullopt;
            next = at + 1;
            return said_.words[at].text;
        }
        if (of_.is_number) {
            if (!said_.words[at].value)
                return std::nullopt;
            next = at + 1;
            return written(at, next);
        }
        if (!of_.is_text)
            return std::nullopt;
        return text_at(at, next);
    }

    /// A number, converted to the member's unit where one stands behind it.
    std::string written(std::size_t at, std::size_t& next) const {
        double value = *said_.words[at].value;
        if (next < said_.words.size())
            if (const auto own = unit_named(said_.words[next].text)) {
                const auto of_member = unit(said_, of_);
                if (const auto times = of_member ? conversion(*own, of_member->value) : std::nullopt)
                    value *= *times;
                ++next;
            }
        if (std::abs(value) < 1e15 && value == std::floor(value))
            return std::to_string(static_cast<std::int64_t>(value));
        return std::string(said_.said(at, at + 1));
    }

    static bool is_value_sign(std::string_view text) {
        return is_any(text, {"-", ".", "/", "_", "%", ":", "+", "@", "#", "=", "&"});
    }

    /// A text: what is set off, or one word with what is glued to it; "10%" and "0 px" are such.
    std::optional<std::string> text_at(std::size_t at, std::size_t& next) const {
        const auto begin = at;
        const bool set_off = said_.words[at].set_off;
        if (!set_off && !is_word(said_.words[at].text.front()) && !said_.words[at].value &&
            !is_any(said_.words[at].text, {"/", "#", "+"}))
            return std::nullopt;
        ++at;
        while (at < said_.words.size() && said_.words[at].mark == word::none) {
            const bool glued = said_.words[at].begin == said_.words[at - 1].end;
            if (set_off ? !said_.words[at].set_off || (said_.words[at].text == "." && !glued)
                        : !glued || (!is_value_sign(said_.words[at].text) && !is_word(said_.words[at].text.front())) ||
                              said_.words[at].ends_sentence)
                break;
            if (!set_off && is_any(said_.words[at].text, {".", ":"}) && ends_clause(said_, at + 1))
                break;
            ++at;
        }
        if (!set_off && at == begin + 1 && said_.words[begin].value && is(at, {"px"}))
            ++at;
        next = at;
        auto text = std::string(said_.said(begin, at));
        while (text.ends_with('.') || text.ends_with(','))
            text.pop_back();
        if (text.empty())
            return std::nullopt;
        return text;
    }

    bool is_set_off(std::size_t at) const { return at < said_.words.size() && said_.words[at].set_off; }

    /// Words that stand for something that is no literal.
    bool is_no_literal(std::size_t at) const {
        return !is_set_off(at) &&
               is(at, {"the",    "a",     "an",         "if",       "empty",      "null",   "none", "current",
                       "source", "same",  "all",        "no",       "not",        "this",   "auto", "automatic",
                       "when",   "it",    "will",       "random",   "unlimited",  "use",    "uses", "using",
                       "is",     "value", "consistent", "original", "system",     "as",     "to",   "depends",
                       "blank",  "of",    "in",         "video",    "each",       "latest", "you",  "your",
                       "never",  "used",  "applied",    "returned", "determined", "set"}) &&
               !(is(at, {"all", "none", "original", "auto", "system", "no", "video", "null", "latest"}) &&
                 listed(said_.said(at, at + 1)));
    }

    /// Whether a value is among those that the description lists.
    bool listed(std::string_view value) const {
        if (!values_) {
            const auto all = one_of(said_, of_);
            values_ = all ? all->values : std::vector<std::string>{};
        }
        for (const auto& each : *values_)
            if (each == value)
                return true;
        return false;
    }

    bool closes(std::size_t at) const {
        while (is(at, {"`", "\"", "'"}))
            ++at;
        return ends_clause(said_, at) || is(at, {"(", "unit", "valid", "-"}) ||
               (at < said_.words.size() && is_upper_word(at));
    }

    bool is_upper_word(std::size_t at) const {
        return said_.text[said_.words[at].begin] >= 'A' && said_.text[said_.words[at].begin] <= 'Z';
    }

    /// In one case only. "If you leave it empty" is every case in which a default matters.
    bool depends(std::size_t at) const {
        return is_in_case(said_, at) || (is_conditional(said_, at) && !leaves_out(said_.sentence_begin(at), at));
    }

    bool leaves_out(std::size_t first, std::size_t end) const {
        return holds_any(said_, first, end,
                         {"empty", "blank", "unspecified", "omitted", "unset", "filled", "specified", "specify", "left",
                          "set", "passed", "configured", "provided", "entered"}) &&
               (holds_any(said_, first, end,
                          {"not", "left", "leave", "empty", "blank", "omitted", "unset", "unspecified", "no"}));
    }

    void empty_at(std::size_t first, std::size_t at) {
        if (of_.is_text && !of_.is_list && phrase_at(said_, at, "empty string"))
            take(first, "");
        if (of_.is_list && phrase_at(said_, at, "empty array|list"))
            take(first, "[]");
    }

    void announced() {
        for (const auto& each : find_all(said_, {"default value :|is|=|of",
                                                 "default value is :",
                                                 "default value",
                                                 "default values :",
                                                 "default :|is|=",
                                                 "default is :",
                                                 "defaults to",
                                                 "default setting :|is",
                                                 "defaulted to",
                                                 "default to",
                                                 "the default",
                                                 "default",
                                                 "默认值为",
                                                 "默认值是",
                                                 "默认值 :",
                                                 "默认值",
                                                 "默认为",
                                                 "默认是",
                                                 "默认 :",
                                                 "默认",
                                                 "缺省值 :",
                                                 "缺省为",
                                                 "缺省值为",
                                                 "缺省"})) {
            if (depends(each.first) || in_bracket(each.first) || is_one_of_many(each.first))
                continue;
            std::size_t at = each.next;
            const auto before =
                each.first > 0 ? std::string_view(said_.words[each.first - 1].text) : std::string_view{};
            if (said_.words[each.next - 1].text == "default" && is_any(before, {"by", "no"}))
                continue;
            while (is(at, {":", "is", "to", "the", "value", "为", "是", "取", "值", "填"}) && !is_set_off(at))
                ++at;
            empty_at(each.first, at);
            std::size_t next = 0;
            if (is_no_literal(at))
                continue;
            // "The default video editing ..." is no announcement: that takes a colon, a verb, or a value set off.
            const bool plain = said_.words[each.next - 1].text == "default" && at == each.next;
            if (plain && !is_set_off(at) && !(at < said_.words.size() && said_.words[at].value))
                continue;
            const bool quoted = is(at, {"\""});
            if (auto value = literal_at(at, next); value && (quoted || closes(next)) && !is_expression(next))
                take(each.first, std::move(*value));
        }
    }

    bool is_expression(std::size_t next) const { return is(next, {"*", "+", "/"}); }

    /// A default in an item, where another item has one, too: each is that of its case.
    bool is_one_of_many(std::size_t at) const {
        if (item_of(at) == 0)
            return false;
        for (const auto& each : find_all(said_, {"default", "默认"}))
            if (item_of(each.first) != 0 && item_of(each.first) != item_of(at))
                return true;
        return false;
    }

    /// The mark of the item that a word stands in; 0 for none.
    std::size_t item_of(std::size_t at) const {
        for (std::size_t i = at; i > 0; --i)
            if (said_.words[i - 1].mark == word::list_end)
                return 0;
            else if (said_.words[i - 1].mark == word::item)
                return i;
        return 0;
    }

    bool in_bracket(std::size_t at) const { return at > 0 && said_.words[at - 1].text == "(" && is(at + 1, {")"}); }

    /// "File (default)", "fuzzy_match: ... This is the default value."
    void marked() {
        for (const auto& each :
             find_all(said_, {"( default )", "( default value )", "( the default )", "( 默认 )", "( 默认值 )",
                              "( by default )", "this is the default value", "this is the default", "( default"})) {
            if (each.first == 0)
                continue;
            std::size_t first = each.first;
            if (said_.words[each.first].text == "this") { // the value that the item begins with
                while (first > 0 && said_.words[first - 1].mark == word::none)
                    --first;
                if (first == 0 || said_.words[first - 1].mark != word::item)
                    continue;
            } else {
                --first;
                if (said_.words[first].set_off) {
                    while (first > 0 && said_.words[first - 1].set_off && said_.words[first - 1].mark == word::none &&
                           said_.words[first - 1].end == said_.words[first].begin)
                        --first;
                } else {
                    while (first > 0 && said_.words[first - 1].mark == word::none &&
                           said_.words[first - 1].end == said_.words[first].begin &&
                           !is_any(said_.words[first - 1].text, {",", ";", "("}))
                        --first;
                }
            }
            if (is_case(first))
                continue;
            std::size_t next = 0;
            if (auto value = literal_at(first, next);
                value && (next == each.first || said_.words[each.first].text == "this"))
                take(each.first, std::move(*value));
        }
    }

    /// "3 days <= Time range: **3600** (default)": one default for each case is none for all.
    bool is_case(std::size_t at) const {
        const auto all = find_all(said_, {"( default )", "( 默认 )"});
        return all.size() > 1 || is_conditional(said_, at);
    }

    /// "`75` will be used by default", "5 seconds by default", "By default, X is used".
    void behind() {
        for (const auto& each :
             find_all(said_, {"will be used by default", "is used by default", "used by default", "by default",
                              "is the default value", "is the default", "as the default value", "as default",
                              "as the default", "is used as the default"})) {
            if (each.first == 0 || depends(each.first) || said_.words[each.first - 1].mark != word::none)
                continue;
            std::size_t last = each.first;
            while (last > 0 && is_any(said_.words[last - 1].text, {"`", "\""}))
                --last;
            if (last == 0)
                continue;
            std::size_t first = last - 1;
            if (last >= 2 && is_any(said_.words[last - 1].text, {"string"}) &&
                is_any(said_.words[last - 2].text, {"empty"}) && of_.is_text && !of_.is_list)
                take(each.first, "");
            if (last >= 2 && is_any(said_.words[last - 1].text, {"array", "list"}) &&
                is_any(said_.words[last - 2].text, {"empty"}) && of_.is_list)
                take(each.first, "[]");
            if (first > 0 && unit_named(said_.words[first].text) && said_.words[first - 1].value)
                --first;
            if (of_.is_text && !said_.words[first].set_off &&
                !is_any(said_.words[first].text, {"true", "false", "0", "1"}))
                continue;
            while (first > 0 && said_.words[first].set_off && said_.words[first - 1].set_off &&
                   said_.words[first - 1].end == said_.words[first].begin)
                --first;
            std::size_t next = 0;
            if (auto value = literal_at(first, next); value && next == last)
                take(each.first, std::move(*value));
        }
        for (const auto& each : find_all(said_, {"by default , the value is|of", "by default , it is",
                                                 "by default , the value of this parameter is",
                                                 "by default :", "by default ,", "by default"})) {
            if (depends(each.first))
                continue;
            std::size_t next = 0;
            if (!is_set_off(each.next) &&
                !(of_.is_number && each.next < said_.words.size() && said_.words[each.next].value))
                continue;
            if (auto value = literal_at(each.next, next); value && (closes(next) || phrase_at(said_, next, "is used")))
                take(each.first, std::move(*value));
        }
    }

    /// "If left blank, it represents 0.", "If this parameter is not specified, 10 is used."
    void when_left_out() {
        for (const auto& each : find_all(said_, {"if", "when", "leave", "leaving", "不填", "不传", "为空"})) {
            const auto end = said_.sentence_end(each.first);
            if (is_in_case(said_, each.first))
                continue;
            if (!leaves_out(each.first, std::min(end, each.first + 9)) &&
                !is_any(said_.words[each.first].text, {"不", "为"}))
                continue;
            for (std::size_t i = each.next; i < end; ++i)
                for (const std::string_view words :
                     {"it represents|means|indicates|is|defaults|equals to?", "the value is|of?", "defaults to",
                      "the default value is?", "the default value is set to", "which means", "the default is",
                      ", default", "默认为", "则为", "表示", "the value defaults to", "represents", "is set to"}) {
                    const auto found = phrase_at(said_, i, words);
                    if (!found)
                        continue;
                    std::size_t next = 0;
                    if (is_no_literal(found->next))
                        continue;
                    if (of_.is_text && !is_set_off(found->next) &&
                        !said_.words[std::min(found->next, said_.words.size() - 1)].value)
                        continue;
                    if (auto value = literal_at(found->next, next);
                        value && (closes(next) || phrase_at(said_, next, "is|will used|be")))
                        take(each.first, std::move(*value));
                }
            for (std::size_t i = each.next; i < end; ++i)
                for (const std::string_view words : {"is used", "will be used", "is applied", "is taken"})
                    if (const auto found = phrase_at(said_, i, words); found && i > 0) {
                        std::size_t first = i - 1;
                        if (first > 0 && is_any(said_.words[first].text, {"`"}))
                            --first;
                        std::size_t next = 0;
                        if ((of_.is_number && said_.words[first].value) || is_set_off(first))
                            if (auto value = literal_at(first, next); value && next <= i)
                                take(each.first, std::move(*value));
                    }
        }
    }

    const wording& said_;
    const subject& of_;
    std::optional<statement> found_;
    mutable std::optional<std::vector<std::string>> values_;
};

} // namespace

std::optional<statement> default_value(const wording& said, const subject& of) {
    return default_finder(said, of).find();
}

} // namespace bindery::codegen::mined

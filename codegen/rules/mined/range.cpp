// "Value range: [1, 100].", "Maximum value: 100.", "Value range: 0 and [128, 4096]."

#include "rules/context.hpp"
#include "rules/mine.hpp"

#include <algorithm>

namespace bindery::codegen::mined {
namespace {

class range_finder {
public:
    range_finder(const wording& said, const subject& of) : said_(said), of_(of) {}

    std::optional<statement> find() {
        stated();
        if (!found_ && of_.is_number)
            free();
        if (!found_ || found_->kind == statement::range) {
            most();
            least();
        }
        if (!found_)
            shared_by_cases();
        if (found_ && found_->min && found_->max && *found_->min > *found_->max)
            return std::nullopt;
        return found_;
    }

private:
    bool is(std::size_t at, std::initializer_list<std::string_view> words) const {
        return at < said_.words.size() && is_any(said_.words[at].text, words);
    }

    statement& begin(std::size_t at) {
        if (!found_) {
            found_.emplace();
            found_->kind = statement::range;
            found_->word = at;
            found_->each = of_.is_list;
        }
        return *found_;
    }

    /// Behind bounds may stand a unit, an aside, or the end of the clause. More would mean something else.
    bool closes(std::size_t at) const {
        while (is(at, {"`", "*"}))
            ++at;
        if (ends_clause(said_, at) || is(at, {"(", "inclusive", "unit", "default", "the", "and", "-", "且"}))
            return true;
        const auto unit = unit_named(said_.words[at].text);
        return unit && (of_.is_number || true) &&
               (ends_clause(said_, at + 1) || is(at + 1, {"(", "and", "in", "inclusive"}));
    }

    /// Bounds on the time between two others, on a sum, on what N stands for, on one kind of value.
    bool is_about_something_else(std::size_t at) const {
        const auto first = said_.sentence_begin(at);
        const auto end = said_.sentence_end(at);
        for (const std::string_view words : {"间隔", "跨度", "之差", "之和", "总和", "文件", "每个", "每条", "单个"})
            if (find_within(first, at, words))
                return true;
        return holds_any(said_, first, at,
                         {"span",  "interval", "difference", "sum",   "total",       "example", "such",       "npx",
                          "where", "per",      "each",       "every", "recommended", "size",    "resolution", "n%",
                          "file",  "files",    "id",         "ids",   "code",        "offset"}) ||
               ((!of_.is_number || of_.is_list) &&
                holds_any(said_, first, at, {"length", "number", "array", "list"})) ||
               find_within(first, at, "valid values of n") || find_within(first, at, "time range") ||
               holds_any(said_, at, end, {"*", "+"}) || is_conditional(said_, at);
    }

    bool find_within(std::size_t first, std::size_t end, std::string_view phrase) const {
        const auto found = find_phrase(said_, phrase, first);
        return found && found->first < end;
    }

    /// "Value range: ..." with its ranges and single values.
    void stated() {
        for (const auto& each : find_all(said_, {"value range|ranges",
                                                 "valid range|ranges",
                                                 "valid values",
                                                 "valid value",
                                                 "value values",
                                                 "allowed range|values",
                                                 "available range|values",
                                                 "optional range|values",
                                                 "range of values",
                                                 "range of valid values",
                                                 "possible values",
                                                 "acceptable values|range",
                                                 "value must|should be in the range",
                                                 "value is",
                                                 "value ranges",
                                                 "range",
                                                 "ranges",
                                                 "ranging",
                                                 "values :",
                                                 "value :",
                                                 "limit",
                                                 "limits",
                                                 "取值范围",
                                                 "取值区间",
                                                 "有效值",
                                                 "可选范围",
                                                 "范围",
                                                 "取值",
                                                 "supported range"})) {
            std::size_t at = each.next;
            while (is(at, {":",   "is",  "are", "of",       "from",    "between", "in",     "the",    "`",
                           "*",   "为",  "是",  "integers", "integer", "an",      "values", "within", "range",
                           "any", "can", "be",  "must",     "=",       "limited", "to"}))
                ++at;
            if (is_about_something_else(at))
                continue;
            if (take_parts(each.first, at))
                return;
        }
    }

    bool take_parts(std::size_t first, std::size_t at) {
        std::vector<std::pair<double, double>> parts;
        interval last;
        bool any_interval = false;
        for (;;) {
            while (is(at, {"`", "*"}))
                ++at;
            if (auto single = zero_to_bracket(at)) {
                parts.emplace_back(*single, *single);
                at += 2;
                continue;
            }
            auto found = interval_at(said_, at);
            if (!found)
                if (const auto worded = phrase_at(said_, at, "# and #");
                    worded && parts.empty() && at > 0 && is(at - 1, {"between", "`"}))
                    found = interval{worded->values[0], worded->values[1], false, false, worded->next};
            if (found) {
                parts.emplace_back(found->low, found->high);
                last = *found;
                any_interval = true;
                at = found->next;
            } else if (at < said_.words.size() && said_.words[at].value) {
                parts.emplace_back(*said_.words[at].value, *said_.words[at].value);
                ++at;
            } else {
                break;
            }
            while (is(at, {"`", "*"}))
                ++at;
            const bool joined = is(at, {"and", "or", ",", "\u222A", "和", "或", "及"});
            if (!joined)
                break;
            const auto behind = is(at, {","}) && is(at + 1, {"and", "or"}) ? at + 2 : at + 1;
            auto value = behind;
            while (is(value, {"`", "*"}))
                ++value;
            if (!(value < said_.words.size() && (said_.words[value].value || interval_at(said_, value))))
                break;
            at = value;
        }
        if (!any_interval || parts.empty() || !closes(at))
            return false;
        if (!of_.is_number && !(of_.is_text && !counts_characters(at)))
            return false;
        auto& into = begin(first);
        if (parts.size() == 1) {
            into.min = parts[0].first;
            into.max = parts[0].second;
            into.exclusive_min = last.exclusive_low;
            into.exclusive_max = last.exclusive_high;
        } else {
            into.kind = statement::range_set;
            into.parts = std::move(parts);
        }
        return true;
    }

    /// "0 to [32, 4096]": the words are garbled, and 0 is a value of its own.
    std::optional<double> zero_to_bracket(std::size_t at) const {
        if (at + 2 < said_.words.size() && said_.words[at].value && is(at + 1, {"to", "or", "and"}) &&
            is(at + 2, {"["}) && interval_at(said_, at + 2))
            return said_.words[at].value;
        return std::nullopt;
    }

    bool counts_characters(std::size_t at) const {
        return is(at, {"characters", "character", "bytes", "letters", "digits", "chars"});
    }

    /// Bounds in free running text, of a number: "between 0 and 100", "from 1 to 10".
    void free() {
        for (const auto& each :
             find_all(said_, {"between # and #", "from # to #", "# to # inclusive", "[ # , # ]", "from # through #",
                              "must be # to|through|~ #", "# 到|至|~|- # 之间的整数", "介于 # 和|与|到|至|~|- # 之间?",
                              "# 到|至|~|- # 之间", "在 # 到|至|和 # 之间", "# <= value|n|x <= #", "between # to #",
                              "大于等于 # 小于等于 #", "# ~ #"})) {
            if (each.values[0] > each.values[1] || is_about_something_else(each.first) || !closes(each.next))
                continue;
            auto& into = begin(each.first);
            into.min = each.values[0];
            into.max = each.values[1];
            return;
        }
    }

    bool may_bound(const phrase_match& found) const {
        if (is_about_something_else(found.first) || !closes(found.next) || counts_characters(found.next))
            return false;
        return true;
    }

    void most() {
        if (found_ && found_->max)
            return;
        for (const auto& each :
             find_all(said_,
                      {"maximum value :|is|of? #", "maximum value is : #", "max value :|is|of? #", "maximum : #",
                       "maximum is #", "maximum limit :|is #", "max : #", "upper limit :|is #",
                       "maximum value allowed :|is #", "maximum allowed value :|is #", "maximum supported value :|is #",
                       "最大值 为? #", "最大值 : #", "最大为 #", "最大 #", "上限 为? #", "上限 : #"}))
            if (may_bound(each)) {
                begin(each.first).max = each.values.back();
                return;
            }
        if (!of_.is_number)
            return;
        for (const auto& each : find_all(said_, {"cannot exceed #",
                                                 "not exceed #",
                                                 "not be greater|larger|more|higher than #",
                                                 "no greater|larger|more|higher than #",
                                                 "not greater|larger|more than #",
                                                 "up to #",
                                                 "at most #",
                                                 "less than or equal to #",
                                                 "<= #",
                                                 "maximum #",
                                                 "a maximum of #",
                                                 "maximum of #",
                                                 "not exceeding #",
                                                 "不超过 #",
                                                 "不能超过 #",
                                                 "最多 #",
                                                 "至多 #",
                                                 "不得超过 #",
                                                 "不能大于 #",
                                                 "不得大于 #",
                                                 "不可超过 #",
                                                 "小于等于 #",
                                                 "不大于 #",
                                                 "can't exceed #",
                                                 "limited to #"}))
            if (may_bound(each) && !is_dimension(each)) {
                begin(each.first).max = each.values.back();
                return;
            }
        for (const auto& each : find_all(said_, {"must|should be less|smaller|lower than #", "value|is less than #",
                                                 "and less|smaller|lower than #", "< #", "必须小于 #", "且小于 #"}))
            if (may_bound(each) && !is_dimension(each)) {
                auto& into = begin(each.first);
                into.max = each.values.back();
                into.exclusive_max = true;
                return;
            }
    }

    /// "up to 20 IDs": a number of something, not the value.
    bool is_dimension(const phrase_match& found) const { return !closes(found.next); }

    void least() {
        if (found_ && found_->min)
            return;
        for (const auto& each :
             find_all(said_, {"minimum value :|is|of? #", "min value :|is|of? #", "minimum : #", "minimum is #",
                              "min : #", "lower limit :|is #", "最小值 为? #", "最小值 : #", "最小为 #"}))
            if (may_bound(each)) {
                begin(each.first).min = each.values.back();
                return;
            }
        if (!of_.is_number)
            return;
        for (const auto& each :
             find_all(said_, {"greater|larger|more than or equal to #", "not be less|smaller|lower than #",
                              "no less|smaller than #", "not less|smaller than #", ">= #", "at least #", "不小于 #",
                              "不少于 #", "不能小于 #", "不得小于 #", "不低于 #", "大于等于 #",
                              "cannot be less|smaller|lower than #", "minimum of #"}))
            if (may_bound(each)) {
                begin(each.first).min = each.values.back();
                return;
            }
        for (const auto& each : find_all(
                 said_, {"must|should be greater|larger|more than #", "value|values|integer greater|larger|more than #",
                         "必须大于 #", "cannot be negative", "not be negative", "不能为负数",
                         "non-negative integer|number", "positive integer|number", "正整数", "非负整数"})) {
            if (is_about_something_else(each.first))
                continue;
            if (!each.values.empty() && !closes(each.next))
                continue;
            auto& into = begin(each.first);
            const bool positive = is_any(said_.words[each.first].text, {"positive", "正"});
            into.min = each.values.empty() ? (positive ? 1 : 0) : each.values.back();
            into.exclusive_min = !each.values.empty() || (positive && !of_.is_whole);
            if (positive && !of_.is_whole)
                into.min = 0;
            return;
        }
    }

    /// Bounds that every case of a list of cases shares hold in any case.
    void shared_by_cases() {
        std::vector<double> least;
        std::size_t at = 0;
        for (const auto& each : find_all(said_, {"minimum value :|is|of? #", "minimum : #", "min value :|is #"}))
            if (closes(each.next) && is_conditional(said_, each.first)) {
                least.push_back(each.values.back());
                at = at == 0 ? each.first : at;
            }
        if (least.size() >= 2 && std::ranges::count(least, least.front()) == static_cast<std::ptrdiff_t>(least.size()))
            begin(at).min = least.front();
        std::vector<double> most;
        for (const auto& each : find_all(said_, {"maximum value :|is|of? #", "maximum : #", "max value :|is #"}))
            if (closes(each.next) && is_conditional(said_, each.first)) {
                most.push_back(each.values.back());
                at = at == 0 ? each.first : at;
            }
        if (most.size() >= 2 && std::ranges::count(most, most.front()) == static_cast<std::ptrdiff_t>(most.size()))
            begin(at).max = most.front();
    }

    const wording& said_;
    const subject& of_;
    std::optional<statement> found_;
};

} // namespace

std::optional<statement> range(const wording& said, const subject& of) {
    if (!of.is_number && !(of.is_text && !of.is_list))
        return std::nullopt;
    return range_finder(said, of).find();
}

} // namespace bindery::codegen::mined

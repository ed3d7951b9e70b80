// Values listed behind or below their announcement:
//
//     Valid values: ON, OFF.          Valid values:          0: no; 1: yes
//                                     - QUEUED: waiting
//                                     - FINISHED: done

#include "rules/mine.hpp"
#include "rules/mined/listed_values.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen::mined {
namespace {

class list_finder : listed_values {
public:
    using listed_values::listed_values;

    std::optional<statement> find() {
        if (announced() || only_these() || supported_only() || numbered() || items_alone())
            return std::move(found_);
        return std::nullopt;
    }

private:
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

    std::optional<statement> found_;
};

} // namespace

std::optional<statement> one_of(const wording& said, const subject& of) {
    if (of.is_boolean || !(of.is_text || of.is_number))
        return std::nullopt;
    return list_finder(said, of).find();
}

} // namespace bindery::codegen::mined

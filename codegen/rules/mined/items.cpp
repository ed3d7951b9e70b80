// "You can specify up to 20 IDs. Separate multiple IDs with commas (,).", "Array length limit: 10."

#include "rules/context.hpp"
#include "rules/mine.hpp"
#include "text/scan.hpp"

namespace bindery::codegen::mined {
namespace {

/// What a number of elements does not count.
bool is_measure(const wording& said, std::size_t at) {
    if (at >= said.words.size())
        return false;
    const auto& word = said.words[at].text;
    return unit_named(word) || is_any(word, {"characters", "character", "chars", "letters", "digits", "bits", "px", "x",
                                             "*", "times", "words", "pixels", "years", "years'", "weeks", "fps", "/"});
}

class items_finder {
public:
    items_finder(const wording& said, const subject& of) : said_(said), of_(of) {}

    std::optional<statement> find() {
        for (const auto& each : find_all(said_, {"array length limit|limited :|is|to #",
                                                 "maximum array length :|is|of? #",
                                                 "maximum array length of #",
                                                 "array length :|is|up? #",
                                                 "array length cannot exceed #",
                                                 "length limit :|of|is #",
                                                 "maximum number|count|quantity :|is #",
                                                 "number limit|limited :|is|to? #",
                                                 "数组长度限制 : #",
                                                 "数组长度上限 为? #",
                                                 "数组最大长度 为? #",
                                                 "数组长度最大 为? #",
                                                 "数组长度不超过 #",
                                                 "array size limit :|is #",
                                                 "maximum length of # array",
                                                 "maximum length :|is|of #",
                                                 "maximum array size :|is #",
                                                 "max length :|is #",
                                                 "限制 #",
                                                 "length of the array|list cannot exceed #",
                                                 "maximum size :|is|of #"}))
            offer(each, true);
        for (const auto& each : find_all(said_, {"up to #",
                                                 "at most #",
                                                 "a maximum of #",
                                                 "maximum of #",
                                                 "no more than #",
                                                 "not more than #",
                                                 "cannot exceed #",
                                                 "not exceed #",
                                                 "not exceeding #",
                                                 "maximum #",
                                                 "maximum is|: #",
                                                 "max #",
                                                 "maximum for a single media file is #",
                                                 "limited to #",
                                                 "limit of #",
                                                 "limit is|: #",
                                                 "最多 #",
                                                 "最多支持 #",
                                                 "最多 可以? #",
                                                 "最多可指定 #",
                                                 "最多可填 #",
                                                 "最多设置 #",
                                                 "最多可设置 #",
                                                 "最多可以设置 #",
                                                 "最多添加 #",
                                                 "最多包含 #",
                                                 "最多允许 #",
                                                 "maximum number of #",
                                                 "最多传 #",
                                                 "最多传入 #",
                                                 "至多 #",
                                                 "不得超过 #",
                                                 "不超过 #",
                                                 "不能超过 #",
                                                 "上限 为? #",
                                                 "最大支持 #",
                                                 "最多可传 #",
                                                 "最多提交 #",
                                                 "一次最多提交 #",
                                                 "within #",
                                                 "supports # at most",
                                                 "最大 #",
                                                 "only # "}))
            offer(each, false);
        for (const auto& each :
             find_all(said_, {"contain|contains|have|include|includes # to|- # items|elements|entries",
                              "specify|enter|pass|provide # to|- # ids|items|elements|entries|names|values",
                              "可指定 # ~|-|到|至 # 个", "可传 # ~|-|到|至 # 个", "支持 # ~|-|到|至 # 个"}))
            if (of_.is_list && !is_about_something_else(each)) {
                begin(each.first).min = each.values.front();
                begin(each.first).max = each.values.back();
            }
        for (const auto& each : find_all(said_, {"maximum for a single", "maximum number|count of", "the number of",
                                                 "the quantity of", "total number of"}))
            counted_behind(each);
        for (const auto& each :
             find_all(said_, {"at least #", "minimum of #", "minimum number of #", "no fewer|less than #", "至少 #"}))
            least(each);
        if (found_ && found_->min && found_->max && *found_->min > *found_->max)
            return std::nullopt;
        return found_;
    }

private:
    bool says_several() const { return of_.is_list || holds_several(said_); }

    bool is_about_something_else(const phrase_match& each) const {
        const auto begin = said_.sentence_begin(each.first);
        const auto end = said_.sentence_end(each.first);
        const bool words_of_list =
            of_.is_list && each.next < said_.words.size() && is_any(said_.words[each.next].text, {"words"});
        for (auto i = begin; i < each.first; ++i)
            for (const std::string_view words : {"每个", "每条", "每项", "单个", "holds", "hold"})
                if (phrase_at(said_, i, words))
                    return true;
        return (is_measure(said_, each.next) && !words_of_list) || is_conditional(said_, each.first) ||
               is_named_case(each.first) ||
               (each.next < said_.words.size() && is_any(said_.words[each.next].text, {"each", "respectively"})) ||
               holds_any(said_, begin, each.first,
                         {"each", "every", "example", "such", "length,", "duration", "span", "size", "within"}) ||
               holds_any(said_, each.next, std::min(end, each.next + 3),
                         {"characters", "bytes", "character", "byte", "seconds", "days"}) ||
               said_.words[each.next - 1].text.find('.') != std::string::npos;
    }

    /// "- AI clothing scenario: input only 1 image": an item that opens with what it is about speaks of that.
    bool is_named_case(std::size_t at) const {
        const auto begin = said_.sentence_begin(at);
        if (begin == 0 || said_.words[begin - 1].mark != word::item)
            return false;
        return holds_any(said_, begin, at, {"scenario", "mode", "model", "scene", "only"}) &&
               holds_any(said_, begin, at, {":"});
    }

    /// A scalar holds several only if the text says so, in the sentence or elsewhere.
    bool may_count(const phrase_match& each, bool announced) const {
        if (of_.is_list) {
            // A note on what is inside an element is no limit on the list.
            return announced ||
                   !holds_any(said_, said_.sentence_begin(each.first), each.first,
                              {"video", "pixel", "ratio", "note"}) ||
                   true;
        }
        if (!of_.is_text)
            return false;
        const bool plural = each.next < said_.words.size() &&
                            (said_.words[each.next].text.ends_with("s") || phrase_at(said_, each.next, "个") ||
                             (each.next + 1 < said_.words.size() && said_.words[each.next + 1].text.ends_with("s")) ||
                             (each.next + 2 < said_.words.size() && said_.words[each.next + 2].text.ends_with("s")) ||
                             (each.next + 3 < said_.words.size() && said_.words[each.next + 3].text.ends_with("s")));
        return !announced && plural &&
               (says_several() || find_any_phrase(said_, {"you can specify", "specify up to", "can be specified"}));
    }

    void offer(const phrase_match& each, bool announced) {
        if ((found_ && found_->max) || is_about_something_else(each) || !may_count(each, announced))
            return;
        const auto& opening = said_.words[each.first].text;
        if (opening == "only" && !(of_.is_list && each.values.back() == 1))
            return;
        // Bare numbers limit a list; on a string they would be its length.
        if (of_.is_text && !of_.is_list && announced)
            return;
        begin(each.first).max = each.values.back();
    }

    /// "Maximum number of tags: 10", "The number of IDs cannot exceed 20".
    void counted_behind(const phrase_match& each) {
        if (found_ && found_->max)
            return;
        const auto end = said_.sentence_end(each.first);
        for (std::size_t i = each.next; i < end; ++i)
            for (const std::string_view words :
                 {"cannot|not exceed #", "is|: #", "up to #", "must be less than or equal to #"})
                if (const auto found = phrase_at(said_, i, words);
                    found && found->next <= end && !is_measure(said_, found->next) && !is_conditional(said_, i) &&
                    (of_.is_list || (of_.is_text && says_several()))) {
                    begin(each.first).max = found->values.back();
                    return;
                }
    }

    void least(const phrase_match& each) {
        if (is_about_something_else(each) || !of_.is_list || ends_clause(said_, each.next))
            return;
        begin(each.first).min = each.values.back();
    }

    statement& begin(std::size_t at) {
        if (!found_) {
            found_.emplace();
            found_->kind = statement::items;
            found_->word = at;
        }
        return *found_;
    }

    const wording& said_;
    const subject& of_;
    std::optional<statement> found_;
};

} // namespace

std::optional<statement> items(const wording& said, const subject& of) {
    if (!of.is_list && !(of.is_text && !of.is_boolean))
        return std::nullopt;
    return items_finder(said, of).find();
}

} // namespace bindery::codegen::mined

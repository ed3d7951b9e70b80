// "It can contain up to 1,000 characters.", "Length limit: 1-64 characters.", "Each tag can be up to 32 bytes in
// length."

#include "rules/context.hpp"
#include "rules/mine.hpp"

namespace bindery::codegen::mined {
namespace {

struct counted {
    bool bytes = false;
    double times = 1; ///< a KB holds 1024 bytes
    std::size_t next = 0;
};

/// What a length counts, at a word.
std::optional<counted> counted_at(const wording& said, std::size_t at) {
    while (at < said.words.size() && is_any(said.words[at].text, {"ascii", "english", "utf-8", "chinese", "visible",
                                                                  "unicode", "个", "`", "lowercase", "printable"}))
        ++at;
    if (at >= said.words.size())
        return std::nullopt;
    const auto& word = said.words[at].text;
    if (is_any(word, {"characters", "character", "chars", "char", "letters", "digits", "characters'", "symbols"}))
        return counted{false, 1, at + 1};
    if (is_any(word, {"bytes", "byte"}))
        return counted{true, 1, at + 1};
    if (word == "kb" && at + 1 < said.words.size() && is_any(said.words[at + 1].text, {"in"}))
        return counted{true, 1024, at + 1};
    if (phrase_at(said, at, "字符") || phrase_at(said, at, "字母") || phrase_at(said, at, "汉字"))
        return counted{false, 1, at + 2};
    if (phrase_at(said, at, "字节"))
        return counted{true, 1, at + 2};
    return std::nullopt;
}

/// Whether a sentence speaks of length without saying what it counts.
bool speaks_of_length(const wording& said, std::size_t at) {
    const auto begin = said.sentence_begin(at);
    return holds_any(said, begin, said.sentence_end(at), {"length", "long"}) ||
           find_phrase(said, "长度", begin).value_or(phrase_match{{}, {}, {}, said.words.size(), 0}).first <
               said.sentence_end(at);
}

class length_finder {
public:
    length_finder(const wording& said, const subject& of) : said_(said), of_(of) {}

    std::optional<statement> find() {
        both();
        most();
        least();
        if (!found_)
            exact();
        if (found_ && found_->min && found_->max && *found_->min > *found_->max)
            return std::nullopt;
        return found_;
    }

private:
    /// Takes the bounds, if the words around them say that they are of the value's length.
    void offer(std::size_t at, std::size_t next, std::optional<double> min, std::optional<double> max,
               bool below = false) {
        auto what = counted_at(said_, next);
        if (!what) {
            // No unit: only where the sentence is about length, and the number stands alone.
            if (of_.is_list || !speaks_of_length(said_, at) ||
                !(ends_clause(said_, next) || said_.words[next].text == "in" || said_.words[next].text == "at"))
                return;
            what = counted{false, 1, next};
        }
        if (is_about_something_else(at, what->next))
            return;
        if (found_ && ((min && found_->min) || (max && found_->max)))
            return;
        if (!found_) {
            found_.emplace();
            found_->kind = statement::length;
            found_->word = at;
            found_->bytes = what->bytes;
            found_->each = of_.is_list || (is_about_parts(said_, at) && holds_several_or_list());
        }
        if (min)
            found_->min = *min * what->times;
        if (max) {
            found_->max = *max * what->times;
            found_->exclusive_max = below;
        }
    }

    bool holds_several_or_list() const {
        return of_.is_list || holds_several(said_) || find_phrase(said_, "each").has_value();
    }

    /// "first 8 digits", "the name of the file", a case, a part, an example.
    bool is_about_something_else(std::size_t at, std::size_t next) const {
        const auto begin = said_.sentence_begin(at);
        if (holds_any(said_, begin, at, {"example", "such", "first", "last", "masking", "hash", "e.g", "default"}))
            return true;
        if (next < said_.words.size() && is_any(said_.words[next].text, {"of", "before", "after", "per"}))
            return true;
        for (std::size_t i = begin; i < at; ++i) {
            if (phrase_at(said_, i, "file|files in|size|content"))
                return true;
            // "The value of ResourceType can be": of a field inside.
            if (const auto of_field = phrase_at(said_, i, "the value of");
                of_field && of_field->next < at && !is_any(said_.words[of_field->next].text, {"this", "the", "it"}))
                return true;
        }
        if (holds_any(said_, begin, at, {"if", "when", "unless", "若", "当"}))
            return true;
        return is_conditional(said_, at) && !holds_any(said_, at, said_.sentence_end(at), {"exceed", "exceeds"});
    }

    /// "Minimum length: 3" has "length: 3" in it.
    bool is_least(std::size_t at) const {
        return at > 0 && is_any(said_.words[at - 1].text, {"minimum", "min", "least", "shortest"});
    }

    /// "no less than", "不少于": the other way round.
    bool is_negated(std::size_t at) const {
        const auto begin = at < 2 ? 0 : at - 2;
        return holds_any(said_, begin, at, {"no", "not", "cannot", "不"});
    }

    void both() {
        for (std::size_t i = 0; i < said_.words.size(); ++i) {
            if (i > 0 && said_.words[i - 1].text == "[")
                continue;
            if (const auto found = interval_at(said_, i)) {
                offer(i, found->next, found->low, found->high);
                i = found->next - 1;
            } else if (const auto between = phrase_at(said_, i, "between # characters|bytes? and #")) {
                offer(i, between->next, between->values[0], between->values[1]);
            } else if (const auto chinese = phrase_at(said_, i, "介于 # 和|与|到|至 # 之间?")) {
                offer(i, chinese->next, chinese->values[0], chinese->values[1]);
            } else if (const auto plain = phrase_at(said_, i, "between # and #")) {
                offer(i, plain->next, plain->values[0], plain->values[1]);
            } else if (const auto units = phrase_at(said_, i, "# characters|bytes|character|byte to|and|- #")) {
                offer(i, units->next, units->values[0], units->values[1]);
            }
        }
    }

    void most() {
        for (const auto& each : find_all(said_, {"up to #",
                                                 "at most #",
                                                 "no more than #",
                                                 "no longer than #",
                                                 "not longer than #",
                                                 "not more than #",
                                                 "no greater than #",
                                                 "not exceed #",
                                                 "cannot exceed #",
                                                 "can't exceed #",
                                                 "not exceeding #",
                                                 "not be longer than #",
                                                 "cannot be longer|more|greater|larger than #",
                                                 "not be more than #",
                                                 "not be greater than #",
                                                 "maximum length of|is|:|= #",
                                                 "maximum length in characters|bytes : #",
                                                 "maximum length #",
                                                 "max length of|is|:|= #",
                                                 "maximum length is : #",
                                                 "maximum length limit is|:|of #",
                                                 "maximum of #",
                                                 "a maximum #",
                                                 "maximum is|: #",
                                                 "maximum # ",
                                                 "length limit of|:|is #",
                                                 "length limited to #",
                                                 "limited to #",
                                                 "length limit #",
                                                 "within #",
                                                 "length is limited to #",
                                                 "length : #",
                                                 "length up to #",
                                                 "must not be longer than #",
                                                 "length upper limit is|:|of #",
                                                 "limit of #",
                                                 "limit is|: #",
                                                 "不超过 #",
                                                 "不能超过 #",
                                                 "不得超过 #",
                                                 "最长 #",
                                                 "最多 #",
                                                 "至多 #",
                                                 "不能大于 #",
                                                 "最大 #",
                                                 "最大支持 #",
                                                 "支持最多 #",
                                                 "less than or equal to #",
                                                 "不大于 #",
                                                 "最大长度 为? #",
                                                 "最大长度 : #",
                                                 "长度限制 : #",
                                                 "长度限制 为? #",
                                                 "上限 为? #",
                                                 "小于等于 #",
                                                 "contain # or fewer",
                                                 "can contain #"}))
            if (!is_least(each.first))
                offer(each.first, each.next, std::nullopt, each.values.back());
        for (const auto& each : find_all(said_, {"maximum|max length of", "length of"}))
            for (std::size_t i = each.next; i < std::min(each.next + 8, said_.sentence_end(each.first)); ++i)
                for (const std::string_view words :
                     {"is #", "cannot|not exceed #", "must be up to #", "is up to #", "is limited to #"})
                    if (const auto found = phrase_at(said_, i, words);
                        found && (said_.words[each.first].text != "length" || said_.words[i].text != "is" ||
                                  said_.words[found->next - 2].text == "to"))
                        offer(each.first, found->next, std::nullopt, found->values.back());
        for (const auto& each : find_all(said_, {"less than #", "fewer than #", "shorter than #", "少于 #", "小于 #"}))
            if (!is_negated(each.first))
                offer(each.first, each.next, std::nullopt, each.values.back(), true);
        for (std::size_t i = 0; i + 1 < said_.words.size(); ++i)
            if (said_.words[i].value)
                if (const auto what = counted_at(said_, i + 1))
                    if (phrase_at(said_, what->next, "at most") || phrase_at(said_, what->next, "or less|fewer") ||
                        phrase_at(said_, what->next, "maximum") || phrase_at(said_, what->next, "以内") ||
                        phrase_at(said_, what->next, "max"))
                        offer(i, i + 1, std::nullopt, *said_.words[i].value);
    }

    void least() {
        for (const auto& each :
             find_all(said_, {"at least #", "no less than #", "not less than #", "no fewer than #",
                              "minimum length of|is|: #", "no shorter than #", "minimum of #", "至少 #", "不少于 #",
                              "不能小于 #", "不小于 #", "不能少于 #", "不得少于 #"}))
            offer(each.first, each.next, each.values.back(), std::nullopt);
    }

    void exact() {
        for (const auto& each : find_all(said_, {"must be #", "length is|of #", "fixed length of #", "length must be #",
                                                 "has a length of #", "exactly #", "长度 固定为 #", "固定为 #"}))
            offer(each.first, each.next, each.values.back(), each.values.back());
    }

    const wording& said_;
    const subject& of_;
    std::optional<statement> found_;
};

} // namespace

std::optional<statement> length(const wording& said, const subject& of) {
    if (!of.is_text)
        return std::nullopt;
    return length_finder(said, of).find();
}

} // namespace bindery::codegen::mined

// "Disused. Use another parameter." A remark on one value or on the past does not deprecate the member, so the word
// must be what a sentence begins with, or be said of the member itself.

#include "rules/context.hpp"
#include "rules/mine.hpp"

namespace bindery::codegen::mined {
namespace {

constexpr auto past_use = {"disused", "deprecated", "obsolete", "discarded", "abandoned",  "废弃",       "已废弃",
                           "已弃用",  "弃用",       "已下线",   "已停用",    "不推荐使用", "不建议使用", "不再使用"};

/// "not recommended" as such, and not "not recommended without", "for" or "to set it to".
bool is_whole_advice(const wording& said, const phrase_match& found) {
    return !holds_any(said, found.next, said.sentence_end(found.next),
                      {"without", "unless", "if", "for", "larger", "more", "less", "set", "special", "above", "than"});
}

bool is_about_member(const wording& said, std::size_t at) {
    const auto begin = said.sentence_begin(at);
    for (std::size_t i = begin; i < said.sentence_end(at); ++i)
        for (const std::string_view words : {"this|the parameter|field|member|interface|attribute", "该参数", "该字段",
                                             "此参数", "此字段", "本参数", "本字段"})
            if (phrase_at(said, i, words))
                return true;
    return false;
}

} // namespace

std::optional<statement> deprecated(const wording& said, const subject&) {
    statement found;
    found.kind = statement::deprecated;
    const auto at = [&](const phrase_match& match) {
        found.word = match.first;
        return found;
    };
    for (std::size_t i = 0; i < said.words.size(); ++i)
        for (const std::string_view word : past_use) {
            const auto match = phrase_at(said, i, word);
            if (!match || match->next == i)
                continue;
            // At the begin of the text, or of a sentence where nothing but a bracket or a colon stands beside it.
            const auto begin = said.sentence_begin(i);
            const bool opens = i == begin || (i == begin + 1 && is_any(said.words[begin].text, {"(", "["})) ||
                               (i > begin && i <= begin + 2 && is_any(said.words[i - 1].text, {":", "now"}));
            // "The tray (deprecated, use another)": an aside of the first sentence.
            const bool is_aside = begin == 0 && i > 0 && said.words[i - 1].text == "(";
            const bool stops = ends_clause(said, match->next) || said.words[match->next].text == ":";
            if ((opens || is_aside) && stops && (said.words[begin].mark != word::item))
                return at(*match);
        }
    for (const auto& each : find_all(
             said,
             {"is|are|was disused|deprecated|obsolete|discarded|abandoned",
              "is|are now|already disused|deprecated|obsolete|discarded|abandoned",
              "has|have been disused|deprecated|discarded|abandoned|obsoleted",
              "is|are no longer used|supported|available|maintained|valid|effective|recommended|required|applicable",
              "is|are no longer in use", "已废弃", "已弃用", "已经废弃", "已下线", "已停用", "不再使用", "不推荐使用",
              "不建议使用", "will be deprecated|discontinued"})) {
        const auto begin = said.sentence_begin(each.first);
        if (is_about_member(said, each.first) && !holds_any(said, begin, each.first, {"when", "if", "value", "values"}))
            return at(each);
    }
    for (const auto& each : find_all(said, {"not recommended", "not recommend", "recommend not", "not advised"})) {
        const auto begin = said.sentence_begin(each.first);
        const bool opens = begin == each.first || (begin + 1 == each.first && said.words[begin].text == "(");
        if ((opens ? begin <= 1 : is_about_member(said, each.first)) && is_whole_advice(said, each) &&
            !holds_any(said, begin, each.first, {"when", "if", "value", "values"}))
            return at(each);
    }
    return std::nullopt;
}

} // namespace bindery::codegen::mined

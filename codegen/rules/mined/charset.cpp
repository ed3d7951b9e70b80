// "It can contain letters, digits and hyphens (-), and must start with a letter."

#include "rules/context.hpp"
#include "rules/mine.hpp"

namespace bindery::codegen::mined {

std::optional<statement> charset(const wording& said, const subject& of) {
    if (!of.is_text)
        return std::nullopt;
    for (std::size_t begin = 0; begin < said.words.size();) {
        const auto end = said.sentence_end(begin);
        const bool names = holds_any(said, begin, end,
                                     {"letters", "letter", "digits", "digit", "uppercase", "lowercase", "hyphens",
                                      "hyphen", "underscores", "underscore", "alphanumeric", "numbers", "字母", "字",
                                      "characters", "character"}) &&
                           (holds_any(said, begin, end,
                                      {"letters", "letter", "uppercase", "lowercase", "hyphens", "hyphen",
                                       "underscores", "underscore", "alphanumeric", "digits"}) ||
                            holds_any(said, begin, end, {"special"}));
        const bool rules =
            holds_any(said, begin, end,
                      {"contain", "contains", "containing", "consist", "consists", "include", "start", "starts",
                       "begin", "end", "allowed", "supported", "only", "must", "allow", "combination", "composed"});
        const bool other =
            holds_any(said, begin, end, {"utf-8", "url", "json", "example", "iso"}) ||
            find_phrase(said, "the value of", begin).value_or(phrase_match{{}, {}, {}, end, 0}).first < end;
        if (names && rules && !other && end > begin) {
            statement found;
            found.kind = statement::charset;
            found.word = said.words[begin].mark == word::none ? begin : begin + 1;
            found.text = said.said(found.word, end);
            return found;
        }
        begin = end + 1;
    }
    return std::nullopt;
}

} // namespace bindery::codegen::mined

// "Disused. Use another parameter." A remark on one value or on the past does not deprecate the member, so the word
// must be what the description begins with, or be said of the member itself.

#include "rules/mine.hpp"

namespace bindery::codegen::mined {

std::optional<rule> deprecated(const wording& said, const type&) {
    const auto opens = find_any_phrase(said, {"disused|deprecated|obsolete .|,|;|:|)", "disused|deprecated|obsolete"});
    if (opens && opens->first == 0 && (opens->next == said.words.size() || opens->chosen.size() > 1))
        return rule{deprecated_rule{}};
    if (find_any_phrase(said, {"this parameter|field|member is disused|deprecated|obsolete",
                               "this parameter|field|member has been disused|deprecated",
                               "this parameter|field|member is no longer used|supported|available",
                               "this parameter|field|member is no longer in use"}))
        return rule{deprecated_rule{}};
    return std::nullopt;
}

} // namespace bindery::codegen::mined

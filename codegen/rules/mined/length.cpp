// "It can contain up to 1,000 characters."

#include "rules/mine.hpp"

namespace bindery::codegen::mined {
namespace {

length_unit unit_of(const phrase_match& found) {
    return !found.chosen.empty() && found.chosen.back().starts_with("byte") ? length_unit::bytes
                                                                            : length_unit::characters;
}

/// "Each tag can be up to 32 bytes": the sentence is about the parts of the value.
bool is_about_parts(const wording& said, const phrase_match& found) {
    for (std::size_t i = found.first; i-- > 0;) {
        const auto& word = said.words[i].text;
        if (word == "." || word == "\n" || word == ";")
            return false;
        if (word == "each" || word == "every")
            return true;
    }
    return false;
}

} // namespace

std::optional<rule> length(const wording& said, const type& of) {
    if (of.kind != type_kind::text || of.lists > 0)
        return std::nullopt;
    const auto both = find_any_phrase(said, {"# to # characters|bytes in length", "between # and # characters|bytes",
                                             "from # to # characters|bytes", "# - # characters|bytes"});
    if (both && both->numbers[0] <= both->numbers[1])
        return rule{length_rule{{both->numbers[0], both->numbers[1]}, unit_of(*both)}, is_about_parts(said, *both)};
    const auto most =
        find_any_phrase(said, {"can|may contain up to # characters|bytes", "can|may be up to # characters|bytes",
                               "up to # characters|bytes in length", "maximum length is # characters|bytes",
                               "maximum length : # characters|bytes", "cannot exceed # characters|bytes",
                               "not exceed # characters|bytes", "at most # characters|bytes"});
    if (most)
        return rule{length_rule{{std::nullopt, most->numbers[0]}, unit_of(*most)}, is_about_parts(said, *most)};
    return std::nullopt;
}

} // namespace bindery::codegen::mined

// "Value range: [1, 100]."

#include "rules/mine.hpp"

namespace bindery::codegen::mined {

std::optional<rule> range(const wording& said, const type& of) {
    const bool counts = of.kind == type_kind::integer || of.kind == type_kind::unsigned_integer;
    if (!counts || of.lists > 0)
        return std::nullopt;
    const auto found =
        find_any_phrase(said, {"value range : [ # , # ]", "value range : # to #", "value range : # - #"});
    // A unit, a list or another case behind the bounds would need more than two numbers.
    if (!found || found->numbers[0] > found->numbers[1] || find_phrase(said, "value range", found->next))
        return std::nullopt;
    if (found->next < said.words.size()) {
        const auto& next = said.words[found->next].text;
        if (next != "." && next != ";" && next != "\n")
            return std::nullopt;
    }
    return rule{range_rule{{found->numbers[0], found->numbers[1]}}};
}

} // namespace bindery::codegen::mined

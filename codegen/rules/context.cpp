#include "rules/readers.hpp"

#include "wording/phrase.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// Whether an item tells what holds for one case: it begins with a condition, or with a value and its explanation.
bool is_case(const wording& in, std::size_t first) {
    if (phrases<"case">.at(in, first))
        return true;
    for (std::size_t i = first; i < first + 5 && !in.ends(i); ++i)
        if (in.is(i, {":"}))
            return !phrases<"label">.find(in, first, i);
    return false;
}

} // namespace

bool has_condition(const wording& in, std::size_t at) {
    const auto begin = in.sentence_begin(at);
    const auto end = in.sentence_end(at);
    for (auto i = begin; i < end; ++i) {
        // When the member itself is valid or required limits nothing: "and is valid only if ..."
        if (const auto member = phrases<"depends">.at(in, i)) {
            const auto then = phrases<"condition">.at(in, member->next);
            i = (then ? then : member)->next - 1;
            continue;
        }
        const auto found = phrases<"condition">.at(in, i);
        if (!found)
            continue;
        // "..., and is generated if it is left empty" is no condition on what stands before it.
        if (i < at || !phrases<"left out">.find(in, found->next, std::min(found->next + 6, end)))
            return true;
    }
    auto first = begin;
    while (first < at && (in.words[first].mark != word::words || in.is(first, {"-"})))
        ++first;
    // "To obtain all records, you can specify only one field."
    return phrases<"purpose">.at(in, first) && in.holds(first, at, {","});
}

bool is_in_case(const wording& in, std::size_t at) {
    for (auto item = at < in.size() ? in.words[at].in_item : 0; item != 0; item = in.words[item - 1].in_item)
        if (is_case(in, item))
            return true;
    return false;
}

bool is_conditional(const wording& in, std::size_t at) {
    return has_condition(in, at) || is_in_case(in, at);
}

bool is_soft(const wording& in, std::size_t at) {
    return phrases<"soft before">.find(in, in.sentence_begin(at), at) ||
           phrases<"soft behind">.find(in, at, in.sentence_end(at));
}

bool ends_clause(const wording& in, std::size_t at) {
    return in.ends(at) || in.is(at, {".", ",", ";", ")", "`", "]", "!", "\"", "'"});
}

} // namespace bindery::codegen

#include "rules/bounds.hpp"
#include "rules/readers.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

namespace bindery::codegen {
namespace {

/// A rule of which the words are all there is: the sentence itself.
statement quoted(statement::kind_of kind, const wording& in, std::size_t at) {
    const auto begin = in.sentence_begin(at) + in.ends(in.sentence_begin(at));
    return {kind, begin, {std::string(in.said(begin, in.sentence_end(at)))}};
}

std::optional<statement> nullable(const described& in) {
    const auto found = phrases<"may be null">.find(in);
    return found ? std::optional(statement(statement::nullable, found->first)) : std::nullopt;
}

/// The word must be what a sentence begins with, or be said of the member itself: a remark on one value or on the past
/// does not deprecate the member.
std::optional<statement> deprecated(const described& in) {
    for (const auto* list : {&phrases<"disused">, &phrases<"is disused">, &phrases<"not recommended">})
        for (const auto& each : list->find_all(in)) {
            const auto begin = in.sentence_begin(each.first);
            const auto end = in.sentence_end(each.next);
            const bool opens = in.mark(begin) != word::item &&
                               (ends_clause(in, each.next) || in.is(each.next, {":"})) &&
                               (each.first <= begin + 1 || (begin == 0 && in.is(each.first - 1, {"("})));
            const bool is_of_member = list != &phrases<"disused"> && phrases<"this member">.find(in, begin, end) &&
                                      !phrases<"of a value">.find(in, begin, each.first);
            if ((opens || is_of_member) && !phrases<"advice for a case">.find(in, each.next, end))
                return statement(statement::deprecated, each.first);
        }
    return std::nullopt;
}

std::optional<statement> dedup(const described& in) {
    const auto named = phrases<"deduplication">.find(in);
    if (!in.of.is_text || in.of.is_list || !named)
        return std::nullopt;
    statement found(statement::dedup, named->first);
    if (const auto window = phrases<"remembered">.find(in)) {
        const auto* const number = numbers_in(in, *window).front();
        const auto unit = unit_at(in, static_cast<std::size_t>(number - in.words.data()) + 1);
        const auto minutes = unit ? conversion(unit->name, "minutes").value_or(0) : 0;
        found.window_minutes = number->number.value_or(0) * static_cast<std::int64_t>(minutes);
        return found;
    }
    // Without a window only the words themselves tell, and a token that makes repeating safe is no such id.
    if (phrases<"deduplication itself">.find(in) && !phrases<"idempotence">.find(in))
        return found;
    return std::nullopt;
}

std::optional<statement> charset(const described& in) {
    for (std::size_t begin = 0; in.of.is_text && begin < in.size(); begin = in.sentence_end(begin) + 1) {
        const auto has = [&](const phrase_list& list) { return list.find(in, begin, in.sentence_end(begin)); };
        if (has(phrases<"kind of character">) && has(phrases<"rules characters">) && !has(phrases<"not of characters">))
            return quoted(statement::charset, in, begin);
    }
    return std::nullopt;
}

std::optional<statement> conditional(const described& in) {
    const auto found = phrases<"depends">.find(in);
    return found ? std::optional(quoted(statement::conditional, in, found->first)) : std::nullopt;
}

} // namespace

std::optional<statement> unit_in(const described& in) {
    if (in.of.is_boolean)
        return std::nullopt;
    const auto take = [](std::size_t at, std::string_view name) {
        return statement(statement::unit, at, {std::string(name)});
    };
    for (const auto& each : phrases<"unit is">.find_all(in)) {
        if (const auto named = unit_at(in, each.next)) {
            if (!in.is(named->next, {"/"}) && !(in.of.is_text && is_in_case(in, each.first))) // "MB /s"; of a field
                return take(each.first, named->name);
        } else if (in.is(each.next - 1, {":"}) && is_identifier(in.text_at(each.next)) &&
                   ends_clause(in, each.next + 1) && !phrases<"article">.at(in, each.next)) {
            // A unit that is announced is what it is called, whatever that is.
            return take(each.first, in.said(each.next, each.next + 1));
        }
    }
    if (const auto timestamp = phrases<"timestamp in seconds">.find(in); timestamp && in.of.is_number)
        return take(timestamp->first, "seconds");
    for (const auto& each : phrases<"in unit">.find_all(in)) {
        const auto named = unit_at(in, each.next);
        if (named && named->name != "percent" && in.words[each.first].in_item == 0 &&
            (ends_clause(in, named->next) || in.is(named->next, {"("})) &&
            (!in.of.is_text || in.is(each.first - 1, {",", "("})) &&
            !phrases<"condition">.find(in, in.sentence_begin(each.first), each.first) && !is_soft(in, each.first))
            return take(each.first, named->name);
    }
    // "Period (seconds)", of a number
    for (std::size_t i = 1; (in.of.is_number || in.of.is_list) && i < in.sentence_end(0); ++i)
        if (const auto named = in.is(i, {"("}) ? unit_at(in, i + 1) : std::nullopt;
            named && in.is(named->next, {")"}) && named->name != "percent")
            return take(i, named->name);
    return std::nullopt;
}

std::vector<statement> remarks_in(const described& in) {
    std::vector<statement> all;
    for (const auto& read : {unit_in, nullable, deprecated, dedup, charset, conditional})
        if (auto found = read(in))
            all.push_back(std::move(*found));
    return all;
}

} // namespace bindery::codegen

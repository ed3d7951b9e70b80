#include "rules/values.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// Entries with values of their own are fields of the value, and not what it may be.
bool lists_fields(const described& in, const statement& choice) {
    return in.words[choice.word].in_item == 0 &&
           std::ranges::any_of(phrases<"values">.find_all(in, choice.word + 1),
                               [&](const phrase_match& each) { return in.words[each.first].in_item != 0; });
}

/// "Valid values: 1, 2. For three of them, set this value to 3."
bool has_another_value(const described& in, const statement& choice) {
    for (const auto& each : phrases<"names a value">.find_all(in)) {
        const auto value = is_quoted(in, each.next) || in.of.is_number ? value_at(in, each.next) : std::nullopt;
        if (value && std::ranges::find(choice.values, value->text) == choice.values.end())
            return true;
    }
    return false;
}

/// One value alone is all there is only when it is set off or stands in an item of its own.
bool is_formal(const wording& in, std::size_t at) {
    while (in.is(at, {":", "."}))
        ++at;
    return in.ends(at) || in.words[at].set_off;
}

/// "Valid values: ON, OFF", and whatever else announces a list. Tells whether all of it is understood.
bool take_announced(const described& in, agreement& all) {
    bool is_understood = true;
    for (const auto& each : phrases<"values">.find_all(in)) {
        if (each.first > 0 && phrases<"not values">.at(in, each.first - 1))
            continue;
        if (!in.is(each.next - 1, {":"}) && phrases<"of a case">.at(in, each.next)) {
            all.is_broken = true; // "Valid values for MySQL: ..."
            continue;
        }
        auto at = each.next;
        while (const auto filler = in.is_set_off(at) ? std::nullopt : phrases<"announces values">.at(in, at))
            at = filler->next;
        if (is_conditional(in, each.first) || is_soft(in, each.first))
            continue;
        const auto listed = list_at(in, at);
        if (listed && (listed->size() > 1 || is_formal(in, at)))
            all.take(statement::one_of, each.first, *listed);
        else
            is_understood = false;
    }
    return is_understood;
}

/// Whether nothing that could be another subject stands before a word in its clause.
bool opens_clause(const wording& in, std::size_t at) {
    for (auto i = at; i > in.sentence_begin(at); --i) {
        if (in.is(i - 1, {",", "(", ":"}) || in.mark(i - 1) != word::words)
            return true;
        const auto own = phrases<"own">.at(in, i - 1);
        if (!own && !phrases<"article">.at(in, i - 1) && !phrases<"announces">.at(in, i - 1))
            return false;
    }
    return true;
}

/// "Only TCP is supported."
void take_only(const described& in, agreement& all) {
    for (const auto& each : phrases<"only">.find_all(in)) {
        const auto at = each.next + (in.mark(each.next) == word::line);
        const bool names_values = is_proper(in, at) || (phrases<"set to">.at(in, each.first) && !in.ends(at));
        if (names_values && !is_conditional(in, each.first) && opens_clause(in, each.first))
            if (const auto listed = list_at(in, at))
                all.take(statement::one_of, each.first, *listed);
    }
}

/// "Policy, ACCEPT or DROP.", "Policy. ACCEPT: allow; DROP: deny"
std::optional<value_list> row_of_spelled(const described& in, std::size_t at) {
    auto listed = has_condition(in, at) || is_soft(in, at) ? std::nullopt : list_at(in, at);
    const auto is_spelled = [&](const std::string& value) {
        return (is_quoted(in, at) && std::ranges::any_of(value, is_letter)) ||
               (value.size() > 1 && is_in_capitals(value));
    };
    return listed && listed->size() > 1 && std::ranges::all_of(*listed, is_spelled) ? listed : std::nullopt;
}

/// Items that all begin with a value that is set off or explained, below a sentence that is about the member.
std::optional<statement> items_alone(const described& in, std::size_t behind) {
    std::size_t at = 0;
    while (at < in.size() && item_at(in, at) == 0)
        ++at;
    const auto first = item_at(in, at);
    const bool is_unsure =
        at == 0 ? !is_quoted(in, first) && !in.of.is_number : has_condition(in, at - 1) || is_soft(in, at - 1);
    const auto listed = is_unsure || at > behind ? std::nullopt : list_at(in, at);
    if (!listed || listed->size() < 2)
        return std::nullopt;
    const auto is_word_of_text = [](const std::string& value) {
        return std::ranges::all_of(value, is_letter) && !std::ranges::all_of(value, is_upper);
    };
    if (is_proper(in, first) || (looks_like_entry(in, first) && std::ranges::none_of(*listed, is_word_of_text)) ||
        phrases<"a choice">.find(in, 0, at))
        return statement(statement::one_of, first, *listed);
    return std::nullopt;
}

/// "Whether to enable: 0 Off, 1 On": at the begin of the text, or behind a sentence or a colon.
std::optional<statement> unannounced(const described& in) {
    if (in.holds(0, in.size(), {"{"}) || (in.of.is_number && unit_in(in)))
        return std::nullopt; // a JSON text; values with a meaning of their own, among others
    const auto fields = phrases<"not a list of values">.find(in);
    const auto behind = fields ? fields->first : in.size(); // what is listed there are no values
    for (std::size_t at = 0; at < in.size(); ++at) {
        if (in.ends(at) || (at > 0 && item_at(in, at - 1) != 0))
            continue;
        const bool bounded = at == 0 || in.ends(at - 1) || in.is(at - 1, {":", ".", ",", ";", "(", "[", "?"});
        std::optional<value_list> listed;
        if (looks_like_entry(in, at) && (in.words[at].number || (bounded && is_quoted(in, at)))) {
            listed = explained_at(in, at);
            if (!listed || has_condition(in, at) || is_soft(in, at))
                return std::nullopt; // half of it is not understood
        } else if (bounded && !in.of.is_number && at <= behind) {
            listed = row_of_spelled(in, at);
        }
        if (listed && listed->size() > 1)
            return statement(statement::one_of, at, *listed);
    }
    return items_alone(in, behind);
}

} // namespace

std::optional<statement> choice_in(const described& in) {
    if (in.of.is_boolean || !(in.of.is_text || in.of.is_number) || phrases<"flags">.find(in) ||
        (in.of.is_list && phrases<"names of fields">.find(in, 0, in.sentence_end(0))))
        return std::nullopt;
    agreement all;
    const bool is_understood = take_announced(in, all);
    if (!all.found)
        take_only(in, all);
    if (!all.found && is_understood)
        all.found = unannounced(in);
    if (all.is_broken || !all.found || lists_fields(in, *all.found) || has_another_value(in, *all.found))
        return std::nullopt;
    all.found->each = in.of.is_list || phrases<"several">.find(in);
    return std::move(all.found);
}

} // namespace bindery::codegen

#include "rules/written.hpp"

#include "rules/bounds.hpp"
#include "text/scan.hpp"
#include "wording/phrase.hpp"

#include <algorithm>
#include <string>
#include <type_traits>

namespace bindery::codegen {
namespace {

/// The parts between the signs that stand outside backticks; a sign at the end has none behind it.
std::vector<std::string_view> parts_of(std::string_view text, char sign) {
    std::vector<std::string_view> parts;
    bool in_value = false;
    for (std::size_t begin = 0, end = 0; begin < text.size(); ++end) {
        if (end == text.size() || (text[end] == sign && !in_value)) {
            parts.push_back(trimmed(text.substr(begin, end - begin)));
            begin = end + 1;
        } else {
            in_value = in_value != (text[end] == '`');
        }
    }
    return parts;
}

/// The values between backticks; none when there is anything but commas and blanks between them.
std::vector<std::string> values_of(std::string_view listed) {
    std::vector<std::string> values;
    for (const auto each : parts_of(trimmed(listed), ',')) {
        if (each.size() < 2 || each.front() != '`' || each.find('`', 1) != each.size() - 1)
            return {};
        values.emplace_back(each.substr(1, each.size() - 2));
    }
    return values;
}

/// "1 to 64", "at most 50", "at least 1", "36", and no word more but for what a length counts.
template <class Rule>
std::optional<rule> read_bounded(std::string_view rest) {
    constexpr bool is_length = std::is_same_v<Rule, length_rule>;
    const wording words(rest);
    const auto found = (is_length ? phrases<"written length"> : phrases<"written bounds">).at(words, 0);
    if (!found || found->next != words.size())
        return std::nullopt;
    const auto numbers = numbers_in(words, *found);
    const auto low = numbers.front()->number;
    const auto high = numbers.back()->number;
    if (!low || !high || *high < *low)
        return std::nullopt;
    Rule made{{words.is(1, {"most"}) ? std::nullopt : low, words.is(1, {"least"}) ? std::nullopt : high}};
    if constexpr (is_length)
        made.unit = words.words.back().text == "bytes" ? length_unit::bytes : length_unit::characters;
    return rule{made};
}

std::optional<rule> read_one_of(std::string_view rest) {
    auto values = rest.starts_with("of") ? values_of(rest.substr(2)) : std::vector<std::string>{};
    return values.empty() ? std::nullopt : std::optional(rule{one_of_rule{std::move(values)}});
}

std::optional<rule> read_default(std::string_view rest) {
    const auto values = values_of(rest);
    return values.size() == 1 ? std::optional(rule{default_rule{values.front()}}) : std::nullopt;
}

std::optional<rule> read_unit(std::string_view rest) {
    return rest.empty() ? std::nullopt : std::optional(rule{unit_rule{std::string(rest)}});
}

std::optional<rule> read_unique(std::string_view rest) {
    const wording words(rest);
    const auto window = phrases<"written window">.at(words, 0);
    if (!window || window->next != words.size())
        return std::nullopt;
    const auto seconds = conversion(unit_at(words, window->next - 1)->name, "seconds").value_or(0);
    return rule{dedup_rule{words.words[1].number.value_or(0) * static_cast<std::int64_t>(seconds)}};
}

template <class Rule>
std::optional<rule> read_word(std::string_view rest) {
    return rest.empty() ? std::optional(rule{Rule{}}) : std::nullopt;
}

/// What a member's value, or each of its elements, may be.
enum kind_of_value {
    texts = 1,
    numbers = 2,
    lists = 4,
    others = 8,
    all = texts | numbers | lists | others
};

constexpr std::string_view all_rules =
    "length, range, items, one of, default, unit, unique for, nullable, disused, or one of them after each or relaxed";

struct form {
    std::string_view word; ///< that begins it
    std::string_view expected;
    std::optional<rule> (*read)(std::string_view rest);
    int suits = all;
    std::string_view needs{}; ///< the types that it suits
};

constexpr form forms[] = {
    {"length", "length A to B, length at most B, or length at least A, then perhaps bytes", read_bounded<length_rule>,
     texts, "String"},
    {"range", "range A to B, range at most B, or range at least A", read_bounded<range_rule>, numbers,
     "Integer or Float"},
    {"items", "items A to B, items at most B, or items at least A", read_bounded<items_rule>, lists, "a list"},
    {"one", "one of `A`, `B`, with each value between backticks", read_one_of, texts | numbers, "String or Integer"},
    {"default", "default `A`, with the value between backticks", read_default},
    {"unit", "unit and its name, such as unit milliseconds", read_unit},
    {"unique", "unique for N days, hours, minutes or seconds", read_unique, texts, "String"},
    {"nullable", all_rules, read_word<nullable_rule>},
    {"disused", all_rules, read_word<deprecated_rule>},
};

bool takes_word(std::string_view& piece, std::string_view word) {
    if (first_token(piece) != word)
        return false;
    piece = trimmed(piece.substr(word.size()));
    return true;
}

/// The kind of type a rule needs, when the member's is another.
std::optional<std::string_view> misfit(const form& written, bool each, const type& of) {
    if (each && of.lists == 0)
        return "a list, since the rule is for each element";
    const auto what = subject_of(of);
    const auto kind = what.is_list && !each ? lists : what.is_text ? texts : what.is_number ? numbers : others;
    return written.suits & kind ? std::nullopt : std::optional(written.needs);
}

} // namespace

std::vector<rule> read_written_rules(const page& from, const cell& written, const type& of, used_in side,
                                     report& said) {
    std::vector<rule> rules;
    for (const auto whole : parts_of(written.text, ';')) {
        if (whole.empty())
            continue;
        const auto offset = static_cast<int>(whole.data() - written.text.data());
        const auto fails = [&](std::string_view expected, std::string hint, const std::string& on = {}) {
            said.unexpected(from.at({written.at.line, written.at.column + offset}), quoted(whole) + on, expected,
                            std::move(hint));
        };
        auto piece = whole;
        const bool relaxed = takes_word(piece, "relaxed");
        const bool each = takes_word(piece, "each");
        const auto* const known =
            std::ranges::find_if(forms, [&](const form& one) { return takes_word(piece, one.word); });
        auto found = known == std::end(forms) ? std::nullopt : known->read(piece);
        if (!found) {
            fails(known == std::end(forms) ? all_rules : known->expected,
                  document("spec-format.md") + " lists the rules");
            continue;
        }
        found->each = each;
        found->relaxed = relaxed;
        const auto same_kind = [&](const rule& other) { return other.what.index() == found->what.index(); };
        if (relaxed && side == used_in::answers)
            fails("the rule alone, since answers are held to none", "take the word relaxed out");
        else if (relaxed && !is_enforced(*found))
            fails("relaxed length, range, items or one of", "no request is refused for another");
        else if (const auto wanted = misfit(*known, each, of))
            fails(*wanted, "correct the type or the rule", " on a member of type " + of.words);
        else if (std::ranges::any_of(rules, same_kind))
            fails("one rule of a kind", "take one of them out");
        else
            rules.push_back(std::move(*found));
    }
    return rules;
}

} // namespace bindery::codegen

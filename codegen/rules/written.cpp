#include "rules/written.hpp"

#include "rules/phrase.hpp"
#include "text/document.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

constexpr std::string_view all_rules =
    "length, range, items, one of, default, unit, unique for, nullable, disused, or one of them after each or relaxed";

/// The pieces between the semicolons that stand outside backticks.
std::vector<std::string_view> pieces_of(std::string_view written) {
    std::vector<std::string_view> pieces;
    std::size_t begin = 0;
    bool in_value = false;
    for (std::size_t i = 0; i <= written.size(); ++i) {
        if (i < written.size() && written[i] == '`')
            in_value = !in_value;
        if (i == written.size() || (written[i] == ';' && !in_value)) {
            if (const auto piece = trimmed(written.substr(begin, i - begin)); !piece.empty())
                pieces.push_back(piece);
            begin = i + 1;
        }
    }
    return pieces;
}

/// The values between backticks; nothing when there is anything but commas and blanks between them.
std::optional<std::vector<std::string>> values_of(std::string_view listed) {
    std::vector<std::string> values;
    while (!(listed = trimmed(listed)).empty()) {
        const auto end = listed.front() == '`' ? listed.find('`', 1) : std::string_view::npos;
        if (end == std::string_view::npos)
            return std::nullopt;
        values.emplace_back(listed.substr(1, end - 1));
        listed = trimmed(listed.substr(end + 1));
        if (listed.starts_with(','))
            listed.remove_prefix(1);
        else if (!listed.empty())
            return std::nullopt;
    }
    if (values.empty())
        return std::nullopt;
    return values;
}

/// "1 to 64", "at most 50", "at least 1", "36"; numbers may be negative.
std::optional<bounds> bounds_of(const wording& words, std::size_t from, std::size_t& next) {
    const auto number = [&](std::size_t at, std::size_t& behind) -> std::optional<std::int64_t> {
        const bool negative = at < words.words.size() && words.words[at].text == "-";
        at += negative;
        if (at >= words.words.size() || !words.words[at].number)
            return std::nullopt;
        behind = at + 1;
        return negative ? -*words.words[at].number : *words.words[at].number;
    };
    const auto says = [&](std::size_t at, std::string_view text) {
        return at < words.words.size() && words.words[at].text == text;
    };
    if (says(from, "at") && (says(from + 1, "most") || says(from + 1, "least"))) {
        const auto bound = number(from + 2, next);
        if (!bound)
            return std::nullopt;
        return says(from + 1, "most") ? bounds{std::nullopt, bound} : bounds{bound, std::nullopt};
    }
    const auto low = number(from, next);
    if (!low || !says(next, "to"))
        return low ? std::optional(bounds{low, low}) : std::nullopt;
    const auto high = number(next + 1, next);
    if (!high || *high < *low)
        return std::nullopt;
    return bounds{low, high};
}

/// What a piece says, or what was expected instead.
struct reading {
    std::optional<rule> found;
    std::string expected;
};

reading read_bounded(std::string_view piece, std::string_view kind) {
    const std::string expected = std::string(kind) + " A to B, " + std::string(kind) + " at most B, or " +
                                 std::string(kind) + " at least A" + (kind == "length" ? ", then perhaps bytes" : "");
    const wording words(piece);
    std::size_t next = 0;
    const auto of = bounds_of(words, 1, next);
    if (!of)
        return {{}, expected};
    length_unit unit = length_unit::characters;
    if (kind == "length" && next < words.words.size() &&
        (words.words[next].text == "bytes" || words.words[next].text == "characters"))
        unit = words.words[next++].text == "bytes" ? length_unit::bytes : length_unit::characters;
    if (next != words.words.size())
        return {{}, expected};
    if (kind == "length")
        return {rule{length_rule{*of, unit}}, {}};
    if (kind == "range")
        return {rule{range_rule{*of}}, {}};
    return {rule{items_rule{*of}}, {}};
}

reading read_unique(std::string_view piece) {
    const wording words(piece);
    const auto window = find_any_phrase(words, {"unique for # day|days|hour|hours|minute|minutes|second|seconds"});
    if (!window || window->first != 0 || window->next != words.words.size())
        return {{}, "unique for N days, hours, minutes or seconds"};
    const auto& unit = window->chosen.back();
    const std::int64_t seconds = unit.starts_with("day")      ? 86400
                                 : unit.starts_with("hour")   ? 3600
                                 : unit.starts_with("minute") ? 60
                                                              : 1;
    return {rule{dedup_rule{window->numbers[0] * seconds}}, {}};
}

reading read_piece(std::string_view piece) {
    const auto word = first_token(piece);
    const auto rest = trimmed(piece.substr(word.size()));
    for (const std::string_view kind : {"length", "range", "items"})
        if (word == kind)
            return read_bounded(piece, kind);
    if (piece.starts_with("one of")) {
        auto values = values_of(piece.substr(6));
        if (!values)
            return {{}, "one of `A`, `B`, with each value between backticks"};
        return {rule{one_of_rule{std::move(*values)}}, {}};
    }
    if (word == "default") {
        auto values = values_of(rest);
        if (!values || values->size() != 1)
            return {{}, "default `A`, with the value between backticks"};
        return {rule{default_rule{values->front()}}, {}};
    }
    if (word == "unit")
        return rest.empty() ? reading{{}, "unit and its name, such as unit milliseconds"}
                            : reading{rule{unit_rule{std::string(rest)}}, {}};
    if (word == "unique")
        return read_unique(piece);
    if (piece == "nullable")
        return {rule{nullable_rule{}}, {}};
    if (piece == "disused")
        return {rule{deprecated_rule{}}, {}};
    return {{}, std::string(all_rules)};
}

bool takes_word(std::string_view& piece, std::string_view word) {
    if (first_token(piece) != word)
        return false;
    piece = trimmed(piece.substr(word.size()));
    return true;
}

/// The kind of type a rule needs, when the member's is another.
std::optional<std::string_view> misfit(const rule& found, const type& of) {
    const bool on_list = of.lists > 0 && !found.each;
    const bool counts =
        of.kind == type_kind::integer || of.kind == type_kind::unsigned_integer || of.kind == type_kind::number;
    const bool is_text = of.kind == type_kind::text || of.kind == type_kind::timestamp;
    if (found.each && of.lists == 0)
        return "a list, since the rule is for each element";
    if (std::holds_alternative<length_rule>(found.what) && (on_list || !is_text))
        return "String";
    if (std::holds_alternative<dedup_rule>(found.what) && (on_list || !is_text))
        return "String";
    if (std::holds_alternative<range_rule>(found.what) && (on_list || !counts))
        return "Integer or Float";
    if (std::holds_alternative<items_rule>(found.what) && !on_list)
        return "a list";
    if (std::holds_alternative<one_of_rule>(found.what) && (on_list || !(counts || is_text)))
        return "String or Integer";
    return std::nullopt;
}

} // namespace

std::vector<rule> read_written_rules(const page& from, const cell& written, const type& of, used_in side,
                                     report& said) {
    std::vector<rule> rules;
    for (const auto whole : pieces_of(written.text)) {
        const auto offset = static_cast<int>(whole.data() - written.text.data());
        const auto where = from.at({written.at.line, written.at.column + offset});
        auto piece = whole;
        const bool relaxed = takes_word(piece, "relaxed");
        const bool each = takes_word(piece, "each");
        auto [found, expected] = read_piece(piece);
        if (!found) {
            said.unexpected(where, quoted(whole), expected, document("spec-format.md") + " lists the rules");
            continue;
        }
        found->each = each;
        found->relaxed = relaxed;
        if (relaxed && side == used_in::answers) {
            said.unexpected(where, quoted(whole), "the rule alone, since answers are held to none",
                            "take the word relaxed out");
            continue;
        }
        if (relaxed && !is_enforced(*found)) {
            said.unexpected(where, quoted(whole), "relaxed length, range, items or one of",
                            "no request is refused for another");
            continue;
        }
        if (const auto wanted = misfit(*found, of)) {
            said.unexpected(where, quoted(whole) + " on a member of type " + of.words, std::string(*wanted),
                            "correct the type or the rule");
            continue;
        }
        const auto same_kind = [&](const rule& other) { return other.what.index() == found->what.index(); };
        if (std::ranges::any_of(rules, same_kind)) {
            said.unexpected(where, quoted(whole), "one rule of a kind", "take one of them out");
            continue;
        }
        rules.push_back(std::move(*found));
    }
    return rules;
}

} // namespace bindery::codegen

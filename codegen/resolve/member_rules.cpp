#include "resolve/rows.hpp"

#include "dictionary/type_word.hpp"
#include "dictionary/words.hpp"
#include "rules/mine.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

const auto empty_cells = words_in("empty cell");

bool says_nothing(std::string_view text) {
    return text.empty() || is_one_of(lowered(text), empty_cells);
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 10 && std::ranges::all_of(text, is_digit);
}

bool has_letters(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0xE3; });
}

/// A cell under a header says in few words what prose would say in a sentence: the sentence.
std::string sentence(column what, const std::string& cell) {
    const auto words = plain(cell);
    switch (what) {
    case column::default_value:
        return "Default value: " + cell;
    case column::value_range:
        return "Value range: " + cell;
    case column::values:
        return "Valid values: " + cell;
    case column::unit:
        return "Unit: " + cell;
    case column::length:
        return (is_number(words) ? "Maximum length: " : "Length: ") + cell + (has_letters(words) ? "" : " characters");
    default:
        return cell;
    }
}

void add(member& to, rule next) {
    if (std::ranges::none_of(to.rules, [&](const rule& other) { return other.what.index() == next.what.index(); }))
        to.rules.push_back(std::move(next));
}

/// Whether the text gave a rule, or told again what is known.
bool mine(member& to, std::string_view text, place at) {
    auto found = mine_rules(to.type, text, at);
    for (auto& each : found)
        add(to, std::move(each));
    return !found.empty();
}

/// A default that stands alone in its cell needs no words around it.
std::optional<default_rule> plain_default(const type& of, const std::string& text) {
    if (of.lists > 0 || text.find_first_of(" \n,;") != std::string::npos)
        return std::nullopt;
    const auto small = lowered(text);
    if (of.kind == type_kind::boolean && (small == "true" || small == "false"))
        return default_rule{small};
    if (told_by_pages(of.kind) != type_kind::text) // numbers have units
        return std::nullopt;
    const bool in_quotes = text.size() > 1 && text.front() == '"' && text.back() == '"';
    return default_rule{in_quotes ? text.substr(1, text.size() - 2) : text};
}

/// A list of values under a header that promises a range: two at least, or it is no list.
bool take_listed(member& to, const cell& from) {
    bool taken = false;
    for (auto& each : mine_rules(to.type, sentence(column::values, from.text), from.at))
        if (const auto* listed = std::get_if<one_of_rule>(&each.what); listed && listed->values.size() > 1) {
            add(to, std::move(each));
            taken = true;
        }
    return taken;
}

} // namespace

void take_rules(const table& rows, const row& in, member& into) {
    if (const auto most = length_in_type(into.type.words); most && into.type.kind == type_kind::text)
        add(into, {length_rule{{std::nullopt, most}, length_unit::characters}, into.type.lists > 0, into.where.at});
    std::string kept;
    for (const auto what : {column::default_value, column::constraint, column::value_range, column::length,
                            column::values, column::unit}) {
        const auto* told = rows.find(in, what);
        if (!told || says_nothing(plain(told->text)))
            continue;
        const auto text = plain(told->text);
        if (what == column::default_value)
            if (auto value = plain_default(into.type, text)) {
                add(into, {std::move(*value), false, told->at});
                continue;
            }
        const bool taken = mine(into, sentence(what, told->text), told->at) ||
                           (what == column::value_range && take_listed(into, *told));
        if (!taken)
            kept += "\n" + std::string(what == column::constraint ? "" : std::string(to_string(what)) + ": ") + text;
    }
    for (const auto what : {column::description, column::remarks})
        if (const auto* told = rows.find(in, what)) {
            mine(into, told->text, told->at);
            if (what == column::remarks && !says_nothing(plain(told->text)))
                kept += "\n" + plain(told->text);
        }
    into.description = trimmed(into.description + kept);
    into.description_has_rules = true;
}

} // namespace bindery::codegen

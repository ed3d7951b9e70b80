#include "resolve/rows.hpp"

#include "dictionary/type_phrase.hpp"
#include "rules/mine.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"
#include "text/word_table.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

bool says_nothing(std::string_view text) {
    return text.empty() || is_among(lowered(text), "-, –, —, /, --, n/a, na, none, null, 无, 不限, 空");
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
    switch (of.kind) {
    case type_kind::text:
    case type_kind::timestamp:
        if (text.size() > 1 && text.front() == '"' && text.back() == '"')
            return default_rule{text.substr(1, text.size() - 2)};
        return default_rule{text};
    case type_kind::boolean:
        return small == "true" || small == "false" ? std::optional(default_rule{small}) : std::nullopt;
    default:
        return std::nullopt; // numbers have units
    }
}

/// A list of values under a header that promises a range: two at least, or it is no list.
bool take_listed(member& to, const cell& from) {
    auto found = mine_rules(to.type, sentence(column::values, from.text), from.at);
    std::erase_if(found, [](const rule& each) {
        const auto* listed = std::get_if<one_of_rule>(&each.what);
        return !listed || listed->values.size() < 2;
    });
    for (auto& each : found)
        add(to, std::move(each));
    return !found.empty();
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

position read_position(const table& rows, const row& in) {
    const auto* told = rows.find(in, column::position);
    if (!told)
        return position::unstated;
    static const word_table<position> words{
        {position::query, "query"}, {position::body, "body, json"}, {position::form, "form"},
        {position::path, "path"},   {position::header, "header"},   {position::host, "host"},
        {position::query, "url"},   {position::path, "uri"},        {position::host, "domain"}};
    const auto text = lowered(plain(told->text));
    for (const auto& [word, meaning] : words)
        if (text.find(word) != std::string::npos)
            return meaning;
    return position::unstated;
}

} // namespace bindery::codegen

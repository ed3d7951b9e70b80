#include "read/listed_entry.hpp"

#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace bindery::codegen {
namespace {

constexpr std::pair<std::string_view, std::string_view> brackets[] = {{"(", ")"},   {"（", "）"}, {"[", "]"},
                                                                      {"【", "】"}, {"<", ">"},   {"{", "}"}};
constexpr std::string_view separators[] = {":", "：", "—", "–", "-", "|", ",", "，", ";", "；", "."};

std::size_t separator_at_start(std::string_view text) {
    for (const auto each : separators)
        if (text.starts_with(each))
            return each.size();
    return 0;
}

std::string_view without_separators(std::string_view text) {
    text = trimmed(text);
    while (const auto size = separator_at_start(text))
        text = trimmed(text.substr(size));
    return text;
}

/// What stands in brackets at the start of a text, and what behind them. Types have brackets of their own.
struct in_brackets {
    std::string_view inside;
    std::string_view behind;
};
std::optional<in_brackets> brackets_at_start(std::string_view text) {
    for (const auto& [open, close] : brackets) {
        if (!text.starts_with(open))
            continue;
        int depth = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            depth += text.substr(i).starts_with(open);
            if (text.substr(i).starts_with(close) && --depth == 0)
                return in_brackets{text.substr(open.size(), i - open.size()), text.substr(i + close.size())};
        }
    }
    return std::nullopt;
}

/// An item's text: behind its bullet, or behind its number.
std::optional<std::string_view> item_of(std::string_view text) {
    if (const auto item = without_bullet(text))
        return item;
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits > 0 && digits < 4 && text.substr(digits).starts_with(". "))
        return trimmed(text.substr(digits + 2));
    return std::nullopt;
}

bool is_set_off(std::string_view text) {
    return text.starts_with("**") || text.starts_with('`') || text.starts_with("__");
}

/// Words that can only be a type: a basic one, or elements of anything.
bool is_plainly_type(std::string_view words) {
    const auto found = resolve_type(words);
    return found && (found->structure.empty() || found->lists > 0);
}

/// In brackets beside a name a structure's name is a type, too, when it reads like one.
bool is_type(std::string_view words) {
    return is_plainly_type(words) || reads_as_structure(words);
}

void put(listed_entry& into, column what, std::string_view text) {
    into.told.try_emplace(what, cell{std::string(trimmed(text)), into.at});
}

/// "String, required, default: 5": each part by its shape.
void take_attributes(std::string_view inside, listed_entry& into) {
    const auto first = trimmed(inside.substr(0, inside.find(',')));
    while (!(inside = trimmed(inside)).empty()) {
        std::size_t end = inside.size();
        int depth = 0;
        for (std::size_t i = 0; i < inside.size(); ++i) {
            depth += inside[i] == '<' || inside[i] == '(';
            depth -= inside[i] == '>' || inside[i] == ')';
            if (depth == 0 && (inside[i] == ',' || inside[i] == ';' || inside[i] == '|' ||
                               inside.substr(i).starts_with("，") || inside.substr(i).starts_with("；"))) {
                end = i;
                break;
            }
        }
        const auto part = trimmed(inside.substr(0, end));
        inside.remove_prefix(std::min(end + (end < inside.size() && inside[end] < 0 ? 3 : 1), inside.size()));
        const auto small = lowered(part);
        if (yes_no(part))
            put(into, column::required, part);
        else if (small.starts_with("default"))
            put(into, column::default_value, without_separators(part.substr(std::string_view("default").size())));
        else if (is_type(part))
            put(into, column::type, part);
    }
    // Beside an answer one word is the name of a structure.
    if (into.has(column::required) && !into.has(column::type) && is_identifier(first) && is_upper(first.front()))
        put(into, column::type, first);
}

/// "String required — ...": the longest words that are a type, and an answer behind them.
std::string_view take_bare_type(std::string_view rest, listed_entry& into) {
    constexpr int most_words = 4;
    std::size_t best = 0;
    std::size_t end = 0;
    for (int i = 0; i < most_words && end < rest.size(); ++i) {
        end = std::min(rest.find_first_of(" ,.:;", end), rest.size());
        if (rest.substr(0, end).find('(') == std::string_view::npos && is_plainly_type(rest.substr(0, end)))
            best = end;
        if (end == rest.size() || rest[end] != ' ')
            break;
        ++end;
    }
    if (best == 0)
        return rest;
    put(into, column::type, rest.substr(0, best));
    auto left = trimmed(rest.substr(best));
    auto behind = without_separators(left);
    if (const auto answer = brackets_at_start(behind); answer && yes_no(answer->inside)) {
        put(into, column::required, answer->inside);
        return without_separators(answer->behind);
    }
    const auto word = behind.substr(0, behind.find_first_of(" ,.:;"));
    if (word.size() > 2 && yes_no(word)) {
        put(into, column::required, word);
        return without_separators(behind.substr(word.size()));
    }
    return behind;
}

/// The text behind a name: its attributes, then the description.
void take_rest(std::string_view rest, listed_entry& into) {
    rest = trimmed(rest);
    if (const auto attributes = brackets_at_start(rest)) {
        take_attributes(attributes->inside, into);
        rest = attributes->behind;
    } else {
        rest = take_bare_type(without_separators(rest), into);
    }
    if (into.has(column::type))
        put(into, column::description, without_separators(rest));
}

bool is_name(std::string_view word) {
    return !word.empty() && (is_letter(word.front()) || word.front() == '_') &&
           std::ranges::all_of(word, [](char c) { return is_word(c) || c == '.' || c == '-' || c == '[' || c == ']'; });
}

std::string_view name_at_start(std::string_view text) {
    auto word = text.substr(0, text.find_first_of(" \t(:,{<|"));
    for (const std::string_view sign : {"（", "：", "，", "—"})
        word = word.substr(0, word.find(sign));
    while (word.ends_with('.') || word.ends_with('-'))
        word.remove_suffix(1);
    return word;
}

/// The text of a line that is marked as an item or set off, without its markup.
std::optional<std::string> marked_text(const paragraph& line) {
    const auto item = item_of(line.text);
    if (!item && !is_set_off(line.text))
        return std::nullopt;
    return plain(item.value_or(line.text));
}

/// What a line of its own tells. Limits, defaults and remarks are part of the text, which says them in its own words.
bool is_told_by_line(column what) {
    constexpr column all[] = {column::type,     column::required, column::optional, column::description,
                              column::position, column::example,  column::http,     column::message};
    return std::ranges::find(all, what) != std::end(all);
}

} // namespace

std::optional<listed_entry> member_entry(const paragraph& line) {
    const auto text = marked_text(line);
    if (!text)
        return std::nullopt;
    const auto name = name_at_start(*text);
    if (!is_name(name))
        return std::nullopt;
    listed_entry found{{}, line.at};
    found.told[column::name] = {std::string(name), line.at, line.indent};
    const auto rest = trimmed(std::string_view(*text).substr(name.size()));
    if (rest.empty())
        return found; // lines below it tell the type
    found.is_bare = !is_set_off(item_of(line.text).value_or(line.text)) && is_letter(rest.front());
    take_rest(rest, found);
    return found.has(column::type) ? std::optional(std::move(found)) : std::nullopt;
}

std::optional<listed_entry> error_entry(const paragraph& line) {
    const auto text = marked_text(line);
    if (!text)
        return std::nullopt;
    const auto code = name_at_start(*text);
    if (!reads_as_code(code))
        return std::nullopt;
    listed_entry found{{}, line.at};
    found.told[column::code] = {std::string(code), line.at};
    auto rest = trimmed(std::string_view(*text).substr(code.size()));
    if (const auto status = brackets_at_start(rest)) {
        put(found, column::http, status->inside);
        rest = trimmed(status->behind);
    }
    if (!rest.empty())
        put(found, column::description, without_separators(rest));
    return found;
}

bool take_label(const paragraph& line, listed_entry& into) {
    const auto item = item_of(line.text);
    const auto text = plain(item.value_or(line.text));
    for (const std::string_view colon : {":", "："}) {
        const auto at = text.find(colon);
        if (at == std::string::npos || at > 40)
            continue;
        const auto label = std::string_view(text).substr(0, at);
        const auto what = label.find_first_of("([") == std::string_view::npos ? column_of(label) : std::nullopt;
        if (!what || !is_told_by_line(*what))
            continue;
        const auto value = trimmed(std::string_view(text).substr(at + colon.size()));
        if (*what == column::type && !resolve_type(value))
            continue;
        if (*what == column::required && !yes_no(value))
            continue;
        into.told.insert_or_assign(*what, cell{std::string(value), line.at});
        return true;
    }
    return false;
}

} // namespace bindery::codegen

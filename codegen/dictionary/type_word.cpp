#include "dictionary/type_word.hpp"

#include "dictionary/words.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

constexpr std::string_view type_names[] = {"text",    "integer",   "unsigned integer", "number",
                                           "boolean", "timestamp", "object",           "array"};
const auto type_words = words_of<basic_type>("type", type_names);
const auto lone_type_words = words_of<basic_type>("type alone", type_names);
const auto type_words_in_any_case = words_of<basic_type>("type in any case", type_names);

/// A capital and small letters may as well name a structure, unless the word is one that no structure is called.
bool may_name_a_structure(std::string_view words, basic_type meaning) {
    return meaning != basic_type::object && meaning != basic_type::array && words.size() > 1 && is_upper(words[0]) &&
           is_lower(words[1]);
}

constexpr std::string_view list_words[] = {"Array of ", "array of ", "List of ", "list of "};

/// In the order of the basic types.
constexpr type_kind kinds[] = {type_kind::text,      type_kind::integer,  type_kind::unsigned_integer,
                               type_kind::number,    type_kind::boolean,  type_kind::timestamp,
                               type_kind::structure, type_kind::structure};

struct wrapping {
    std::string_view opening;
    std::string_view closing;
    bool list;
};

/// "array[T]", "List<T>", "[]T", "Enum<T>": what stands around the element.
constexpr wrapping wrappings[] = {
    {"array[", "]", true},  {"list[", "]", true},    {"array<", ">", true},   {"list<", ">", true},
    {"array(", ")", true},  {"list(", ")", true},    {"set<", ">", true},     {"[]", "", true},
    {"enum<", ">", false},  {"[", "]", true},        {"list of ", "", true},  {"array of ", "", true},
    {"list ", "", true},    {"array ", "", true},    {"enum of ", "", false}, {"", "[]", true},
    {"", "[ ]", true},      {"", " array", true},    {"", " list", true},     {"", "数组", true},
    {"", "列表", true},     {"", " or null", false}, {"", "/null", false},    {"", "|null", false},
    {"", " | null", false}, {"", "?", false}};

/// Without one wrapping, which counts as a list or not; nothing if there is none.
const wrapping* unwrap(std::string_view& words) {
    const auto small = lowered(words);
    for (const auto& each : wrappings)
        if (small.size() > each.opening.size() + each.closing.size() && small.starts_with(each.opening) &&
            small.ends_with(each.closing)) {
            words =
                trimmed(words.substr(each.opening.size(), words.size() - each.opening.size() - each.closing.size()));
            return &each;
        }
    return nullptr;
}

/// "string(64)", "integer (int64)", "string, required": what is added to a basic type tells nothing of its kind.
std::string_view without_aside(std::string_view words) {
    const auto at = words.find_first_of("(,");
    const auto wide = std::min(words.find("（"), words.find("，"));
    const auto front = trimmed(words.substr(0, std::min(at, wide)));
    return std::min(at, wide) != std::string_view::npos && basic_type_in_any_case(front) ? front : words;
}

/// "Map<String,Integer>": an object whose names are not told.
bool is_map(std::string_view words) {
    const auto small = lowered(words);
    return (small.starts_with("map<") || small.starts_with("map[") || small.starts_with("dict<") ||
            small.starts_with("map(")) &&
           words.size() > 5;
}

/// "strings" behind "array of".
std::string_view singular(std::string_view words) {
    const bool plural = words.size() > 2 && words.ends_with('s') && !basic_type_in_any_case(words) &&
                        basic_type_in_any_case(words.substr(0, words.size() - 1));
    return plural ? words.substr(0, words.size() - 1) : words;
}

} // namespace

std::optional<basic_type> basic_type_of(std::string_view words) {
    const auto found = type_words.find(words);
    return found ? found : lone_type_words.find(words);
}

std::optional<basic_type> basic_type_in_any_case(std::string_view words) {
    if (const auto exact = basic_type_of(words))
        return exact;
    const auto found = type_words_in_any_case.find(lowered(words));
    return found && may_name_a_structure(words, *found) ? std::nullopt : found;
}

std::size_t basic_type_at_start(std::string_view text) {
    std::size_t longest = 0;
    for (const auto& [word, _] : type_words)
        if (text.starts_with(word))
            longest = std::max(longest, word.size());
    return longest;
}

std::size_t list_words_at_start(std::string_view text) {
    std::size_t size = 0;
    for (bool again = true; again;) {
        again = false;
        for (const auto words : list_words)
            if (text.substr(size).starts_with(words)) {
                size += words.size();
                again = true;
            }
    }
    return size;
}

std::optional<std::string_view> nearest_type_word(std::string_view word) {
    for (const auto& [known, _] : type_words)
        if (known.size() >= 5 && edit_distance(lowered(word), lowered(known)) <= 2 && word.size() + 1 >= known.size())
            return known;
    return std::nullopt;
}

bool reads_as_structure(std::string_view word) {
    return is_identifier(word) && is_upper(word.front()) && !word_starts(word).empty();
}

std::optional<type> resolve_type(std::string_view words) {
    type found;
    found.words = trimmed(words);
    std::ranges::replace(found.words, '\n', ' ');
    std::string_view element = found.words;
    for (std::size_t before = 0; element.size() != before && !basic_type_in_any_case(element);) {
        before = element.size();
        element = without_aside(element);
        if (const auto* around = basic_type_in_any_case(element) ? nullptr : unwrap(element))
            found.lists += around->list;
    }
    if (found.lists > 0)
        element = singular(element);
    if (is_map(element)) {
        found.kind = type_kind::structure;
        return found;
    }
    if (const auto basic = basic_type_in_any_case(element)) {
        found.kind = kinds[static_cast<std::size_t>(*basic)];
        found.lists += *basic == basic_type::array;
        return found;
    }
    if (!is_identifier(element) || nearest_type_word(element))
        return std::nullopt;
    // A small letter begins the name of a structure only where something else says that it is one.
    if (!is_upper(element.front()) && found.lists == 0)
        return std::nullopt;
    found.kind = type_kind::structure;
    found.structure = element;
    return found;
}

std::optional<std::int64_t> length_in_type(std::string_view words) {
    const auto open = words.find_first_of("(");
    const auto close = words.find(')', open);
    if (open == std::string_view::npos || close == std::string_view::npos)
        return std::nullopt;
    const auto front = lowered(trimmed(words.substr(0, open)));
    const auto inside = trimmed(words.substr(open + 1, close - open - 1));
    const auto length = inside.size() <= 9 ? number_in<std::int64_t>(inside) : std::nullopt;
    return is_among(front, "string, varchar, char, 字符串") && length.value_or(0) > 0 ? length : std::nullopt;
}

} // namespace bindery::codegen

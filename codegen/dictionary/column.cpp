#include "dictionary/column.hpp"

#include "dictionary/words.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

constexpr std::string_view column_names[] = {
    "name",          "type",     "required", "rules",   "description", "example",     "HTTP status", "error code",
    "error message", "fact",     "value",    "default", "constraints", "value range", "length",      "values",
    "unit",          "position", "level",    "remarks", "optional",    "unknown"};

const auto column_words = words_of<column>("column", column_names);
const auto lone_column_words = words_of<column>("column alone", column_names);

/// What tells only beside another column.
struct vague_column {
    column meaning;
    column beside;
};
const auto vague_column_words = [] {
    constexpr std::string_view mark = " beside ";
    const auto named = [](std::string_view name) { return static_cast<column>(index_of_name(name, column_names)); };
    word_table<vague_column> table;
    for (const auto& [name, words] : rows_of("column beside another")) {
        const auto at = name.find(mark);
        table.add({{named(name.substr(0, at)), named(name.substr(at + mark.size()))}, words});
    }
    return table;
}();

std::optional<column> known(std::string_view words) {
    const auto found = column_words.find(words);
    return found ? found : lone_column_words.find(words);
}

/// Without bold marks, and without the signs that only point at what a header asks: "Required?", "*Type:".
std::string bare(std::string_view cell) {
    while (take_end(cell = trimmed(cell),
                    {"?", "？", ":", "：", "*", ".", "^", "↑", "↓", "↕", "⇅", "⇵", "▲", "▼", "△", "▽"}) ||
           take_start(cell, {"*"})) {
    }
    auto words = lowered(cell);
    for (auto at = words.find("\u00A0"); at != std::string::npos; at = words.find("\u00A0", at))
        words.replace(at, 2, " ");
    return words;
}

/// Both parts of a header in two languages, or parted by a slash, must mean the same.
std::optional<column> common_meaning(std::string_view one, std::string_view other) {
    const auto first = known(bare(one));
    const auto second = known(bare(other));
    return first == second ? first : std::nullopt;
}

std::optional<column> known_in_parts(std::string_view words) {
    for (const std::string_view opening : {"(", "（", "["})
        if (const auto at = words.find(opening); at != std::string_view::npos && at > 0)
            return known(bare(words.substr(0, at)));
    for (const std::string_view sign : {"/", "|", "\n"})
        if (const auto at = words.find(sign); at != std::string_view::npos)
            return common_meaning(words.substr(0, at), words.substr(at + sign.size()));
    const auto turn =
        std::ranges::find_if(words, [&](char c) { return is_beyond_ascii(c) != is_beyond_ascii(words.front()); });
    if (turn == words.end())
        return std::nullopt;
    const auto at = static_cast<std::size_t>(turn - words.begin());
    return common_meaning(words.substr(0, at), words.substr(at));
}

} // namespace

std::optional<column> column_of(std::string_view header_cell) {
    constexpr std::size_t longest = 96; // what is longer is text: most lines of a page are asked
    if (header_cell.size() > longest)
        return std::nullopt;
    const auto words = bare(header_cell);
    if (words.empty())
        return std::nullopt;
    const auto whole = known(words);
    return whole ? whole : known_in_parts(words);
}

std::optional<column> column_beside(std::string_view header_cell, const std::vector<column>& others) {
    const auto words = bare(header_cell);
    for (const auto& [word, it] : vague_column_words)
        if (word == words && index_of(others, it.beside) && !index_of(others, it.meaning))
            return it.meaning;
    return std::nullopt;
}

std::vector<leading_column> columns_at_start(std::string_view text) {
    const auto small = lowered(text);
    std::vector<leading_column> found;
    for (const auto& [word, meaning] : column_words)
        if (small.starts_with(word))
            found.push_back({meaning, word.size()});
    std::ranges::sort(found, std::ranges::greater{}, &leading_column::size);
    return found;
}

std::string_view to_string(column meaning) {
    return column_names[static_cast<std::size_t>(meaning)];
}

bool heads_a_table(const std::vector<column>& columns) {
    const auto has = [&](column wanted) { return index_of(columns, wanted).has_value(); };
    const auto known = std::ranges::count_if(columns, [](column each) { return each != column::other; });
    return known >= 2 && (has(column::name) || has(column::code) || has(column::fact));
}

std::optional<std::size_t> index_of(const std::vector<column>& columns, column wanted) {
    const auto found = std::ranges::find(columns, wanted);
    return found == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

} // namespace bindery::codegen

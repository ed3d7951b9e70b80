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

} // namespace bindery::codegen

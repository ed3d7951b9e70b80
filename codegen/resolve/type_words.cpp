#include "resolve/type_words.hpp"

#include "dictionary/type_word.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

type_kind kind_of(basic_type basic) {
    switch (basic) {
    case basic_type::text:
        return type_kind::text;
    case basic_type::integer:
        return type_kind::integer;
    case basic_type::unsigned_integer:
        return type_kind::unsigned_integer;
    case basic_type::number:
        return type_kind::number;
    case basic_type::boolean:
        return type_kind::boolean;
    case basic_type::timestamp:
        return type_kind::timestamp;
    case basic_type::object:
    case basic_type::array:
        break;
    }
    return type_kind::structure;
}

} // namespace

namespace {

bool ends_with_list_mark(std::string_view words) {
    return words.size() > 2 && words.ends_with(']') && trimmed(words.substr(0, words.size() - 1)).ends_with('[');
}

} // namespace

std::optional<type> resolve_type(std::string_view words) {
    words = trimmed(words);
    type found;
    found.words = words;
    std::string_view element = words;
    // "Array of T", "array[T]", "List<T>", "T[]", and these in each other.
    for (bool again = true; again;) {
        again = false;
        if (const auto size = list_words_at_start(element)) {
            found.lists += static_cast<int>(std::ranges::count(element.substr(0, size), ' ')) / 2;
            element = trimmed(element.substr(size));
            again = true;
        }
        for (const std::string_view opening :
             {"array[", "Array[", "List<", "list<", "Array<", "array<", "list[", "List["})
            if (element.starts_with(opening) && (element.ends_with(']') || element.ends_with('>'))) {
                element = trimmed(element.substr(opening.size(), element.size() - opening.size() - 1));
                ++found.lists;
                again = true;
            }
        if (element.size() > 2 && ends_with_list_mark(element)) {
            element = trimmed(element.substr(0, element.find_last_of('[')));
            ++found.lists;
            again = true;
        }
    }
    if (const auto basic = basic_type_of(element)) {
        found.kind = kind_of(*basic);
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

} // namespace bindery::codegen

#include "dictionary/type_word.hpp"

#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

struct entry {
    std::string_view words;
    basic_type meaning;
    bool alone = false; ///< only where it is all there is: in running text it may begin another word
};

constexpr entry entries[] = {
    {"String", basic_type::text},
    {"string", basic_type::text},
    {"STRING", basic_type::text, true},
    {"Str", basic_type::text, true},
    {"str", basic_type::text, true},
    {"Text", basic_type::text, true},
    {"DateTime", basic_type::text, true},
    {"datetime", basic_type::text, true},
    {"Date", basic_type::text},
    {"Integer", basic_type::integer},
    {"integer", basic_type::integer},
    {"Int", basic_type::integer},
    {"int", basic_type::integer},
    {"Int64", basic_type::integer},
    {"int64", basic_type::integer},
    {"Long", basic_type::integer},
    {"Int32", basic_type::integer, true},
    {"int32", basic_type::integer, true},
    {"INTEGER", basic_type::integer, true},
    {"INT", basic_type::integer, true},
    {"LONG", basic_type::integer, true},
    {"Short", basic_type::integer, true},
    {"long", basic_type::integer},
    {"Unsigned integer", basic_type::unsigned_integer},
    {"Uint", basic_type::unsigned_integer},
    {"uint", basic_type::unsigned_integer},
    {"Uint64", basic_type::unsigned_integer},
    {"UInt64", basic_type::unsigned_integer, true},
    {"Uint32", basic_type::unsigned_integer, true},
    {"uint32", basic_type::unsigned_integer, true},
    {"UInteger", basic_type::unsigned_integer, true},
    {"uint64", basic_type::unsigned_integer},
    {"Float", basic_type::number},
    {"float", basic_type::number},
    {"Double", basic_type::number},
    {"Float32", basic_type::number, true},
    {"Float64", basic_type::number, true},
    {"float64", basic_type::number, true},
    {"Decimal", basic_type::number, true},
    {"double", basic_type::number},
    {"Number", basic_type::number},
    {"number", basic_type::number},
    {"Boolean", basic_type::boolean},
    {"boolean", basic_type::boolean},
    {"Bool", basic_type::boolean},
    {"bool", basic_type::boolean},
    {"Timestamp", basic_type::text}, // "2017-07-27 15:16:56" and other forms, as each service likes,
    {"Timestamp ISO8601", basic_type::timestamp},
    {"Object", basic_type::object},
    {"object", basic_type::object},
    {"Struct", basic_type::object},
    {"struct", basic_type::object, true},
    {"Map", basic_type::object, true},
    {"map", basic_type::object, true},
    {"JSON", basic_type::object, true},
    {"Json", basic_type::object, true},
    {"json", basic_type::object, true},
    {"JSONObject", basic_type::object, true},
    {"JsonObject", basic_type::object, true},
    {"JSONArray", basic_type::array, true},
    {"JsonArray", basic_type::array, true},
    {"RepeatList", basic_type::array, true},
    {"repeat_list", basic_type::array, true},
    {"Array", basic_type::array},
    {"array", basic_type::array},
    {"List", basic_type::array},
    {"list", basic_type::array},
};

constexpr std::string_view list_words[] = {"Array of ", "array of ", "List of ", "list of "};

} // namespace

std::optional<basic_type> basic_type_of(std::string_view words) {
    const auto found = std::ranges::find(entries, words, &entry::words);
    return found == std::end(entries) ? std::nullopt : std::optional(found->meaning);
}

std::size_t basic_type_at_start(std::string_view text) {
    std::size_t longest = 0;
    for (const auto& each : entries)
        if (!each.alone && text.starts_with(each.words))
            longest = std::max(longest, each.words.size());
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
    for (const auto& each : entries)
        if (!each.alone && each.words.size() >= 5 && edit_distance(lowered(word), lowered(each.words)) <= 2 &&
            word.size() + 1 >= each.words.size())
            return each.words;
    return std::nullopt;
}

} // namespace bindery::codegen

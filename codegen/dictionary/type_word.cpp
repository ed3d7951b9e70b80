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

/// Words that are types in whatever case they stand alone in.
constexpr entry in_any_case[] = {
    {"string", basic_type::text},
    {"text", basic_type::text},
    {"varchar", basic_type::text},
    {"enum", basic_type::text},
    {"enumeration", basic_type::text},
    {"uuid", basic_type::text},
    {"guid", basic_type::text},
    {"uri", basic_type::text},
    {"base64", basic_type::text},
    {"date", basic_type::text},
    {"datetime", basic_type::text},
    {"date-time", basic_type::text},
    {"date time", basic_type::text},
    {"timestamp", basic_type::text},
    {"char", basic_type::text},
    {"integer", basic_type::integer},
    {"int", basic_type::integer},
    {"int8", basic_type::integer},
    {"int16", basic_type::integer},
    {"int32", basic_type::integer},
    {"int64", basic_type::integer},
    {"short", basic_type::integer},
    {"long", basic_type::integer},
    {"bigint", basic_type::integer},
    {"tinyint", basic_type::integer},
    {"byte", basic_type::integer},
    {"long integer", basic_type::integer},
    {"long int", basic_type::integer},
    {"signed integer", basic_type::integer},
    {"unsigned integer", basic_type::unsigned_integer},
    {"unsigned int", basic_type::unsigned_integer},
    {"unsigned long", basic_type::unsigned_integer},
    {"uint", basic_type::unsigned_integer},
    {"uint8", basic_type::unsigned_integer},
    {"uint16", basic_type::unsigned_integer},
    {"uint32", basic_type::unsigned_integer},
    {"uint64", basic_type::unsigned_integer},
    {"float", basic_type::number},
    {"float32", basic_type::number},
    {"float64", basic_type::number},
    {"double", basic_type::number},
    {"decimal", basic_type::number},
    {"number", basic_type::number},
    {"numeric", basic_type::number},
    {"boolean", basic_type::boolean},
    {"bool", basic_type::boolean},
    {"object", basic_type::object},
    {"struct", basic_type::object},
    {"structure", basic_type::object},
    {"map", basic_type::object},
    {"dict", basic_type::object},
    {"dictionary", basic_type::object},
    {"json", basic_type::object},
    {"json object", basic_type::object},
    {"array", basic_type::array},
    {"list", basic_type::array},
    {"json array", basic_type::array},
    {"字符串", basic_type::text},
    {"字符型", basic_type::text},
    {"文本", basic_type::text},
    {"字符", basic_type::text},
    {"枚举", basic_type::text},
    {"日期", basic_type::text},
    {"整数", basic_type::integer},
    {"整型", basic_type::integer},
    {"整形", basic_type::integer},
    {"长整型", basic_type::integer},
    {"长整数", basic_type::integer},
    {"无符号整数", basic_type::unsigned_integer},
    {"无符号整型", basic_type::unsigned_integer},
    {"浮点数", basic_type::number},
    {"浮点型", basic_type::number},
    {"浮点", basic_type::number},
    {"小数", basic_type::number},
    {"数字", basic_type::number},
    {"数值", basic_type::number},
    {"布尔", basic_type::boolean},
    {"布尔值", basic_type::boolean},
    {"布尔型", basic_type::boolean},
    {"布尔类型", basic_type::boolean},
    {"对象", basic_type::object},
    {"结构体", basic_type::object},
    {"数组", basic_type::array},
    {"列表", basic_type::array},
};

/// A capital and small letters may as well name a structure, unless the word is one that no structure is called.
bool may_name_a_structure(std::string_view words, basic_type meaning) {
    return meaning != basic_type::object && meaning != basic_type::array && words.size() > 1 && is_upper(words[0]) &&
           is_lower(words[1]) && std::ranges::none_of(entries, [&](const entry& each) { return each.words == words; });
}

constexpr std::string_view list_words[] = {"Array of ", "array of ", "List of ", "list of "};

} // namespace

std::optional<basic_type> basic_type_of(std::string_view words) {
    const auto found = std::ranges::find(entries, words, &entry::words);
    return found == std::end(entries) ? std::nullopt : std::optional(found->meaning);
}

std::optional<basic_type> basic_type_in_any_case(std::string_view words) {
    if (const auto exact = basic_type_of(words))
        return exact;
    const auto small = lowered(words);
    const auto found = std::ranges::find(in_any_case, small, &entry::words);
    if (found == std::end(in_any_case) || may_name_a_structure(words, found->meaning))
        return std::nullopt;
    return found->meaning;
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

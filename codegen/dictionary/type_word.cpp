#include "dictionary/type_word.hpp"

#include "text/scan.hpp"
#include "text/word_table.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// Words that a text of several words may begin with, exactly as spelt.
const word_table<basic_type> type_words{
    {basic_type::text, "String, string, Date, Timestamp"}, // "2017-07-27 15:16:56" and others, as each service likes
    {basic_type::integer, "Integer, integer, Int, int, Int64, int64, Long, long"},
    {basic_type::unsigned_integer, "Unsigned integer, Uint, uint, Uint64, uint64"},
    {basic_type::number, "Float, float, Double, double, Number, number"},
    {basic_type::boolean, "Boolean, boolean, Bool, bool"},
    {basic_type::timestamp, "Timestamp ISO8601"},
    {basic_type::object, "Object, object, Struct"},
    {basic_type::array, "Array, array, List, list"},
};

/// Those that tell only where they are all there is: in running text they may begin other words.
const word_table<basic_type> lone_type_words{
    {basic_type::text, "STRING, Str, str, Text, DateTime, datetime"},
    {basic_type::integer, "Int32, int32, INTEGER, INT, LONG, Short"},
    {basic_type::unsigned_integer, "UInt64, Uint32, uint32, UInteger"},
    {basic_type::number, "Float32, Float64, float64, Decimal"},
    {basic_type::object, "struct, Map, map, JSON, Json, json, JSONObject, JsonObject"},
    {basic_type::array, "JSONArray, JsonArray, RepeatList, repeat_list"},
};

/// Words that are types in whatever case they stand alone in.
const word_table<basic_type> type_words_in_any_case{
    {basic_type::text, "string, text, varchar, enum, enumeration, uuid, guid, uri, base64, date, datetime, "
                       "date-time, date time, timestamp, char, 字符串, 字符型, 文本, 字符, 枚举, 日期"},
    {basic_type::integer, "integer, int, int8, int16, int32, int64, short, long, bigint, tinyint, byte, "
                          "long integer, long int, signed integer, 整数, 整型, 整形, 长整型, 长整数"},
    {basic_type::unsigned_integer, "unsigned integer, unsigned int, unsigned long, uint, uint8, uint16, uint32, "
                                   "uint64, 无符号整数, 无符号整型"},
    {basic_type::number, "float, float32, float64, double, decimal, number, numeric, 浮点数, 浮点型, 浮点, 小数, "
                         "数字, 数值"},
    {basic_type::boolean, "boolean, bool, 布尔, 布尔值, 布尔型, 布尔类型"},
    {basic_type::object, "object, struct, structure, map, dict, dictionary, json, json object, 对象, 结构体, 字典数据结构"},
    {basic_type::array, "array, list, json array, 数组, 列表, 列表数据结构"},
};

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

#include "dictionary/column.hpp"

#include "text/scan.hpp"
#include "text/word_table.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// What is told also where nothing parts the cells of a header.
const word_table<column> column_words{
    {column::name, "parameter name, parameter, parameters, name, element, member, 名称, 参数, 参数名, 参数名称, "
                   "parameters name, field, field name, 字段, 字段名称, 属性, 属性名, 属性名称, 元素, 字段名, "
                   "名稱, 參數, 參數名, 參數名稱, 欄位"},
    {column::type, "type, parameter type, 类型, 参数类型, data type, 数据类型, 字段类型, 類型, 參數類型, 資料類型"},
    {column::required,
     "required, required or not, mandatory, is required, obligatory, compulsory, is necessary, needed, 必需, 是否必要, 是否必传, 是否需要, "
     "必选, 必填, 必须, 必要, 是否必选, 是否必填, 是否必须, 是否必需"},
    {column::rules, "rules"},
    {column::description, "description, 描述, 描述信息, 说明, 参数描述, 参数说明, 字段描述, 含义, "
                          "說明, 參數說明, detailed information, details, meaning, remarks, remark, 备注, 详细信息, 语义"},
    {column::example, "example, example value, example values, 示例值, 示例, 样例, sample value"},
    {column::http, "http, httpcode, http status, http status code, http 状态码, http状态码, http 返回码, "
                   "http code, http error code, status code, 状态码"},
    {column::code, "http status and code, http status and error code, status and error code, code, error code, "
                   "错误码, 错误代码, errorcode, errorcode 错误码, error codes, 异常错误码"},
    {column::message, "message, error message, error information, 错误信息, message 错误信息, 错误描述, 错误提示"},
    {column::fact, "fact"},
    {column::value, "value"},
};

/// What is told only where it fills a cell: in running text it means other things, too.
const word_table<column> lone_column_words{
    {column::name, "param, params, param name, argument, arguments, argument name, attribute, attribute name, "
                   "attributes, property, property name, fields, element name, request parameter, "
                   "response parameter, query parameter, path parameter, body parameter, header parameter, "
                   "response field, request field, 变量名, 变量, 参数字段, 参数英文名, 字段英文名, 英文名, "
                   "请求参数, 返回参数, 返回字段, 响应参数, 标签名"},
    {column::type, "value type, datatype, field type, param type, schema, 值类型, 变量类型, 属性类型"},
    {column::required, "req, requirement, requirements, requirement level, is obligatory, "
                       "is compulsory, necessary, necessity, is needed, is mandatory, "
                       "mandatory or not, must, essential, required field, 是否必须传, 必须传, "
                       "required or optional, optional or required, required/optional, optional/required, "
                       "mandatory/optional, mandatory or optional, m/o, r/o, presence, 需要, 必传, 必填项, 必选项, "
                       "必须项, 是否为必填, 是否为必选, 是否为必需, 是否必备, 必选/可选, 可选/必选, 必填/选填, "
                       "必填/可选, 选填/必填"},
    {column::optional, "optional, is optional, 可选, 是否可选"},
    {column::description, "desc, parameter description, field description, explanation, comment, comments, "
                          "definition, purpose, 解释, 字段说明, 字段含义, 参数含义, 中文说明, 详细说明, 功能说明, "
                          "注释, error description, 错误说明"},
    {column::remarks, "note, notes, additional information, 补充说明"},
    {column::example, "sample, samples, examples, 示例数据, 参考值, 举例"},
    {column::http, "http response code, http status codes, http 状态, http状态, http 码"},
    {column::code, "response code, return code, status/error code, 返回码, 业务错误码, 公共错误码"},
    {column::message, "error messages, 错误消息, 提示信息, 报错信息, 返回信息"},
    {column::default_value, "default, defaults, default value, default values, 默认值, 缺省值, 默认"},
    {column::constraint, "constraint, constraints, restriction, restrictions, limits, limit, validation, 约束, "
                         "约束条件, 限制, 限制条件"},
    {column::value_range, "value range, range, valid range, 取值范围, 范围, 值域"},
    {column::length, "length, max length, maximum length, max. length, 长度, 最大长度, 长度限制"},
    {column::values, "enum, enum values, allowed values, valid values, possible values, accepted values, 枚举值, "
                     "枚举, 可选值, 可选取值, 合法值, 取值"},
    {column::unit, "unit, units, 单位"},
    {column::position, "position, location, in, located in, parameter location, parameter position, where, "
                       "sent in, 参数位置, 位置, 传参位置, 传入位置"},
    {column::level, "level, 层级, 级别"},
};

/// What tells only beside another column.
struct vague_column {
    column meaning;
    column beside;
};

const word_table<vague_column> vague_column_words{
    {{column::http, column::code}, "status, 状态"},
    {{column::code, column::description}, "error, errors, exception, exception name, error name, 错误, 异常"},
    {{column::code, column::message}, "error, exception, error name"},
    {{column::code, column::http}, "error, exception"},
    {{column::message, column::code}, "cause, causes, reason, 原因, 错误原因"},
    {{column::description, column::code},
     "solution, solutions, suggestion, handling, handling suggestion, "
     "how to handle, resolution, 解决方案, 解决方法, 处理措施, 处理建议, "
     "排查方法"},
    {{column::name, column::type}, "key, item, input, output, header, 键"},
    {{column::type, column::name}, "format, kind"},
    {{column::required, column::name}, "need, m/o/c"},
    {{column::required, column::type}, "use, usage"},
};

std::optional<column> known(std::string_view words) {
    const auto found = column_words.find(words);
    return found ? found : lone_column_words.find(words);
}

/// Without bold marks, and without the signs that only point at what a header asks: "Required?", "*Type:".
std::string bare(std::string_view cell) {
    for (bool again = true; again;) {
        again = false;
        cell = trimmed(cell);
        for (const std::string_view mark :
             {"?", "？", ":", "：", "*", ".", "^", "↑", "↓", "↕", "⇅", "⇵", "▲", "▼", "△", "▽"}) {
            if (cell.size() > mark.size() && cell.ends_with(mark)) {
                cell.remove_suffix(mark.size());
                again = true;
            }
            if (cell.size() > mark.size() && mark == "*" && cell.starts_with(mark)) {
                cell.remove_prefix(mark.size());
                again = true;
            }
        }
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
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    const auto turn = std::ranges::find_if(words, [&](char c) { return is_ascii(c) != is_ascii(words.front()); });
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
    constexpr std::string_view names[] = {
        "name",          "type",     "required", "rules",   "description", "example",     "HTTP status", "error code",
        "error message", "fact",     "value",    "default", "constraints", "value range", "length",      "values",
        "unit",          "position", "level",    "remarks", "optional",    "unknown"};
    return names[static_cast<std::size_t>(meaning)];
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

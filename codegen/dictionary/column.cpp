#include "dictionary/column.hpp"

#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

struct entry {
    std::string_view words; // lower case
    column meaning;
};

constexpr entry entries[] = {
    {"parameter name", column::name},
    {"parameter", column::name},
    {"parameters", column::name},
    {"name", column::name},
    {"element", column::name},
    {"member", column::name},
    {"名称", column::name},
    {"参数", column::name},
    {"参数名", column::name},
    {"参数名称", column::name},
    {"parameters name", column::name},
    {"field", column::name},
    {"field name", column::name},
    {"字段", column::name},
    {"字段名称", column::name},
    {"属性", column::name},
    {"属性名", column::name},
    {"属性名称", column::name},
    {"元素", column::name},
    {"字段名", column::name},
    {"type", column::type},
    {"parameter type", column::type},
    {"类型", column::type},
    {"参数类型", column::type},
    {"data type", column::type},
    {"数据类型", column::type},
    {"字段类型", column::type},
    {"required", column::required},
    {"required or not", column::required},
    {"mandatory", column::required},
    {"is required", column::required},
    {"必需", column::required},
    {"是否必要", column::required},
    {"是否必传", column::required},
    {"是否需要", column::required},
    {"必选", column::required},
    {"必填", column::required},
    {"必须", column::required},
    {"必要", column::required},
    {"是否必选", column::required},
    {"是否必填", column::required},
    {"是否必须", column::required},
    {"是否必需", column::required},
    {"rules", column::rules},
    {"description", column::description},
    {"描述", column::description},
    {"描述信息", column::description},
    {"说明", column::description},
    {"参数描述", column::description},
    {"参数说明", column::description},
    {"字段描述", column::description},
    {"含义", column::description},
    {"detailed information", column::description},
    {"details", column::description},
    {"meaning", column::description},
    {"remarks", column::description},
    {"备注", column::description},
    {"详细信息", column::description},
    {"语义", column::description},
    {"example", column::example},
    {"example value", column::example},
    {"example values", column::example},
    {"示例值", column::example},
    {"示例", column::example},
    {"样例", column::example},
    {"sample value", column::example},
    {"http", column::http},
    {"httpcode", column::http},
    {"http status", column::http},
    {"http status code", column::http},
    {"http 状态码", column::http},
    {"http状态码", column::http},
    {"http 返回码", column::http},
    {"http code", column::http},
    {"http error code", column::http},
    {"status code", column::http},
    {"状态码", column::http},
    {"code", column::code},
    {"error code", column::code},
    {"错误码", column::code},
    {"错误代码", column::code},
    {"errorcode", column::code},
    {"errorcode 错误码", column::code},
    {"error codes", column::code},
    {"异常错误码", column::code},
    {"message", column::message},
    {"error message", column::message},
    {"error information", column::message},
    {"错误信息", column::message},
    {"message 错误信息", column::message},
    {"错误描述", column::message},
    {"错误提示", column::message},
    {"fact", column::fact},
    {"value", column::value},
};

} // namespace

std::optional<column> column_of(std::string_view header_cell) {
    std::string_view cell = trimmed(header_cell);
    while (cell.size() > 4 && cell.starts_with("**") && cell.ends_with("**"))
        cell = trimmed(cell.substr(2, cell.size() - 4));
    for (const std::string_view mark : {"?", "？"})
        if (cell.ends_with(mark))
            cell = trimmed(cell.substr(0, cell.size() - mark.size()));
    const auto words = lowered(cell);
    const auto found = std::ranges::find(entries, words, &entry::words);
    return found == std::end(entries) ? std::nullopt : std::optional(found->meaning);
}

std::vector<leading_column> columns_at_start(std::string_view text) {
    const auto small = lowered(text);
    std::vector<leading_column> found;
    for (const auto& each : entries)
        if (small.starts_with(each.words))
            found.push_back({each.meaning, each.words.size()});
    std::ranges::sort(found, std::ranges::greater{}, &leading_column::size);
    return found;
}

std::string_view to_string(column meaning) {
    constexpr std::string_view names[] = {"name",          "type",    "required",    "rules",
                                          "description",   "example", "HTTP status", "error code",
                                          "error message", "fact",    "value",       "unknown"};
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

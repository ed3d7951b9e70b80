#include "dictionary/section.hpp"

#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

struct entry {
    std::string_view words; // lower case
    section about;
};

constexpr entry entries[] = {
    {"api description", section::description},
    {"operation description", section::description},
    {"qps limits", section::description},
    {"qps limit", section::description},
    {"input", section::input},
    {"input parameters", section::input},
    {"request parameters", section::input},
    {"output", section::output},
    {"output parameters", section::output},
    {"response parameters", section::output},
    {"response elements", section::output},
    {"errors", section::errors},
    {"error code", section::errors},
    {"error codes", section::errors},
    {"example", section::example},
    {"examples", section::example},
    {"input example", section::example_input},
    {"input examples", section::example_input},
    {"sample requests", section::example_input},
    {"output example", section::example_output},
    {"output examples", section::example_output},
    {"success response", section::example_output},
    {"success responses", section::example_output},
    {"sample success responses", section::example_output},
    {"request", section::input},
    {"request parameter", section::input},
    {"input parameter", section::input},
    {"common parameters", section::input},
    {"uri", section::input},
    {"path parameters", section::input},
    {"query parameters", section::input},
    {"body parameters", section::input},
    {"response", section::output},
    {"response parameter", section::output},
    {"return parameters", section::output},
    {"return values", section::output},
    {"returned parameters", section::output},
    {"returned data", section::output},
    {"returned result", section::output},
    {"response data", section::output},
    {"common errors", section::errors},
    {"error response", section::errors},
    {"status codes", section::errors},
    {"status code", section::errors},
    {"request example", section::example_input},
    {"request examples", section::example_input},
    {"example requests", section::example_input},
    {"sample request", section::example_input},
    {"response example", section::example_output},
    {"response examples", section::example_output},
    {"example responses", section::example_output},
    {"sample response", section::example_output},
    {"sample responses", section::example_output},
    {"description", section::description},
    {"接口描述", section::description},
    {"功能介绍", section::description},
    {"功能描述", section::description},
    {"接口说明", section::description},
    {"简介", section::description},
    {"描述", section::description},
    {"公共参数", section::input},
    {"公共请求参数", section::input},
    {"请求参数", section::input},
    {"输入参数", section::input},
    {"请求消息", section::input},
    {"路径参数", section::input},
    {"返回参数", section::output},
    {"返回数据", section::output},
    {"返回结果", section::output},
    {"返回值", section::output},
    {"返回字段", section::output},
    {"输出参数", section::output},
    {"响应参数", section::output},
    {"响应字段", section::output},
    {"响应消息", section::output},
    {"响应元素", section::output},
    {"错误码", section::errors},
    {"错误码表", section::errors},
    {"错误代码", section::errors},
    {"返回错误码", section::errors},
    {"状态码", section::errors},
    {"返回码", section::errors},
    {"示例", section::example},
    {"请求示例", section::example_input},
    {"输入示例", section::example_input},
    {"返回示例", section::example_output},
    {"正常返回示例", section::example_output},
    {"输出示例", section::example_output},
    {"响应示例", section::example_output},
    {"数据结构", section::structures},
    {"data structure", section::structures},
    {"data structures", section::structures},
    {"调试", section::other},
    {"授权信息", section::other},
    {"使用方法", section::other},
    {"qps 限制", section::description},
    {"qps限制", section::description},
    {"变更历史", section::other},
    {"sdk示例", section::other},
    {"data types", section::structures},
    {"notes", section::notes},
    {"developer resources", section::other},
    {"try it now", section::other},
    {"ram authorization", section::other},
    {"debugging", section::other},
    {"authorization information", section::other},
    {"release notes", section::other},
};

/// Words that are headings only where they are marked as such.
constexpr entry marked_entries[] = {
    {"parameters", section::input},
    {"params", section::input},
    {"arguments", section::input},
    {"payload", section::input},
    {"body", section::input},
    {"request body", section::input},
    {"request fields", section::input},
    {"request payload", section::input},
    {"request headers", section::input},
    {"request syntax", section::other},
    {"response syntax", section::other},
    {"header parameters", section::input},
    {"url parameters", section::input},
    {"uri parameters", section::input},
    {"uri request parameters", section::input},
    {"form parameters", section::input},
    {"入参", section::input},
    {"入参说明", section::input},
    {"输入", section::input},
    {"请求", section::input},
    {"请求体", section::input},
    {"请求头", section::input},
    {"请求字段", section::input},
    {"returns", section::output},
    {"return value", section::output},
    {"return", section::output},
    {"result", section::output},
    {"results", section::output},
    {"responses", section::output},
    {"response body", section::output},
    {"response fields", section::output},
    {"response payload", section::output},
    {"response headers", section::output},
    {"output fields", section::output},
    {"出参", section::output},
    {"出参说明", section::output},
    {"输出", section::output},
    {"返回", section::output},
    {"响应", section::output},
    {"响应体", section::output},
    {"响应数据", section::output},
    {"响应结果", section::output},
    {"possible errors", section::errors},
    {"error responses", section::errors},
    {"error handling", section::errors},
    {"error list", section::errors},
    {"error messages", section::errors},
    {"service errors", section::errors},
    {"exceptions", section::errors},
    {"failures", section::errors},
    {"faults", section::errors},
    {"异常", section::errors},
    {"异常码", section::errors},
    {"错误", section::errors},
    {"错误列表", section::errors},
    {"错误信息", section::errors},
    {"业务错误码", section::errors},
};

std::optional<section> known_if_marked(std::string_view words) {
    const auto small = lowered(words);
    const auto found = std::ranges::find(marked_entries, small, &entry::words);
    return found == std::end(marked_entries) ? std::nullopt : std::optional(found->about);
}

std::optional<section> known(std::string_view words) {
    const auto small = lowered(words);
    const auto found = std::ranges::find(entries, small, &entry::words);
    return found == std::end(entries) ? std::nullopt : std::optional(found->about);
}

/// "Example1 Stopping a task", "Example: abort", "示例1 停止任务": the heading of one example carries its title.
bool heads_an_example(std::string_view words) {
    for (const std::string_view word : {"Example", "示例"}) {
        if (!words.starts_with(word))
            continue;
        auto rest = words.substr(word.size());
        rest = rest.starts_with(' ') ? trimmed(rest) : rest;
        return rest.starts_with(':') || (!rest.empty() && is_digit(rest.front()));
    }
    return false;
}

/// Without what page makers hang on a heading: `{#anchor .class}` and `<a name="..."></a>`.
std::string_view without_anchor(std::string_view words) {
    for (const std::string_view opening : {"{", "<a "})
        if (const auto at = words.find(opening); at != std::string_view::npos && at > 0)
            words = trimmed(words.substr(0, at));
    return words;
}

/// Without "2.", "2.1", "3.1.2 " in front.
std::string_view without_number(std::string_view words) {
    const auto end = std::min(words.find_first_not_of("0123456789."), words.size());
    if (end == 0 || !is_digit(words.front()) || words.substr(0, end).find('.') == std::string_view::npos)
        return words;
    return trimmed(words.substr(end));
}

std::string_view without_colon(std::string_view words) {
    for (const std::string_view colon : {":", "："})
        if (words.ends_with(colon))
            words = trimmed(words.substr(0, words.size() - colon.size()));
    return words;
}

std::string_view without_bold(std::string_view words) {
    while (words.size() > 2 && words.starts_with('*') && words.ends_with('*'))
        words = trimmed(words.substr(1, words.size() - 2));
    return words;
}

/// "Transcoding error codes", "2.1.1 输入参数总览": a heading may say more than the name of its section.
std::optional<section> known_in(std::string_view words) {
    const auto small = lowered(words);
    for (const auto& each : entries) {
        const bool plural = each.words.ends_with("parameters") || each.words.ends_with("codes");
        const bool chinese = static_cast<unsigned char>(each.words.front()) >= 0x80 &&
                             (each.words.find("参数") != std::string_view::npos ||
                              each.words.find("错误码") != std::string_view::npos) &&
                             each.words.size() > std::string_view("参数").size();
        if ((plural && small.ends_with(each.words)) ||
            (chinese && (small.starts_with(each.words) || small.ends_with(each.words))))
            return each.about;
    }
    return std::nullopt;
}

} // namespace

std::optional<position> part_of_request(std::string_view heading) {
    struct part {
        std::string_view words;
        position of;
    };
    constexpr part parts[] = {
        {"path", position::path},
        {"uri", position::path},
        {"url", position::path},
        {"路径", position::path},
        {"query", position::query},
        {"query string", position::query},
        {"查询", position::query},
        {"header", position::header},
        {"headers", position::header},
        {"请求头", position::header},
        {"body", position::body},
        {"payload", position::body},
        {"请求体", position::body},
        {"form", position::form},
        {"form data", position::form},
        {"parameter", position::unstated},
        {"parameters", position::unstated},
        {"params", position::unstated},
    };
    auto words = lowered(without_colon(without_number(without_bold(trimmed(heading)))));
    if (words.starts_with("request "))
        words.erase(0, words.find(' ') + 1);
    for (const std::string_view more : {" parameters", " parameter", " params", "参数"})
        if (words.size() > more.size() && words.ends_with(more))
            words.resize(words.size() - more.size());
    const auto* found = std::ranges::find(parts, std::string_view(words), &part::words);
    return found == std::end(parts) ? std::nullopt : std::optional(found->of);
}

section section_named(std::string_view heading) {
    const auto words = without_colon(without_number(without_bold(trimmed(heading))));
    if (heads_an_example(words))
        return section::example;
    if (const auto about = known(words))
        return *about;
    if (const auto about = known_if_marked(words))
        return *about;
    return known_in(words).value_or(section::other);
}

std::optional<heading_line> heading_of(std::string_view line) {
    std::string_view words = trimmed(line);
    // Markdown marks headings with `#`, AsciiDoc with `=`.
    const char mark = words.starts_with('=') ? '=' : '#';
    const auto marks = std::min(words.find_first_not_of(mark), words.size());
    if (marks > 0 && marks <= 6 && marks < words.size() && words[marks] == ' ') {
        words = without_bold(without_anchor(trimmed(words.substr(marks))));
        const auto about = section_named(words);
        return heading_line{about, without_number(words), static_cast<int>(marks)};
    }
    const auto digits = std::min(words.find_first_not_of("0123456789"), words.size());
    if (digits > 0 && words.substr(digits).starts_with(". "))
        words = trimmed(words.substr(digits + 1));
    words = without_colon(without_bold(words));
    if (const auto about = known(words))
        return heading_line{*about, words, 0};
    if (heads_an_example(words))
        return heading_line{section::example, words, 0};
    return std::nullopt;
}

} // namespace bindery::codegen

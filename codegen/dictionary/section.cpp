#include "dictionary/section.hpp"

#include "dictionary/words.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

constexpr std::string_view section_names[] = {"other",   "description",   "input",          "output",     "errors",
                                              "example", "example input", "example output", "structures", "notes"};
const auto section_words = words_of<section>("section", section_names);
const auto marked_section_words = words_of<section>("marked section", section_names);

constexpr std::string_view position_names[] = {"unstated", "query", "body", "form", "path", "header", "host"};
const auto part_words = words_of<position>("part of a request", position_names);
const auto position_words = words_of<position>("position", position_names);

/// "Example1 Stopping a task", "Example: abort", "示例1 停止任务": the heading of one example carries its title.
bool heads_an_example(std::string_view words) {
    if (!take_start(words, {"Example", "示例"}))
        return false;
    const auto rest = words.starts_with(' ') ? trimmed(words) : words;
    return rest.starts_with(':') || (!rest.empty() && is_digit(rest.front()));
}

/// Without what page makers hang on a heading, or around it: `{#anchor .class}` and `<a name="..."></a>`.
std::string_view without_anchor(std::string_view words) {
    while (words.starts_with("<a ") || words.starts_with("</a>"))
        words = trimmed(words.substr(std::min(words.find('>'), words.size() - 1) + 1));
    for (const std::string_view opening : {"{", "<a ", "</a>"})
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
    while (take_end(words, {":", "："}))
        words = trimmed(words);
    return words;
}

/// "Transcoding error codes", "2.1.1 输入参数总览": a heading may say more than the name of its section.
std::optional<section> known_in(std::string_view small) {
    for (const auto& [name, about] : section_words) {
        const bool plural = name.ends_with("parameters") || name.ends_with("codes");
        const bool chinese =
            name.find("参数") != std::string_view::npos || name.find("错误码") != std::string_view::npos;
        if ((plural && small.ends_with(name)) || (chinese && (small.starts_with(name) || small.ends_with(name))))
            return about;
    }
    return std::nullopt;
}

} // namespace

std::optional<position> part_of_request(std::string_view heading) {
    auto words = lowered(without_colon(without_number(without_bold(trimmed(heading)))));
    if (words.starts_with("request "))
        words.erase(0, words.find(' ') + 1);
    std::string_view name = words;
    take_end(name, {" parameters", " parameter", " params", "参数"});
    return part_words.find(name);
}

position position_named(std::string_view cell) {
    const auto small = lowered(cell);
    for (const auto& [word, meaning] : position_words)
        if (small.find(word) != std::string::npos)
            return meaning;
    return position::unstated;
}

section section_named(std::string_view heading) {
    const auto words = without_colon(without_number(without_bold(trimmed(heading))));
    if (heads_an_example(words))
        return section::example;
    const auto small = lowered(words);
    if (const auto about = section_words.find(small))
        return *about;
    if (const auto about = marked_section_words.find(small))
        return *about;
    return known_in(small).value_or(section::other);
}

std::optional<heading_line> heading_of(std::string_view line) {
    std::string_view words = trimmed(line);
    // Markdown marks headings with `#`, AsciiDoc with `=`.
    const char mark = words.starts_with('=') ? '=' : '#';
    const auto marks = std::min(words.find_first_not_of(mark), words.size());
    const bool is_ruler = words.find_first_not_of("= ") == std::string_view::npos;
    if (marks > 0 && marks <= 6 && marks < words.size() && words[marks] == ' ' && !is_ruler) {
        words = without_bold(without_anchor(trimmed(words.substr(marks))));
        const auto about = section_named(words);
        return heading_line{about, without_number(words), static_cast<int>(marks)};
    }
    const auto digits = std::min(words.find_first_not_of("0123456789"), words.size());
    if (digits > 0 && words.substr(digits).starts_with(". "))
        words = trimmed(words.substr(digits + 1));
    words = without_colon(without_bold(words));
    if (const auto about = section_words.find(lowered(words)))
        return heading_line{*about, words, 0};
    if (heads_an_example(words))
        return heading_line{section::example, words, 0};
    return std::nullopt;
}

} // namespace bindery::codegen

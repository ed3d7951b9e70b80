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
    {"data types", section::structures},
    {"notes", section::notes},
    {"developer resources", section::other},
    {"try it now", section::other},
    {"ram authorization", section::other},
    {"debugging", section::other},
    {"authorization information", section::other},
    {"release notes", section::other},
};

std::optional<section> known(std::string_view words) {
    const auto small = lowered(words);
    const auto found = std::ranges::find(entries, small, &entry::words);
    return found == std::end(entries) ? std::nullopt : std::optional(found->about);
}

/// "Example1 Stopping a task", "Example: abort": the heading of one example carries its title.
bool heads_an_example(std::string_view words) {
    constexpr std::string_view word = "Example";
    if (!words.starts_with(word))
        return false;
    words.remove_prefix(word.size());
    words = words.starts_with(' ') ? trimmed(words) : words;
    return words.starts_with(':') || (!words.empty() && is_digit(words.front()));
}

} // namespace

std::optional<heading_line> heading_of(std::string_view line) {
    std::string_view words = trimmed(line);
    const auto marks = std::min(words.find_first_not_of('#'), words.size());
    if (marks > 0 && marks < words.size() && words[marks] == ' ') {
        words = trimmed(words.substr(marks));
        while (words.size() > 2 && words.starts_with('*') && words.ends_with('*'))
            words = words.substr(1, words.size() - 2); // set in bold
        if (heads_an_example(words))
            return heading_line{section::example, words};
        return heading_line{known(words).value_or(section::other), words};
    }
    const auto digits = std::min(words.find_first_not_of("0123456789"), words.size());
    if (digits > 0 && words.substr(digits).starts_with(". "))
        words = trimmed(words.substr(digits + 1));
    if (const auto about = known(words))
        return heading_line{*about, words};
    if (heads_an_example(words))
        return heading_line{section::example, words};
    return std::nullopt;
}

} // namespace bindery::codegen

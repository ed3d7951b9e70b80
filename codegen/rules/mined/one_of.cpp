// Values listed below their announcement, an item each:
//
//     Valid values:
//     - QUEUED: waiting
//     - FINISHED: done

#include "rules/mine.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen::mined {
namespace {

/// The value an item names: one word, closed by a colon or standing alone.
std::optional<std::string_view> value_of(std::string_view item) {
    const auto colon = item.find_first_of(": ");
    const auto value = item.substr(0, std::min(colon, item.size()));
    const auto is_part = [](char c) { return is_word(c) || c == '-' || c == '.' || c == '/'; };
    if (value.empty() || !std::ranges::all_of(value, is_part))
        return std::nullopt;
    if (value.size() < item.size() && item[value.size()] != ':')
        return std::nullopt; // a sentence, not a value
    return value;
}

} // namespace

std::optional<rule> one_of(const wording& said, const type& of) {
    if (of.kind == type_kind::boolean || of.kind == type_kind::structure || of.lists > 0)
        return std::nullopt;
    const auto announced = find_any_phrase(
        said, {"valid values :", "value ranges from", "allowed values :", "possible values :", "value options :"});
    if (!announced)
        return std::nullopt;
    // The announcement ends its line, and every line below it is an item; a list that goes over into text is no closed
    // one.
    std::string_view left = std::string_view(said.text).substr(said.words[announced->next - 1].end);
    const auto end_of_line = left.find('\n');
    if (end_of_line == std::string_view::npos)
        return std::nullopt;
    const auto rest = trimmed(left.substr(0, end_of_line));
    if (rest.find_first_not_of(".to :") != std::string_view::npos)
        return std::nullopt;
    left.remove_prefix(end_of_line + 1);

    one_of_rule found;
    while (!left.empty()) {
        const auto line = trimmed(left.substr(0, left.find('\n')));
        left.remove_prefix(std::min(left.find('\n'), left.size() - 1) + 1);
        const auto item = without_bullet(line);
        if (!item)
            break;
        const auto value = value_of(*item);
        if (!value || std::ranges::count(found.values, *value))
            return std::nullopt;
        found.values.emplace_back(*value);
    }
    if (found.values.empty())
        return std::nullopt;
    return rule{std::move(found)};
}

} // namespace bindery::codegen::mined

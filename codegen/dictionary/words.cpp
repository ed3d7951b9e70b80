#include "dictionary/words.hpp"

#include "text/scan.hpp"

#include <stdexcept>
#include <string>

namespace bindery::codegen {

std::vector<word_row<std::string_view>> rows_of(std::string_view list) {
    constexpr std::string_view all =
#include "dictionary/words.txt"
        ;
    std::vector<word_row<std::string_view>> rows;
    bool here = false;
    for (const auto line : lines_of(all)) {
        if (line.starts_with('['))
            here = line.substr(1, line.size() - 2) == list;
        else if (const auto colon = line.find(": "); here && colon != std::string_view::npos && !line.starts_with("//"))
            rows.push_back({line.substr(0, colon), line.substr(colon + 2)});
    }
    if (rows.empty())
        throw std::logic_error("words.txt has no list [" + std::string(list) + "]");
    return rows;
}

std::vector<std::string_view> words_in(std::string_view list) {
    std::vector<std::string_view> all;
    for (auto [_, words] : rows_of(list))
        while (!words.empty())
            all.push_back(take_word(words));
    return all;
}

bool is_one_of(std::string_view word, const std::vector<std::string_view>& words) {
    return std::ranges::find(words, word) != words.end();
}

bool stands_in(std::string_view text, const std::vector<std::string_view>& words) {
    return std::ranges::any_of(words, [&](auto each) { return text.find(each) != std::string_view::npos; });
}

std::size_t index_of_name(std::string_view name, std::span<const std::string_view> names) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        throw std::logic_error("words.txt has a meaning that is none: " + std::string(name));
    return static_cast<std::size_t>(found - names.begin());
}

} // namespace bindery::codegen

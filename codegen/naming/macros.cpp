#include "naming/macros.hpp"

#include <algorithm>
#include <map>

namespace bindery::codegen {
namespace {

struct row {
    macro_way way;
    std::string_view words;
};
constexpr row rows[] = {
#include "naming/macros.inc"
};

std::map<std::string_view, macro_way> all_words() {
    std::map<std::string_view, macro_way> all;
    for (auto [way, words] : rows)
        while (!words.empty()) {
            const auto end = std::min(words.find(' '), words.size());
            all.emplace(words.substr(0, end), way);
            words.remove_prefix(std::min(end + 1, words.size()));
        }
    return all;
}

} // namespace

std::optional<macro_way> macro_called(std::string_view name) {
    static const auto all = all_words();
    const auto found = all.find(name);
    return found == all.end() ? std::nullopt : std::optional(found->second);
}

} // namespace bindery::codegen

#include "read/account.hpp"

namespace bindery::codegen {

std::string_view to_string(line_use of) {
    constexpr std::string_view names[] = {"blank", "row", "header", "heading", "example", "prose", "chrome", "unread"};
    return names[static_cast<std::size_t>(of)];
}

void account::settle() {
    auto above = line_use::chrome;
    for (auto& each : uses_)
        if (each == taken_by_nobody)
            each = above;
        else if (each != line_use::blank)
            above = each;
}

std::vector<account::stretch> account::stretches() const {
    std::vector<stretch> all;
    for (std::size_t i = 0; i < uses_.size(); ++i) {
        const int line = static_cast<int>(i) + 1;
        if (uses_[i] == line_use::blank)
            continue;
        if (!all.empty() && all.back().use == uses_[i])
            all.back().last = line;
        else
            all.push_back({line, line, uses_[i]});
    }
    return all;
}

std::array<std::size_t, line_uses> account::counts() const {
    std::array<std::size_t, line_uses> counts{};
    for (const auto each : uses_)
        if (each != taken_by_nobody)
            ++counts[static_cast<std::size_t>(each)];
    return counts;
}

} // namespace bindery::codegen

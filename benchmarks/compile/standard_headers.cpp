// The floor for requests: the standard headers that a program with texts, lists and errors includes anyway.

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

std::size_t used(const std::vector<std::optional<std::string>>& texts) {
    return texts.size();
}

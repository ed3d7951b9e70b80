// "Note: this field may return null, indicating that no valid values can be obtained."

#include "rules/context.hpp"
#include "rules/mine.hpp"

namespace bindery::codegen::mined {

std::optional<statement> nullable(const wording& said, const subject&) {
    for (const auto& each :
         find_all(said, {"may|might|can return null", "may|might|can be null", "may|might|can be returned as null",
                         "null may|might|can be returned", "may|might|can be empty or null", "possibly null",
                         "value|field|parameter is nullable", "可能返回 null", "可能为 null", "可能返回空"})) {
        statement found;
        found.kind = statement::nullable;
        found.word = each.first;
        return found;
    }
    return std::nullopt;
}

} // namespace bindery::codegen::mined

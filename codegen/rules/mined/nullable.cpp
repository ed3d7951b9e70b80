// "Note: this field may return null, indicating that no valid values can be obtained."

#include "rules/mine.hpp"

namespace bindery::codegen::mined {

std::optional<rule> nullable(const wording& said, const type&) {
    if (find_any_phrase(said, {"may|might|can return null", "may|might|can return ` null `", "may|might|can be null"}))
        return rule{nullable_rule{}};
    return std::nullopt;
}

} // namespace bindery::codegen::mined

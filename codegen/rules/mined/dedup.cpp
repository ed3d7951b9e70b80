// "The ID used for deduplication. If there was a request with the same ID in the last seven days, ..."

#include "rules/mine.hpp"

namespace bindery::codegen::mined {

std::optional<rule> dedup(const wording& said, const type& of) {
    if (of.kind != type_kind::text || !find_any_phrase(said, {"deduplication", "deduplicate"}))
        return std::nullopt;
    const auto window =
        find_any_phrase(said, {"last|past # day|days", "last|past # hour|hours", "last|past # minute|minutes"});
    if (!window)
        return std::nullopt;
    const auto& unit = window->chosen.back();
    const std::int64_t seconds = unit.starts_with("day") ? 86400 : unit.starts_with("hour") ? 3600 : 60;
    return rule{dedup_rule{window->numbers[0] * seconds}};
}

} // namespace bindery::codegen::mined

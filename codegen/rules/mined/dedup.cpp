// "The ID used for deduplication. If there was a request with the same ID in the last seven days, ..."

#include "rules/context.hpp"
#include "rules/mine.hpp"

namespace bindery::codegen::mined {

std::optional<statement> dedup(const wording& said, const subject& of) {
    if (!of.is_text || of.is_list)
        return std::nullopt;
    const auto named =
        find_any_phrase(said, {"deduplication", "deduplicate", "de-duplication", "去重", "deduplicating",
                               "same id|identifier|identification", "repeated|duplicate requests|request"});
    if (!named)
        return std::nullopt;
    statement found;
    found.kind = statement::dedup;
    found.word = named->first;
    const auto window =
        find_any_phrase(said, {"last|past|previous|within # day|days|hour|hours|minute|minutes|month",
                               "最近 # 天|时|分", "过去 # 天|时|分", "# 天 内", "# 分 钟 内", "# 小 时 内", "三天 内",
                               "七天 内", "within the last|past # day|days|hour|hours|minute|minutes"});
    if (window && !window->numbers.empty()) {
        const auto unit = window->chosen.empty() ? said.words[window->next - 2].text : window->chosen.back();
        const std::int64_t minutes = unit.starts_with("day") || unit == "天"    ? 1440
                                     : unit.starts_with("hour") || unit == "时" ? 60
                                     : unit.starts_with("month")                ? 43200
                                                                                : 1;
        found.window_minutes = window->numbers[0] * minutes;
        return found;
    }
    // Without a window only the words themselves tell, and a token that makes repeating safe is no such id.
    if (find_any_phrase(said, {"deduplication", "去重"}) &&
        !find_any_phrase(said, {"idempotence", "idempotency", "幂等"}))
        return found;
    return std::nullopt;
}

} // namespace bindery::codegen::mined

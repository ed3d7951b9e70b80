#include "dictionary/yes_no.hpp"

#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {

namespace {

constexpr std::string_view yes[] = {
    "yes",  "true", "required", "y",    "mandatory", "must", "m", "r", "是", "必选", "必填", "必须",         "必传",
    "必需", "必要", "需要",     "必输", "✓",         "✔",    "√", "☑", "✅", "●",    "✔️",    "required: yes"};
constexpr std::string_view no[] = {"no",   "false",  "optional", "n",      "o",      "may",    "not required",
                                   "否",   "可选",   "选填",     "非必选", "非必填", "非必须", "非必传",
                                   "不必", "不必填", "非必需",   "非必要", "不需要", "可不填", "选传",
                                   "可空", "×",      "✗",        "✘",      "✖",      "❌",     "x",
                                   "○",    "-",      "–",        "—"};

} // namespace

std::optional<bool> yes_no(std::string_view cell) {
    cell = trimmed(cell);
    while (cell.size() > 2 && cell.starts_with('*') && cell.ends_with('*'))
        cell = trimmed(cell.substr(1, cell.size() - 2));
    for (const std::string_view end : {".", "。", ",", "*"})
        if (cell.size() > end.size() && cell.ends_with(end))
            cell.remove_suffix(end.size());
    const auto word = lowered(cell);
    if (std::ranges::find(yes, word) != std::end(yes))
        return true;
    if (std::ranges::find(no, word) != std::end(no))
        return false;
    return std::nullopt;
}

std::optional<bool> spelt_out(std::string_view words) {
    constexpr std::string_view all[] = {"required", "mandatory", "optional", "必填",   "必选",
                                        "必传",     "可选",      "选填",     "非必填", "非必选"};
    const auto small = lowered(trimmed(words));
    return std::ranges::find(all, small) != std::end(all) ? yes_no(small) : std::nullopt;
}

bool is_tick(std::string_view cell) {
    cell = trimmed(cell);
    return static_cast<unsigned char>(cell.empty() ? 'a' : cell.front()) >= 0xE2 &&
           static_cast<unsigned char>(cell.front()) < 0xE3 && yes_no(cell) == true;
}

std::size_t yes_no_at_start(std::string_view text) {
    for (const std::string_view word : {"Yes", "No", "是", "否"})
        if (text.starts_with(word))
            return word.size();
    return 0;
}

} // namespace bindery::codegen

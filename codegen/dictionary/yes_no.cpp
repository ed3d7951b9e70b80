#include "dictionary/yes_no.hpp"

#include "text/scan.hpp"
#include "text/word_table.hpp"

namespace bindery::codegen {

namespace {

const word_table<bool> answer_words{
    {true,
     "yes, true, required, y, mandatory, must, m, r, 是, 必选, 必填, 必须, 必传, 必需, 必要, 需要, 必输, ✓, ✔, √, "
     "☑, ✅, ●, ✔️, required: yes"},
    {false,
     "no, false, optional, n, o, may, not required, 否, 可选, 选填, 非必选, 非必填, 非必须, 非必传, 不必, 不必填, "
     "非必需, 非必要, 不需要, 可不填, 选传, 可空, ×, ✗, ✘, ✖, ❌, x, ○, -, –, —"},
};

/// Those that say so wherever they stand.
const word_table<bool> spelt_answers{
    {true, "required, mandatory, 必填, 必选, 必传"},
    {false, "optional, 可选, 选填, 非必填, 非必选"},
};

} // namespace

std::optional<bool> yes_no(std::string_view cell) {
    cell = trimmed(cell);
    while (cell.size() > 2 && cell.starts_with('*') && cell.ends_with('*'))
        cell = trimmed(cell.substr(1, cell.size() - 2));
    for (const std::string_view end : {".", "。", ",", "*"})
        if (cell.size() > end.size() && cell.ends_with(end))
            cell.remove_suffix(end.size());
    return answer_words.find(lowered(cell));
}

std::optional<bool> spelt_out(std::string_view words) {
    return spelt_answers.find(lowered(trimmed(words)));
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

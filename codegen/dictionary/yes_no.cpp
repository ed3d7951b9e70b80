#include "dictionary/yes_no.hpp"

#include "dictionary/words.hpp"
#include "text/scan.hpp"

namespace bindery::codegen {

namespace {

constexpr std::string_view answer_names[] = {"no", "yes"};
const auto answer_words = words_of<bool>("answer", answer_names);
const auto spelt_answers = words_of<bool>("spelt answer", answer_names);

} // namespace

std::optional<bool> yes_no(std::string_view cell) {
    cell = without_bold(trimmed(cell));
    while (take_end(cell, {".", "。", ",", "*"})) {
    }
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

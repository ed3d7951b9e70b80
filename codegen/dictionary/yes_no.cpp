#include "dictionary/yes_no.hpp"

#include "text/scan.hpp"

namespace bindery::codegen {

std::optional<bool> yes_no(std::string_view cell) {
    const auto word = lowered(trimmed(cell));
    if (word == "yes" || word == "true" || word == "required" || word == "y" || word == "mandatory" || word == "是" ||
        word == "必选" || word == "必填" || word == "必须")
        return true;
    if (word == "no" || word == "false" || word == "optional" || word == "n" || word == "否" || word == "可选" ||
        word == "选填" || word == "非必选" || word == "非必填")
        return false;
    return std::nullopt;
}

std::size_t yes_no_at_start(std::string_view text) {
    for (const std::string_view word : {"Yes", "No", "是", "否"})
        if (text.starts_with(word))
            return word.size();
    return 0;
}

} // namespace bindery::codegen

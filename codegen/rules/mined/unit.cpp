// "Unit: milliseconds."

#include "rules/mine.hpp"

#include <algorithm>

namespace bindery::codegen::mined {
namespace {

struct entry {
    std::string_view word; // small letters
    std::string_view unit;
};

constexpr entry entries[] = {
    {"second", "seconds"},  {"seconds", "seconds"},
    {"s", "seconds"},       {"sec", "seconds"},
    {"ms", "milliseconds"}, {"millisecond", "milliseconds"},
    {"minute", "minutes"},  {"minutes", "minutes"},
    {"hour", "hours"},      {"milliseconds", "milliseconds"},
    {"hours", "hours"},     {"byte", "bytes"},
    {"bytes", "bytes"},     {"px", "pixels"},
    {"pixel", "pixels"},    {"pixels", "pixels"},
    {"percent", "percent"}, {"percentage", "percent"},
    {"kb", "KB"},           {"mb", "MB"},
    {"gb", "GB"},           {"gib", "GiB"},
    {"hz", "Hz"},           {"kbps", "kbps"},
    {"mbps", "Mbps"},
};

} // namespace

std::optional<rule> unit(const wording& said, const type&) {
    const auto found = find_phrase(said, "unit :");
    if (!found || found->next == said.words.size())
        return std::nullopt;
    const auto known = std::ranges::find(entries, std::string_view(said.words[found->next].text), &entry::word);
    if (known == std::end(entries))
        return std::nullopt;
    // "MB/s" is another unit than MB.
    if (found->next + 1 < said.words.size() && said.words[found->next + 1].text == "/")
        return std::nullopt;
    return rule{unit_rule{std::string(known->unit)}};
}

} // namespace bindery::codegen::mined

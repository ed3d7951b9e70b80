// "Unit: milliseconds.", "The duration, in seconds."

#include "rules/context.hpp"
#include "rules/mine.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen::mined {
namespace {

std::optional<std::string> unit_at(const wording& said, std::size_t at, std::size_t* next = nullptr) {
    if (at >= said.words.size())
        return std::nullopt;
    if (static_cast<unsigned char>(said.words[at].text.front()) >= 0x80) {
        const auto two = at + 1 < said.words.size() ? said.words[at].text + said.words[at + 1].text : "";
        for (const auto& words : {two, said.words[at].text})
            if (const auto known = unit_named(words))
                return std::string(*known);
        return std::nullopt;
    }
    if (const auto known = unit_named(said.words[at].text)) {
        if (next)
            *next = at + 1;
        if (at + 1 < said.words.size() && said.words[at + 1].text == "/")
            return std::nullopt; // "MB /s"
        return std::string(*known);
    }
    return std::nullopt;
}

bool is_in_item(const wording& said, std::size_t at) {
    for (std::size_t i = at + 1; i-- > 0;)
        if (said.words[i].mark == word::list_end || said.words[i].mark == word::line)
            return false;
        else if (said.words[i].mark == word::item)
            return true;
    return false;
}

} // namespace

std::optional<statement> unit(const wording& said, const subject& of) {
    if (of.is_boolean)
        return std::nullopt;
    statement found;
    found.kind = statement::unit;
    for (const auto& each :
         find_all(said, {"unit|units :", "unit is|are", "unit of measurement|measure :|is", "measured in",
                         "in units of", "in the unit of", "expressed as a", "expressed in", "unit ( ",
                         "单位 :", "单位为", "单位是", "单位", "unit of", "unit in", "unit"})) {
        std::size_t at = each.next;
        while (at < said.words.size() && is_any(said.words[at].text, {"`", "(", ":", "为", "是", "the", "*"}))
            ++at;
        std::size_t next = 0;
        auto named = unit_at(said, at, &next);
        if (named && (each.first == 0 || !is_any(said.words[each.first - 1].text, {"time", "per"}) ||
                      each.next > each.first + 1)) {
            found.value = std::move(*named);
            found.word = each.first;
            return found;
        }
        // A unit that is announced is what it is called, whatever that is.
        const auto& announced = said.words[each.next - 1].text;
        if (announced == ":" && at < said.words.size() && is_identifier(said.words[at].text) &&
            ends_clause(said, at + 1)) {
            found.value = said.said(at, at + 1);
            found.word = each.first;
            return found;
        }
    }
    if (!(of.is_number || of.is_text || of.is_list))
        return std::nullopt;
    for (const auto& each : find_all(said, {"in", "以"})) {
        if (is_in_item(said, each.first))
            continue;
        std::size_t next = 0;
        auto named = unit_at(said, each.next, &next);
        // "in seconds" ends its clause; "in minutes of play" goes on.
        if (!named || each.first == 0 || named == "percent" || !ends_clause(said, each.next + 1))
            continue;
        if (of.is_text && !is_any(said.words[each.first - 1].text, {",", "("}))
            continue;
        if (holds_any(said, said.sentence_begin(each.first), each.first, {"if", "when", "example"}))
            continue;
        found.value = std::move(*named);
        found.word = each.first;
        return found;
    }
    return std::nullopt;
}

} // namespace bindery::codegen::mined

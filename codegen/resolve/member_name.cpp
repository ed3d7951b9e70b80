#include "resolve/rows.hpp"

#include "dictionary/yes_no.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// Takes a mark off that sites draw in front of nested names.
bool take_mark(std::string_view& name) {
    return take_start(name, {"\u2514", "\u251C", "\u2500", "\u2502", "\u221F", "\u21B3", "\u2517",
                             "\u2523", "\u2501", "\u2503", "\u2570", "\u2192", "\u203A", ">",
                             "\u00BB", "-",      "\u2013", "+",      "\u2022", "\u00B7", "\u25CB",
                             "\u25CF", "\u25A0", "\u25AA", "\u25B8", "\u25BA", ".",      "|"});
}

/// How many marks and blanks stand in front of a name, as Markdown and HTML write them.
int marks_before(std::string_view text) {
    for (int count = 0;;) {
        const auto inner = trimmed(text);
        const auto blank = static_cast<std::size_t>(inner.data() - text.data());
        count += wide_blanks_before(text, blank);
        text.remove_prefix(blank);
        if (take_mark(text) || take_start(text, {"&nbsp;", "&emsp;", "&ensp;", "&#160;", "&gt;", "&#8195;", "&raquo;"}))
            ++count;
        else if (!take_start(text, {"**", "\\", "`", "*"}))
            return count;
    }
}

/// Takes an aside in brackets off the end, and returns what it says.
std::string_view take_aside(std::string_view& name) {
    struct pair {
        std::string_view open, close;
    };
    for (const auto& [open, close] : {pair{"(", ")"}, pair{"（", "）"}, pair{"[", "]"}, pair{"【", "】"}}) {
        const auto at = name.rfind(open);
        if (!name.ends_with(close) || at == std::string_view::npos || at == 0)
            continue;
        const auto inside = name.substr(at + open.size(), name.size() - at - open.size() - close.size());
        // "Ids[]" and "Ids[0]" are names; brackets behind a blank, and round ones, are asides.
        if (open == "[" && name[at - 1] != ' ' && !yes_no(inside))
            continue;
        name = trimmed(name.substr(0, at));
        return inside;
    }
    return {};
}

} // namespace

told_name read_name(const cell& from) {
    told_name found;
    found.depth = from.indent + marks_before(from.text);
    const auto text = label(from.text);
    auto name = trimmed(text);
    while (take_mark(name))
        name = trimmed(name);
    if (const auto line = name.find('\n'); line != std::string_view::npos)
        if (const auto answer = yes_no(name.substr(line + 1))) { // the answer stands below the name
            found.required = answer;
            name = trimmed(name.substr(0, line));
        }
    if (const auto aside = take_aside(name); !aside.empty())
        found.required = yes_no(aside);
    while (take_end(name, {"*", "＊"})) {
        name = trimmed(name);
        found.starred = true;
    }
    for (const std::string_view answer : {" required", " optional"}) // a badge beside the name
        if (name.ends_with(answer) && is_wire_name(name.substr(0, name.size() - answer.size()))) {
            found.required = yes_no(trimmed(answer));
            name.remove_suffix(answer.size());
        }
    found.name = name;
    return found;
}

bool is_wire_name(std::string_view text) {
    const auto is_one = [](char c, std::string_view of) { return of.find(c) != std::string_view::npos; };
    return !text.empty() && (is_letter(text.front()) || is_one(text.front(), "_$@")) &&
           std::ranges::all_of(text, [&](char c) { return is_word(c) || is_one(c, ".-[]{}:$@#/*"); });
}

} // namespace bindery::codegen

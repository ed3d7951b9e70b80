#include "dictionary/words.hpp"
#include "resolve/stages.hpp"
#include "text/scan.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <ranges>
#include <set>
#include <utility>

namespace bindery::codegen {
namespace {

namespace json = boost::json;

const auto common_keys = words_in("in any request or answer");

using words = std::set<std::string, std::less<>>;

void take_first_word(std::string_view line, words& into) {
    line = trimmed(line);
    while (!line.empty() && !is_letter(line.front()) && line.front() != '_')
        line.remove_prefix(1); // bars, bullets, marks
    if (const auto end = std::ranges::find_if_not(line, [](char c) { return is_word(c) || c == '.'; });
        end != line.begin())
        into.emplace(line.begin(), end);
}

/// The words that lines begin with which are running text, or went on with a cell.
words at_line_starts(const page& from) {
    words found;
    for (const auto& each : from.blocks) {
        if (const auto* line = std::get_if<paragraph>(&each))
            take_first_word(line->text, found);
        if (const auto* rows = std::get_if<table>(&each))
            for (const auto& row : rows->rows)
                for (const auto& cell : row)
                    for (const auto line : lines_of(cell.text) | std::views::drop(1))
                        take_first_word(line, found);
    }
    return found;
}

struct look {
    const api& all;
    const operation& of;
    report& said;
    words at_line_starts;
    std::set<std::pair<std::string, std::string>> told = {};

    void object(const std::string& owner, const std::vector<member>& members, const json::object& shown, place at) {
        const bool is_outermost = &members == &of.request || &members == &of.response;
        std::string unlisted;
        bool lost = false;
        for (const auto& each : shown) {
            const auto* found = member_shown(members, each.key());
            if (found)
                value(*found, each.value(), at);
            else if (is_outermost && is_one_of(lowered(each.key()), common_keys))
                continue;
            else if (told.emplace(owner, each.key()).second) {
                unlisted += (unlisted.empty() ? "" : ", ") + quoted(each.key());
                lost = lost || at_line_starts.contains(std::string_view(each.key()));
            }
        }
        if (unlisted.empty())
            return;
        const location here{of.where.path, at};
        const auto message = "an example of " + owner + " has " + unlisted + ", which no table has";
        if (lost)
            said.unread(here, message, "a line of the page begins with the name and was not read as a row");
        else
            said.warning(here, message, "the page says two things, or leaves something out");
    }

    void value(const member& shown_as, const json::value& shown, place at) {
        if (const auto* list = shown.if_array()) {
            for (const auto& each : *list)
                value(shown_as, each, at);
        } else if (const auto* inner = shown.if_object()) {
            const auto* structure = all.find(of.of, shown_as.type.structure);
            if (structure && !structure->inferred)
                object(structure->name, structure->members, *inner, at);
        }
    }
};

} // namespace

const member* member_shown(const std::vector<member>& members, std::string_view key) {
    const auto outer = key.substr(0, key.find_first_of(".[")); // `Ids.1` is of `Ids.N`
    for (const auto& each : members) {
        const auto name = std::string_view(each.name);
        const auto own = name.substr(0, name.find_first_of(".["));
        if (name == key || own == outer)
            return &each;
    }
    const auto found = std::ranges::find_if(
        members, [small = lowered(key)](const member& each) { return lowered(each.name) == small; });
    return found == members.end() ? nullptr : &*found;
}

void tell_unlisted(const api& all, const operation& of, const page& from, report& said) {
    if (of.examples.empty())
        return;
    look looking{all, of, said, at_line_starts(from)};
    for (const auto& each : of.examples) {
        if (each.input)
            looking.object(of.name, of.request, *each.input, each.input_at);
        if (each.output)
            looking.object(of.name + ".Output", of.response, *each.output, each.output_at);
    }
}

} // namespace bindery::codegen

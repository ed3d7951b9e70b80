#include "resolve/members.hpp"

#include "dictionary/type_word.hpp"
#include "dictionary/yes_no.hpp"
#include "resolve/type_words.hpp"
#include "rules/mine.hpp"
#include "rules/written.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

std::string text_of(const table& rows, const row& in, column wanted) {
    const auto* found = rows.find(in, wanted);
    return found ? found->text : std::string{};
}

/// Some pages open a response with a row for the object around it all, which has a type and no name.
bool is_unnamed_root(const table& rows, const row& in) {
    const auto said = std::ranges::count_if(in, [](const cell& each) { return !each.text.empty(); });
    if (said != 1)
        return false;
    const auto only = std::ranges::find_if(in, [](const cell& each) { return !each.text.empty(); });
    return rows.has(column::type) && basic_type_of(only->text) == basic_type::object;
}

/// The parameters that all operations of a service take, which pages repeat: they route the request and are no part of
/// its input.
bool is_common(const member& of) {
    if (of.name != "Action" && of.name != "Version" && of.name != "Region")
        return false;
    const auto words = lowered(of.description);
    return words.starts_with("common param") || words.find("set the value to") != std::string::npos;
}

std::optional<bool> resolve_required(const page& from, const table& rows, const row& in, report& said) {
    const auto* answer = rows.find(in, column::required);
    if (!answer)
        return std::nullopt;
    const auto required = yes_no(answer->text);
    if (!required)
        said.unexpected(from.at(answer->at), answer->text.empty() ? "nothing" : quoted(answer->text), "Yes or No",
                        "the Required column takes these two; a condition belongs into the description");
    return required;
}

/// An announcement that has lost its values ("Value ranges from...to...") leaves only the list below it to go by.
void note_doubtful_values(const member& of, report& said) {
    const auto* listed = find<one_of_rule>(of.rules);
    if (!listed || of.description.find("...") == std::string::npos)
        return;
    std::string values;
    for (const auto& each : listed->values)
        values += (values.empty() ? "" : ", ") + each;
    said.note(of.where, "the values of " + quoted(of.name) +
                            " are those of the list that has spilled out of its description: " + values);
}

void report_type(const page& from, const cell& words, report& said) {
    std::string hint =
        "types are String, Integer, Float, Boolean, Array of ..., or the name of a structure such as VideoInfo";
    const auto list = list_words_at_start(words.text);
    if (const auto meant = nearest_type_word(std::string_view(words.text).substr(list)))
        hint = "did you mean " + std::string(*meant) + "?";
    said.unexpected(from.at(words.at), words.text.empty() ? "nothing" : quoted(words.text), "a type", hint);
}

} // namespace

std::vector<member> resolve_members(const page& from, const table& rows, report& said) {
    std::vector<member> members;
    for (const auto& each : rows.rows) {
        if (is_unnamed_root(rows, each))
            continue;
        const auto& name = *rows.find(each, column::name);
        if (!is_dotted(name.text)) {
            said.unexpected(from.at(name.at), name.text.empty() ? "nothing" : quoted(name.text),
                            "the name of a member: letters, digits, underscores and dots",
                            "if the cells of this table have slipped, count those of the row above");
            continue;
        }
        const auto twin = std::ranges::find(members, name.text, &member::name);
        if (twin != members.end()) {
            said.unexpected(from.at(name.at), "a second " + quoted(name.text), "each member once",
                            "the first is in line " + std::to_string(twin->where.at.line));
            continue;
        }
        member next;
        next.name = name.text;
        next.where = from.at(name.at);
        next.description = text_of(rows, each, column::description);
        next.required = resolve_required(from, rows, each, said);
        if (const auto* words = rows.find(each, column::type)) {
            if (auto found = resolve_type(words->text))
                next.type = std::move(*found);
            else
                report_type(from, *words, said);
        }
        if (const auto* written = rows.find(each, column::rules)) {
            next.rules = read_written_rules(from, *written, next.type, said);
        } else {
            next.rules = mine_rules(next.type, next.description);
            next.description_has_rules = true;
            note_doubtful_values(next, said);
        }
        next.common = is_common(next);
        members.push_back(std::move(next));
    }
    return members;
}

} // namespace bindery::codegen

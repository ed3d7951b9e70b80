#include "resolve/rows.hpp"

#include "dictionary/type_word.hpp"
#include "dictionary/words.hpp"
#include "resolve/stages.hpp"
#include "rules/written.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace bindery::codegen {
namespace {

std::string text_of(const table& rows, const row& in, column wanted) {
    const auto* found = rows.find(in, wanted);
    return found ? found->text : std::string{};
}

/// Some pages open a response with a row for the object around it all, which has a type and no name.
bool is_unnamed_root(const table& rows, const row& in) {
    const auto is_filled = [](const cell& each) { return !each.text.empty(); };
    const auto only = std::ranges::find_if(in, is_filled);
    return rows.has(column::type) && std::ranges::count_if(in, is_filled) == 1 &&
           basic_type_of(only->text) == basic_type::object;
}

const auto signs_of_a_common_one = words_in("common parameter");

/// The parameters that all operations of a service take, which pages repeat: they route the request and are no part of
/// its input.
bool is_common(const member& of) {
    if (of.name != "Action" && of.name != "Version" && of.name != "Region")
        return false;
    const auto words = lowered(of.description);
    if (stands_in(words, signs_of_a_common_one) || words.starts_with("common param"))
        return true;
    // Whatever the words are: its one value is a call's name, or a date.
    const auto value = stated_value(of.description);
    return value && (of.name == "Action" ? operation_in_title(of.description) == value
                                         : of.name == "Version" && is_date(*value));
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

void report_type(const page& from, const std::string& words, place at, report& said) {
    std::string hint =
        "types are String, Integer, Float, Boolean, Array of ..., or the name of a structure such as VideoInfo";
    const auto list = list_words_at_start(words);
    const auto meant = nearest_type_word(std::string_view(words).substr(list));
    if (meant)
        hint = "did you mean " + std::string(*meant) + "?";
    if (from.whom == written_by::us)
        said.unexpected(from.at(at), words.empty() ? "nothing" : quoted(words), "a type", hint);
    else
        said.note(from.at(at), quoted(words) + " is no type that is known: taken for text");
}

type read_type(const page& from, const cell& cell_of_type, report& said) {
    auto words = label(cell_of_type.text);
    while (words.ends_with('*'))
        words.pop_back();
    if (auto found = resolve_type(words))
        return std::move(*found);
    type unknown;
    unknown.words = words;
    if (words.empty() && from.whom == written_by::vendor)
        unknown.kind = type_kind::structure; // a row without a type holds the rows behind it
    else
        report_type(from, words, cell_of_type.at, said);
    return unknown;
}

struct member_rows {
    const page& from;
    report& said;
    std::vector<member> members = {};
    std::map<std::string, std::size_t, std::less<>> first_by_name = {};

    void take(const table& rows, position sent_in) {
        const auto before = members.size();
        answers required(from, rows, said);
        for (const auto& each : rows.rows)
            if (!is_unnamed_root(rows, each) && !is_empty(each) && !is_title(each))
                take_row(rows, each, before, required, sent_in);
    }

    /// A row whose one cell goes over all columns parts the rows; it is none.
    bool is_title(const row& in) {
        if (from.whom == written_by::us || in.size() < 3 ||
            std::ranges::any_of(in, [&](const cell& each) { return each.text != in.front().text; }))
            return false;
        said.note(from.at(in.front().at), quoted(plain(in.front().text)) + " goes over the row: taken for a title");
        return true;
    }

    bool accepts_name(const std::string& name, const cell& cell_of_name) {
        if (from.whom == written_by::us ? is_dotted(name) : is_wire_name(name))
            return true;
        if (from.whom == written_by::us)
            said.unexpected(from.at(cell_of_name.at), name.empty() ? "nothing" : quoted(name),
                            "the name of a member: letters, digits, underscores and dots",
                            "if the cells of this table have slipped, count those of the row above");
        else
            said.note(from.at(cell_of_name.at),
                      (name.empty() ? "nothing" : quoted(name)) + " can be no name of a member: the row is left out");
        return false;
    }

    /// Whether the row names a member a second time. Within a table of a vendor it may be that of another object.
    bool is_twin(const std::string& name, const cell& cell_of_name, std::size_t of_this_table) {
        const auto [known, is_first] = first_by_name.try_emplace(name, members.size());
        if (is_first)
            return false;
        const auto line = "line " + std::to_string(members[known->second].where.at.line);
        if (from.whom == written_by::us)
            said.unexpected(from.at(cell_of_name.at), "a second " + quoted(name), "each member once",
                            "the first is in " + line);
        else if (known->second < of_this_table)
            said.note(from.at(cell_of_name.at),
                      quoted(name) + " is in another table, too: that of " + line + " is kept");
        else
            return false;
        return true;
    }

    void take_row(const table& rows, const row& each, std::size_t of_this_table, answers& required, position sent_in) {
        const auto& cell_of_name = *rows.find(each, column::name);
        const auto told = read_name(cell_of_name);
        member next;
        next.depth = from.whom == written_by::us ? 0 : depth_of(rows, each, told);
        const bool inner = members.size() > of_this_table && next.depth > members[of_this_table].depth;
        if (!accepts_name(told.name, cell_of_name) || (!inner && is_twin(told.name, cell_of_name, of_this_table)))
            return;
        next.name = told.name;
        next.where = from.at(cell_of_name.at);
        const auto marked = text_of(rows, each, column::description);
        next.description = from.whom == written_by::us ? marked : plain(marked);
        next.required = required.of(each, told);
        if (const auto* words = rows.find(each, column::type))
            next.type = read_type(from, *words, said);
        if (const auto* written = rows.find(each, column::rules)) {
            const auto side = rows.find(each, column::required) ? used_in::requests : used_in::answers;
            next.rules = read_written_rules(from, *written, next.type, side, said);
        } else {
            take_rules(rows, each, next);
            const auto* place = rows.find(each, column::position);
            next.where_sent = place ? position_named(plain(place->text)) : sent_in;
            note_doubtful_values(next, said);
        }
        next.common = is_common(next);
        members.push_back(std::move(next));
    }

    /// A column of levels tells it outright.
    static int depth_of(const table& rows, const row& in, const told_name& told) {
        const auto level = plain(text_of(rows, in, column::level));
        return level.size() == 1 && is_digit(level.front()) ? level.front() - '0' : told.depth;
    }
};

} // namespace

bool is_empty(const row& of) {
    return std::ranges::all_of(of, [](const cell& each) { return each.text.empty(); });
}

std::vector<member> resolve_members(const page& from, const std::vector<const table*>& tables,
                                    const std::map<const table*, position>& sent_in, report& said) {
    member_rows rows{from, said};
    for (const auto* each : tables) {
        const auto part = sent_in.find(each);
        rows.take(*each, part == sent_in.end() ? position::unstated : part->second);
    }
    return std::move(rows.members);
}

} // namespace bindery::codegen

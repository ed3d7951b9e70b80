#include "resolve/rows.hpp"

#include "dictionary/type_phrase.hpp"
#include "dictionary/type_word.hpp"
#include "resolve/stages.hpp"
#include "rules/written.hpp"
#include "text/markup.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <functional>
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
    for (const std::string_view sign :
         {"set the value to", "公共参数", "系统规定参数", "system required parameter", "system-defined parameter",
          "operation that you want to perform", "api 指令名称", "action to perform", "指令名称"})
        if (words.find(sign) != std::string::npos)
            return true;
    if (words.starts_with("common param"))
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

class member_rows {
public:
    member_rows(const page& from, report& said) : from_(from), said_(said) {}

    void take(const table& rows, position sent_in) {
        sent_in_ = sent_in;
        const auto before = members_.size();
        answers required(from_, rows, said_);
        for (const auto& each : rows.rows)
            if (!is_unnamed_root(rows, each) && !is_empty(each) && !is_title(each))
                take_row(rows, each, before, required);
    }

    std::vector<member> take_members() && { return std::move(members_); }

private:
    /// A row whose one cell goes over all columns parts the rows; it is none.
    bool is_title(const row& in) {
        if (from_.whom == written_by::us || in.size() < 3 ||
            std::ranges::any_of(in, [&](const cell& each) { return each.text != in.front().text; }))
            return false;
        said_.note(from_.at(in.front().at), quoted(plain(in.front().text)) + " goes over the row: taken for a title");
        return true;
    }

    bool accepts_name(const std::string& name, const cell& cell_of_name) {
        if (from_.whom == written_by::us ? is_dotted(name) : is_wire_name(name))
            return true;
        if (from_.whom == written_by::us)
            said_.unexpected(from_.at(cell_of_name.at), name.empty() ? "nothing" : quoted(name),
                             "the name of a member: letters, digits, underscores and dots",
                             "if the cells of this table have slipped, count those of the row above");
        else
            said_.note(from_.at(cell_of_name.at),
                       (name.empty() ? "nothing" : quoted(name)) + " can be no name of a member: the row is left out");
        return false;
    }

    /// Whether the row names a member a second time. Within a table of a vendor it may be that of another object.
    bool is_twin(const std::string& name, const cell& cell_of_name, std::size_t of_this_table) {
        const auto [known, is_first] = first_by_name_.try_emplace(name, members_.size());
        if (is_first)
            return false;
        const auto line = "line " + std::to_string(members_[known->second].where.at.line);
        if (from_.whom == written_by::us)
            said_.unexpected(from_.at(cell_of_name.at), "a second " + quoted(name), "each member once",
                             "the first is in " + line);
        else if (known->second < of_this_table)
            said_.note(from_.at(cell_of_name.at),
                       quoted(name) + " is in another table, too: that of " + line + " is kept");
        else
            return false;
        return true;
    }

    void take_row(const table& rows, const row& each, std::size_t of_this_table, answers& required) {
        const auto& cell_of_name = *rows.find(each, column::name);
        const auto told = read_name(cell_of_name);
        member next;
        next.depth = from_.whom == written_by::us ? 0 : depth_of(rows, each, told);
        const bool inner = members_.size() > of_this_table && next.depth > members_[of_this_table].depth;
        if (!accepts_name(told.name, cell_of_name) || (!inner && is_twin(told.name, cell_of_name, of_this_table)))
            return;
        next.name = told.name;
        next.where = from_.at(cell_of_name.at);
        const auto marked = text_of(rows, each, column::description);
        next.description = from_.whom == written_by::us ? marked : plain(marked);
        next.required = required.of(each, told);
        if (const auto* words = rows.find(each, column::type))
            next.type = read_type(from_, *words, said_);
        if (const auto* written = rows.find(each, column::rules)) {
            const auto side = rows.find(each, column::required) ? used_in::requests : used_in::answers;
            next.rules = read_written_rules(from_, *written, next.type, side, said_);
        } else {
            take_rules(rows, each, next);
            next.where_sent = rows.has(column::position) ? read_position(rows, each) : sent_in_;
            note_doubtful_values(next, said_);
        }
        next.common = is_common(next);
        members_.push_back(std::move(next));
    }

    /// A column of levels tells it outright.
    static int depth_of(const table& rows, const row& in, const told_name& told) {
        const auto level = plain(text_of(rows, in, column::level));
        return level.size() == 1 && is_digit(level.front()) ? level.front() - '0' : told.depth;
    }

    const page& from_;
    report& said_;
    std::vector<member> members_;
    std::map<std::string, std::size_t, std::less<>> first_by_name_;
    position sent_in_ = position::unstated;
};

} // namespace

bool is_empty(const row& of) {
    return std::ranges::all_of(of, [](const cell& each) { return each.text.empty(); });
}

std::vector<member> resolve_members(const page& from, const std::vector<const table*>& tables,
                                    const std::map<const table*, position>& sent_in, report& said) {
    member_rows rows(from, said);
    for (const auto* each : tables) {
        const auto part = sent_in.find(each);
        rows.take(*each, part == sent_in.end() ? position::unstated : part->second);
    }
    return std::move(rows).take_members();
}

} // namespace bindery::codegen

#include "emit/spelling.hpp"
#include "explain/explain.hpp"
#include "model/uses.hpp"
#include "read/page.hpp"
#include "resolve/roles.hpp"
#include "resolve/rows.hpp"
#include "text/scan.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <map>

namespace bindery::codegen {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

std::string role_of(const roles& all, const table& of) {
    const auto among = [&](const std::vector<const table*>& tables) {
        return std::ranges::find(tables, &of) != tables.end();
    };
    if (all.facts == &of)
        return "facts";
    if (among(all.request))
        return "input";
    if (among(all.response))
        return "output";
    if (among(all.errors))
        return "errors";
    for (const auto& each : all.structures)
        if (each.rows == &of)
            return each.owner.empty() ? "structure " + each.name : "the members of " + each.owner;
    return {};
}

std::string in_words(const member& of) {
    static const version_names none;
    std::string text = codegen::quoted(of.name) + ": " +
                       (of.type.words.empty() ? "no type" : codegen::quoted(of.type.words)) + " is " +
                       flat(spell_type(of, {none, {}, {}}));
    text += !of.required ? ", not said whether it is required" : *of.required ? ", required" : ", optional";
    if (of.common)
        text += ", common to all operations and so left out";
    if (!of.rules.empty())
        text += of.description_has_rules ? ", with rules from its description" : ", with rules as written";
    return text;
}

struct explanation {
    const source& text;
    const page& from;
    const roles tables;
    std::map<location, std::string> became = {};  ///< members of operations and of structures, and errors
    std::map<location, std::string> reasons = {}; ///< why a row or table was left out

    /// Empty: nothing.
    std::string told(const std::map<location, std::string>& of, place at) const {
        const auto found = of.find(from.at(at));
        return found == of.end() ? std::string{} : found->second;
    }

    object explain(const table& of, const heading* above) const {
        const auto role = role_of(tables, of);
        object one;
        one["line"] = of.at.line;
        one["layout"] = of.layout;
        one["heading"] = above ? value(above->text) : value(nullptr);
        one["role"] = role.empty() ? "nothing: " + why_nothing(of) : role;
        array columns;
        for (const auto each : of.columns)
            columns.push_back(value(std::string(to_string(each))));
        one["columns"] = std::move(columns);
        const auto line = static_cast<std::size_t>(of.at.line) - 1;
        one["header"] = line < text.lines.size() && !text.html ? std::string(trimmed(text.lines[line])) : "";
        array rows;
        for (const auto& each : of.rows)
            if (!each.empty())
                rows.push_back(explain(each, of, role));
        one["rows"] = std::move(rows);
        return one;
    }

    std::string why_nothing(const table& of) const {
        if (auto said = told(reasons, of.at); !said.empty())
            return said;
        return "neither its columns nor what stands above it tell whose members it lists";
    }

    object explain(const row& of, const table& in, const std::string& role) const {
        const auto* name = in.find(of, column::name);
        if (!name)
            name = &of.front();
        auto said = told(became, name->at);
        for (const auto& cell : of) // an error may be known by another cell than its first
            if (said.empty())
                said = told(became, cell.at);
        object row;
        row["line"] = name->at.line;
        row["used"] = !said.empty() || role == "facts";
        if (said.empty())
            said = why_unused(of, *name, role);
        row["read_as"] = std::move(said);
        return row;
    }

    std::string why_unused(const row& of, const cell& name, const std::string& role) const {
        const auto what = codegen::quoted(name.text) + ", ";
        if (is_empty(of))
            return "left out: no cell of the row holds anything";
        if (role == "facts")
            return "the fact " + codegen::quoted(name.text);
        if (role.empty())
            return what + "left out with its table";
        if (auto said = told(reasons, name.at); !said.empty())
            return what + "left out: " + said;
        if (name.text.empty())
            return "left out: it is the object around the others, or part of the row above";
        return what + "left out: a row above has the same name, or no member comes of it";
    }
};

} // namespace

array explain_tables(const source& text, const page& from, const api& became, const report& said) {
    report unheard; // of the roles; said already
    explanation all{text, from, assign_roles(from, unheard)};
    for_each_owner(became, [&](const auto&, const std::vector<member>& members, auto...) {
        for (const auto& each : members)
            all.became.emplace(each.where, in_words(each));
    });
    for (const auto& each : became.operations)
        for (const auto& error : each.errors)
            all.became.emplace(error.where,
                               "error " + error.code + (error.http ? ", HTTP " + std::to_string(*error.http) : ""));
    for (const auto& each : said.said())
        all.reasons.emplace(each.where, each.message);
    array explained;
    const heading* above = nullptr;
    for (const auto& each : from.blocks) {
        if (const auto* found = std::get_if<heading>(&each))
            above = found;
        if (const auto* found = std::get_if<table>(&each))
            explained.push_back(all.explain(*found, above));
    }
    return explained;
}

array explain_lines(const page& from) {
    array all;
    for (const auto& [first, last, use] : from.lines.stretches())
        all.push_back(object{{"first", first}, {"last", last}, {"use", to_string(use)}});
    return all;
}

} // namespace bindery::codegen

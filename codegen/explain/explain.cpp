#include "explain/explain.hpp"

#include "emit/spelling.hpp"
#include "input.hpp"
#include "metadata/metadata.hpp"
#include "outcome.hpp"
#include "output/output.hpp"
#include "read/read.hpp"
#include "read/table_reader.hpp"
#include "resolve/resolve.hpp"
#include "resolve/roles.hpp"
#include "show/show.hpp"
#include "text/scan.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <map>
#include <ostream>

namespace bindery::codegen {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

std::string layout_of(const source& text, const table& of) {
    const auto line = static_cast<std::size_t>(of.at.line) - 1;
    if (!text.html && line < text.lines.size())
        for (const auto* each : table_readers())
            if (each->recognise(text, line))
                return std::string(each->layout);
    return "a table in HTML";
}

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
            return "structure " + each.name;
    return "none: it is left out";
}

/// What became of the row at a place: members of operations and of structures, and errors.
class outcome_index {
public:
    explicit outcome_index(const api& all) {
        for (const auto& each : all.operations) {
            add(each.request);
            add(each.response);
            for (const auto& error : each.errors)
                errors_.emplace(key(error.where), &error);
        }
        for (const auto& each : all.structures)
            add(each.what.members);
    }

    std::string at(const location& where) const {
        if (const auto found = members_.find(key(where)); found != members_.end())
            return in_words(*found->second);
        if (const auto found = errors_.find(key(where)); found != errors_.end())
            return "error " + found->second->code +
                   (found->second->http ? ", HTTP " + std::to_string(*found->second->http) : "");
        return {};
    }

private:
    static std::string key(const location& where) { return to_string(where); }

    void add(const std::vector<member>& members) {
        for (const auto& each : members)
            members_.emplace(key(each.where), &each);
    }

    static std::string in_words(const member& of) {
        static const name_set none;
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

    std::map<std::string, const member*> members_;
    std::map<std::string, const api_error*> errors_;
};

object explained(const source& text, const page& from, const roles& tables, const table& of,
                 const outcome_index& became) {
    object one;
    one["line"] = of.at.line;
    one["layout"] = layout_of(text, of);
    one["role"] = role_of(tables, of);
    array columns;
    for (const auto each : of.columns)
        columns.push_back(value(std::string(to_string(each))));
    one["columns"] = std::move(columns);
    const auto line = static_cast<std::size_t>(of.at.line) - 1;
    one["header"] = line < text.lines.size() && !text.html ? std::string(trimmed(text.lines[line])) : "";
    array rows;
    for (const auto& each : of.rows) {
        object row;
        const auto* name = of.has(column::name) ? of.find(each, column::name) : each.empty() ? nullptr : &each.front();
        if (!name)
            continue;
        row["line"] = name->at.line;
        row["cells"] = each.size();
        auto said = became.at(from.at(name->at));
        for (const auto& cell : each) // an error may be known by another cell than its first
            if (said.empty())
                said = became.at(from.at(cell.at));
        row["read_as"] = said.empty() ? "read, and used for nothing: " + codegen::quoted(name->text) : said;
        rows.push_back(std::move(row));
    }
    one["rows"] = std::move(rows);
    return one;
}

std::string cut(const value& text, std::size_t most) {
    std::string plain(text.as_string());
    return plain.size() <= most ? plain : plain.substr(0, most) + " ...";
}

void print(const object& of, std::ostream& out) {
    out << of.at("file").as_string().c_str() << '\n';
    for (const auto& each : of.at("tables").as_array()) {
        out << "\nline " << each.at("line").as_int64() << ": a table, " << each.at("layout").as_string().c_str()
            << "\n  header   " << cut(each.at("header"), 100) << "\n  columns ";
        for (const auto& column : each.at("columns").as_array())
            out << ' ' << column.as_string().c_str() << (&column == &each.at("columns").as_array().back() ? "" : ",");
        out << "\n  taken as " << each.at("role").as_string().c_str() << '\n';
        for (const auto& row : each.at("rows").as_array())
            out << "    line " << row.at("line").as_int64() << "  " << row.at("read_as").as_string().c_str() << '\n';
    }
    out << "\nrules\n";
    for (const auto& each : of.at("rules").as_array())
        out << "  " << each.at("of").as_string().c_str() << ": " << each.at("rule").as_string().c_str() << "\n      "
            << each.at("from").as_string().c_str() << '\n';
    out << "\ninferred, and why\n";
    for (const auto& each : of.at("notes").as_array())
        out << "  line " << each.at("line").as_int64() << ": " << each.at("message").as_string().c_str() << '\n';
}

/// Each rule by itself, with the sentence that it was found in.
void add_rules(const std::string& owner, const std::vector<member>& members, array& into) {
    static const name_set none;
    for (const auto& each : members)
        for (const auto& found : each.rules) {
            member only = each;
            only.rules = {found};
            only.description.clear();
            only.description_has_rules = false;
            const auto said = describe(only);
            const auto type = flat(spell_type(only, {none, {}, {}}));
            into.push_back(
                object{{"of", owner + '.' + each.name},
                       {"rule", said.starts_with("The page does not") ? type : type + "  " + said},
                       {"at", to_string(each.where)},
                       {"from", each.description_has_rules ? "\"" + each.description + '"' : "the column of rules"}});
        }
}

object explain_model(const std::string& file, const api& model, const report& said) {
    object one;
    one["file"] = file;
    one["tables"] = array();
    array rules;
    for (const auto& each : model.operations) {
        add_rules(each.name, each.request, rules);
        add_rules(each.name + ".Output", each.response, rules);
    }
    for (const auto& each : model.structures)
        add_rules(each.what.name, each.what.members, rules);
    one["rules"] = std::move(rules);
    one["notes"] = to_json(in_order(said));
    return one;
}

} // namespace

int explain(const explain_request& asked, std::ostream& out, std::ostream& err) {
    array all;
    bool failed = false;
    for (const auto& file : asked.files) {
        report said;
        if (metadata_format_of(file)) {
            all.push_back(explain_model(file.generic_string(), read_metadata(file, {}, said), said));
        } else if (const auto text = load(file, said)) {
            const auto read_page = read(*text, said);
            const auto model = resolve({read_page}, said);
            report unheard;
            const auto tables = assign_roles(read_page, unheard);
            auto one = explain_model(file.generic_string(), model, said);
            const outcome_index became(model);
            for (const auto& each : read_page.blocks)
                if (const auto* found = std::get_if<table>(&each))
                    one["tables"].as_array().push_back(explained(*text, read_page, tables, *found, became));
            all.push_back(std::move(one));
        }
        if (said.failed()) {
            failed = true;
            stopped(said, strictness::notes_are_notes, err);
        }
    }
    if (asked.format == show_format::json)
        out << pretty(all.size() == 1 ? all.front() : value(all));
    else
        for (const auto& each : all)
            print(each.as_object(), out);
    return failed ? exit_code::unreadable : exit_code::done;
}

} // namespace bindery::codegen

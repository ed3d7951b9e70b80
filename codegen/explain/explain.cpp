#include "explain/explain.hpp"

#include "explain/parts.hpp"
#include "metadata/metadata.hpp"
#include "outcome.hpp"
#include "output/output.hpp"
#include "read/read.hpp"
#include "resolve/resolve.hpp"
#include "show/show.hpp"

#include <boost/json/object.hpp>

#include <ostream>

namespace bindery::codegen {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

std::string_view text(const value& of) {
    return of.as_string();
}

std::string cut(const value& of, std::size_t most) {
    const std::string plain(text(of));
    return plain.size() <= most ? plain : plain.substr(0, most) + " ...";
}

void print_table(const value& of, std::ostream& out) {
    out << "\nline " << of.at("line").as_int64() << ": a table, " << text(of.at("layout")) << '\n';
    if (of.at("heading").is_string())
        out << "  under    " << cut(of.at("heading"), 100) << '\n';
    if (!text(of.at("header")).empty())
        out << "  header   " << cut(of.at("header"), 100) << '\n';
    out << "  columns  ";
    const auto& columns = of.at("columns").as_array();
    for (const auto& each : columns)
        out << (&each == &columns.front() ? "" : ", ") << text(each);
    out << "\n  taken as " << text(of.at("role")) << '\n';
    for (const auto& each : of.at("rows").as_array())
        out << "    line " << each.at("line").as_int64() << "  " << text(each.at("read_as")) << '\n';
}

void print(const object& of, std::ostream& out) {
    out << text(of.at("file")) << '\n';
    for (const auto& each : of.at("tables").as_array())
        print_table(each, out);
    if (const auto& rules = of.at("rules").as_array(); !rules.empty()) {
        out << "\nrules\n";
        for (const auto& each : rules) {
            const bool taken = each.at("rule").is_string();
            out << "  " << text(each.at("of")) << ": "
                << (taken ? text(each.at("rule")) : "no rule, because " + std::string(text(each.at("why"))))
                << "\n      " << text(each.at("at")) << ": " << text(each.at("from")) << '\n';
        }
    }
    if (const auto& notes = of.at("notes").as_array(); !notes.empty()) {
        out << "\ninferred, and why\n";
        for (const auto& each : notes)
            out << "  " << text(each.at("path")) << ':' << each.at("line").as_int64() << ": "
                << text(each.at("message")) << '\n';
    }
}

object explain_file(const std::filesystem::path& file, report& said) {
    object one{{"file", file.generic_string()}, {"tables", array()}, {"rules", array()}};
    api model;
    if (metadata_format_of(file)) {
        model = read_metadata(file, {}, said);
    } else if (const auto text = load(file, said)) {
        std::vector pages{read(*text, said)};
        // The structures of a service version may be described on a page of their own.
        const auto beside = file.parent_path() / "types.md";
        if (file.filename() != "types.md" && std::filesystem::exists(beside))
            if (const auto types = load(beside, said))
                pages.push_back(read(*types, said));
        model = resolve(pages, said);
        one["tables"] = explain_tables(*text, pages.front(), model, said);
    }
    one["rules"] = explain_rules(model);
    one["notes"] = to_json(in_order(said));
    return one;
}

} // namespace

int explain(const explain_request& asked, std::ostream& out, std::ostream& err) {
    array all;
    bool failed = false;
    for (const auto& file : asked.files) {
        report said;
        all.push_back(explain_file(file, said));
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

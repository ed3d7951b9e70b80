#include "explain/explain.hpp"

#include "explain/parts.hpp"
#include "input.hpp"
#include "metadata/metadata.hpp"
#include "outcome.hpp"
#include "output/output.hpp"
#include "read/read.hpp"
#include "resolve/resolve.hpp"
#include "show/show.hpp"
#include "text/printable.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <iterator>
#include <ostream>

namespace bindery::codegen {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

std::string text(const value& of) {
    return printable_line(std::string_view(of.as_string()));
}

std::string cut(const value& of, std::size_t most) {
    const auto line = text(of);
    return line.size() <= most ? line : printable_line(line.substr(0, most)) + " ...";
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
                << (taken ? text(each.at("rule")) : "no rule, because " + text(each.at("why"))) << "\n      "
                << text(each.at("at")) << ": " << text(each.at("from")) << '\n';
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
    if (is_metadata(file)) {
        model = read_metadata(file, {}, said);
    } else if (const auto text = load(file, said)) {
        std::vector pages{read(*text, said)};
        // The structures of a service version may be described on a page of their own.
        for (const auto& each : pages_of({file}, said))
            if (each != file)
                for (auto& types : read_pages({each}, said))
                    pages.push_back(std::move(types));
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
    std::vector<std::filesystem::path> files;
    report unfound;
    for (const auto& each : asked.files) {
        std::error_code failure;
        if (std::filesystem::is_directory(each, failure) && !is_metadata(each))
            std::ranges::move(pages_below(each, unfound), std::back_inserter(files));
        else
            files.push_back(each);
    }
    if (stopped(unfound, strictness::notes_are_notes, asked.format, out, err))
        return exit_code::unreadable;
    for (const auto& file : files) {
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

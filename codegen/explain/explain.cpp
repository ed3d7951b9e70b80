#include "explain/explain.hpp"

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
#include <iomanip>
#include <iterator>
#include <ostream>
#include <string>

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
    if (const auto& lines = of.at("lines").as_array(); !lines.empty())
        out << "\nlines\n";
    for (const auto& each : of.at("lines").as_array()) {
        const auto first = each.at("first").as_int64();
        const auto last = each.at("last").as_int64();
        out << "  " << first << (first == last ? "" : "-" + std::to_string(last)) << "  " << text(each.at("use"))
            << '\n';
    }
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
    object one{{"file", file.generic_string()}, {"tables", array()}, {"lines", array()}, {"rules", array()}};
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
        one["lines"] = explain_lines(pages.front());
    }
    one["rules"] = explain_rules(model);
    one["notes"] = to_json(in_order(said));
    return one;
}

/// The figures of a page: lines by their use, and of its rows those that are in the model. `rows` counts what reads
/// like a row and was left, too.
object figures_of(const object& explained) {
    object figures{{"file", explained.at("file")}};
    std::int64_t unread = 0;
    object lines;
    for (const auto& each : explained.at("lines").as_array()) {
        const auto count = each.at("last").as_int64() - each.at("first").as_int64() + 1;
        auto& sum = lines[each.at("use").as_string()];
        sum = (sum.is_int64() ? sum.get_int64() : 0) + count;
        unread += each.at("use") == "unread" ? count : 0;
    }
    std::int64_t rows = unread;
    std::int64_t used = 0;
    for (const auto& table : explained.at("tables").as_array())
        for (const auto& row : table.at("rows").as_array()) {
            ++rows;
            used += row.at("used").as_bool();
        }
    figures["lines"] = std::move(lines);
    figures["rows"] = rows;
    figures["used"] = used;
    figures["coverage"] = rows == 0 ? 1.0 : static_cast<double>(used) / static_cast<double>(rows);
    return figures;
}

void print_figures(const object& of, std::ostream& out) {
    out << text(of.at("file")) << ": " << of.at("used") << " of " << of.at("rows") << " rows (" << std::fixed
        << std::setprecision(3) << of.at("coverage").as_double() << "); lines:";
    for (const auto& [use, count] : of.at("lines").as_object())
        out << ' ' << count << ' ' << std::string_view(use)
            << (&count == &(of.at("lines").as_object().end() - 1)->value() ? "" : ",");
    out << '\n';
}

/// Explains each file on its own, and tells of each what is asked for.
template <class Tell, class Print>
int run(const look_request& asked, Tell tell, Print print, std::ostream& out, std::ostream& err) {
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
    int code = exit_code::done;
    array all;
    for (const auto& file : files) {
        report said;
        all.push_back(tell(explain_file(file, said)));
        if (said.failed() && stopped(said, strictness::notes_are_notes, err))
            code = exit_code::unreadable;
    }
    if (asked.format == show_format::json)
        out << pretty(all.size() == 1 ? all.front() : value(all));
    else
        for (const auto& each : all)
            print(each.as_object(), out);
    return code;
}

} // namespace

int explain(const look_request& asked, std::ostream& out, std::ostream& err) {
    return run(
        asked, [](object&& all) { return std::move(all); }, print, out, err);
}

int coverage(const look_request& asked, std::ostream& out, std::ostream& err) {
    return run(asked, figures_of, print_figures, out, err);
}

} // namespace bindery::codegen

#include "read/read.hpp"

#include "read/html.hpp"
#include "read/listed.hpp"
#include "read/sample_reader.hpp"
#include "read/table_reader.hpp"
#include "read/unread.hpp"
#include "text/scan.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// Which table belongs to which is asked of each and all others, and no page has as many.
constexpr std::ptrdiff_t most_tables = 5'000;

bool has_too_many_tables(page& of, report& said) {
    const auto is_table = [](const block& each) { return std::holds_alternative<table>(each); };
    const auto tables = std::ranges::count_if(of.blocks, is_table);
    if (tables <= most_tables)
        return false;
    said.unexpected({of.path, {1, 1}}, std::to_string(tables) + " tables",
                    "at most " + std::to_string(most_tables) + " on a page",
                    "give the pages one by one, not all in one file");
    of.blocks.clear();
    return true;
}

/// Reads the table that begins at the line; returns the line behind it, or nothing if none does.
std::optional<std::size_t> read_table(const reading& from, std::size_t line, page& into) {
    const auto* start = from.tables.at(line);
    if (!start)
        return std::nullopt;
    const auto& [layout, header] = *start;
    table found{header.cells.columns, {}, from.text.at(line).at, header.cells.words, layout->layout};
    const auto next = layout->read(from, header, found);
    add_table(from, std::move(found), into);
    return next;
}

/// A spec has a table of facts.
written_by who_wrote(const source& text, table_finder& tables) {
    for (std::size_t line = 0; line < text.lines.size(); ++line)
        if (lowered(text.lines[line]).find("fact") != std::string::npos)
            if (const auto* start = tables.at(line); start && index_of(start->header.cells.columns, column::fact))
                return written_by::us;
    return written_by::vendor;
}

/// Below a heading for errors, a name is that of an error.
void name_error_columns(page& of) {
    bool errors = false;
    for (auto& each : of.blocks) {
        if (const auto* above = std::get_if<heading>(&each))
            errors = above->about == section::errors || (errors && above->about == section::other && above->level > 0);
        auto* found = std::get_if<table>(&each);
        if (errors && found && !found->has(column::code) && !found->has(column::type) && !found->has(column::required))
            std::ranges::replace(found->columns, column::name, column::code);
    }
}

/// A line above a ruler as long as its letters or longer is a heading: Markdown knows two signs for it,
/// reStructuredText more.
std::optional<heading> underlined_heading(const source& text, std::size_t line) {
    constexpr std::string_view signs = "=-~^";
    const std::string_view here = text.lines[line];
    const std::string_view below = line + 1 < text.lines.size() ? std::string_view(text.lines[line + 1]) : "";
    const auto level = below.size() < 3 ? std::string_view::npos : signs.find(below.front());
    if (level == std::string_view::npos || static_cast<int>(below.size()) < code_points(here) ||
        trimmed(here).size() != here.size() ||
        trimmed(below).find_first_not_of(below.front()) != std::string_view::npos)
        return std::nullopt;
    return heading{section_named(here), std::string(here), text.at(line).at, static_cast<int>(level) + 1};
}

void read_text(const reading& from, report& of_samples, page& into) {
    const auto& text = from.text;
    for (std::size_t line = 0; line < text.lines.size();) {
        const auto here = trimmed(text.lines[line]);
        const auto at = text.at(line).at;
        if (here.empty()) {
            ++line;
        } else if (auto ruled = underlined_heading(text, line)) {
            into.lines.take(at.line, line_use::heading);
            into.blocks.emplace_back(std::move(*ruled));
            line += 2;
        } else if (const auto example = read_sample(text, line, of_samples)) {
            into.lines.take(at.line, line_use::example);
            if (example->what)
                into.blocks.emplace_back(*example->what);
            line = example->next;
        } else if (const auto behind = read_table(from, line, into)) {
            line = *behind;
        } else if (const auto marked = heading_of(here)) {
            into.lines.take(at.line, line_use::heading);
            into.blocks.emplace_back(heading{marked->about, std::string(marked->text), at, marked->level});
            ++line;
        } else {
            into.lines.take(at.line, is_sentence(here) ? line_use::prose : line_use::chrome);
            into.blocks.emplace_back(paragraph{std::string(here), at, at.column});
            ++line;
        }
    }
}

} // namespace

page read(const source& text, report& said) {
    table_finder tables(text);
    page result{text.path, {}, text.end().at, who_wrote(text, tables)};
    result.lines.begin(text.lines.size());
    for (std::size_t line = 0; line < text.lines.size(); ++line)
        if (trimmed(text.lines[line]).empty())
            result.lines.take(static_cast<int>(line) + 1, line_use::blank);
    const auto known = gather_evidence(text, tables);
    const reading from{text, tables, known, said, result.whom};
    report of_samples;
    if (text.html)
        read_html_page(from, result);
    else
        read_text(from, of_samples, result);
    if (has_too_many_tables(result, said))
        return result;
    // A vendor's page says what it says without its examples; a spec is ours to mend.
    const bool is_spec = result.whom == written_by::us;
    if (!is_spec) {
        name_error_columns(result);
        gather_listed(result, said);
    }
    result.lines.settle();
    if (!text.html)
        leave_rows_outside(from, result);
    for (const auto& each : of_samples.said())
        if (is_spec)
            said.error(each.where, each.message, each.hint);
        else
            said.note(each.where, "an example is left out: " + each.message);
    tell_unread(result, said);
    if (result.lines.left().empty() && !said.failed() &&
        std::ranges::none_of(result.blocks, [](const block& each) { return std::holds_alternative<table>(each); }))
        said.unexpected({text.path, {1, 1}}, "a page without a table",
                        "tables headed by words such as Parameter Name, Type, Required, Description",
                        "bindery-gen reads API reference pages; " + document("spec-format.md") + " shows one");
    return result;
}

} // namespace bindery::codegen

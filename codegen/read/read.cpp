#include "read/read.hpp"

#include "read/html_page.hpp"
#include "read/listed.hpp"
#include "read/sample_reader.hpp"
#include "read/table_reader.hpp"
#include "text/document.hpp"
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

void report_no_rows(const reading& from, std::size_t header, std::size_t next) {
    while (next < from.text.lines.size() && trimmed(from.text.lines[next]).empty())
        ++next;
    const bool at_end = next == from.text.lines.size();
    from.said.unexpected(at_end ? from.text.end() : from.text.at(next),
                         at_end ? "the end of the page" : "the end of the table",
                         "a row below the header of line " + std::to_string(header + 1),
                         "a table without rows says nothing: fill it or take it out");
}

/// Reads the table that begins at the line, in whichever layout; returns the line behind it, or nothing if none does.
std::optional<std::size_t> read_table(const reading& from, std::size_t line, page& into) {
    for (const auto* reader : table_readers()) {
        const auto header = reader->recognise(from.text, line);
        if (!header)
            continue;
        table found{header->columns, {}, from.text.at(line).at};
        const auto next = reader->read(from, *header, found);
        if (found.rows.empty() && !from.said.failed())
            report_no_rows(from, line, next);
        into.blocks.emplace_back(std::move(found));
        return next;
    }
    return std::nullopt;
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

} // namespace

page read(const source& text, report& said) {
    page result{text.path, {}, text.end().at};
    const auto known = gather_evidence(text);
    const reading from{text, known, said};
    report of_samples;
    if (text.html) {
        std::string whole;
        for (const auto& each : text.lines)
            whole += each + '\n';
        read_html_page(from, whole, result);
    }
    for (std::size_t line = 0; line < text.lines.size() && !text.html;) {
        const auto here = trimmed(text.lines[line]);
        if (here.empty()) {
            ++line;
        } else if (const auto example = read_sample(text, line, of_samples)) {
            if (example->what)
                result.blocks.emplace_back(*example->what);
            line = example->next;
        } else if (const auto behind = read_table(from, line, result)) {
            line = *behind;
        } else if (const auto marked = heading_of(here)) {
            result.blocks.emplace_back(
                heading{marked->about, std::string(marked->text), text.at(line).at, marked->level});
            ++line;
        } else {
            const auto at = text.at(line).at;
            result.blocks.emplace_back(paragraph{std::string(here), at, at.column});
            ++line;
        }
    }
    if (has_too_many_tables(result, said))
        return result;
    // A vendor's page says what it says without its examples; a spec is ours to mend.
    const bool is_spec = std::ranges::any_of(result.blocks, [](const block& each) {
        const auto* found = std::get_if<table>(&each);
        return found && found->has(column::fact);
    });
    if (!is_spec) {
        name_error_columns(result);
        gather_listed(result, said);
    }
    for (const auto& each : of_samples.said())
        if (is_spec)
            said.error(each.where, each.message, each.hint);
        else
            said.note(each.where, "an example is left out: " + each.message);
    if (std::ranges::none_of(result.blocks, [](const block& each) { return std::holds_alternative<table>(each); }) &&
        !said.failed())
        said.unexpected({text.path, {1, 1}}, "a page without a table",
                        "tables headed by words such as Parameter Name, Type, Required, Description",
                        "bindery-gen reads API reference pages; " + document("spec-format.md") + " shows one");
    return result;
}

} // namespace bindery::codegen

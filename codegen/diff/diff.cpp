#include "diff/diff.hpp"

#include "input.hpp"
#include "metadata/metadata.hpp"
#include "model/uses.hpp"
#include "outcome.hpp"
#include "show/show.hpp"
#include "text/printable.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <ostream>

namespace bindery::codegen {
namespace {

std::string_view called(weight of) {
    return of == weight::breaking ? "breaking" : "compatible";
}

std::string places(const change& of) {
    if (of.before.path.empty())
        return to_string(of.after);
    if (of.after.path.empty())
        return to_string(of.before);
    return to_string(of.before) + " -> " + to_string(of.after);
}

boost::json::value where_or_null(const location& where) {
    return where.path.empty() ? boost::json::value(nullptr) : to_json(where);
}

void print_json(const std::vector<change>& changes, std::int64_t breaking, std::ostream& out) {
    boost::json::array all;
    for (const auto& each : changes)
        all.push_back(boost::json::object{{"weight", called(each.weight)},
                                          {"kind", each.kind},
                                          {"subject", each.subject},
                                          {"message", each.message},
                                          {"before", where_or_null(each.before)},
                                          {"after", where_or_null(each.after)}});
    out << pretty(boost::json::object{{"breaking", breaking},
                                      {"compatible", static_cast<std::int64_t>(changes.size()) - breaking},
                                      {"changes", std::move(all)}});
}

void print_text(const std::vector<change>& changes, std::int64_t breaking, std::ostream& out) {
    for (const auto how : {weight::breaking, weight::compatible})
        for (const auto& each : changes)
            if (each.weight == how)
                out << called(how) << ": " << printable_line(each.subject + ' ' + each.message) << " [" << each.kind
                    << "]\n    " << places(each) << '\n';
    out << breaking << " breaking, " << static_cast<std::int64_t>(changes.size()) - breaking << " compatible\n";
}

/// A single page says nothing about operations that are not on it.
void keep_those_of(const api& page, api& of) {
    std::erase_if(of.operations, [&](const operation& each) {
        return std::ranges::find(page.operations, each.name, &operation::name) == page.operations.end();
    });
    drop_unused(of);
}

/// Descriptions say the same as long as their sentences do: a rule that was mined and that only the examples spoke
/// against is compared, too, for an example that is mended changes nothing.
void compare_what_is_stated(api& of) {
    for_each_owner(of, [](const auto&, std::vector<member>& members, auto...) {
        for (auto& each : members)
            for (auto& rule : each.rules)
                rule.relaxed = rule.relaxed && !each.description_has_rules;
    });
}

} // namespace

int diff(const diff_request& asked, std::ostream& out, std::ostream& err) {
    auto said = report_for(asked.how);
    auto before = read_any(asked.before, said);
    auto after = read_any(asked.after, said);
    if (said.failed() && stopped(said, strictness::notes_are_notes, asked.format, out, err))
        return exit_code::unreadable;
    for (const auto& each : in_order(said)) // a lenient run goes on, and yet compares less than the pages say
        if (each.of_account)
            err << to_string(each) << '\n';
    if (before.from == origin::page && after.from != origin::page)
        keep_those_of(before.model, after.model);
    if (after.from == origin::page && before.from != origin::page)
        keep_those_of(after.model, before.model);
    compare_what_is_stated(before.model);
    compare_what_is_stated(after.model);
    const bool mixed = (before.from == origin::metadata) != (after.from == origin::metadata);
    const auto changes =
        changes_between(before.model, after.model, mixed ? comparing::page_and_metadata : comparing::alike);
    const auto breaking = std::ranges::count(changes, weight::breaking, &change::weight);
    if (asked.format == show_format::json)
        print_json(changes, breaking, out);
    else
        print_text(changes, breaking, out);
    const bool counts = breaking != 0 || (asked.how == strictness::notes_are_errors && !changes.empty());
    return counts ? exit_code::differs : exit_code::done;
}

} // namespace bindery::codegen

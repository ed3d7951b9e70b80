#include "lint/lint.hpp"

#include "model/uses.hpp"
#include "outcome.hpp"
#include "show/show.hpp"
#include "text/printable.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <ostream>

namespace bindery::codegen {
namespace {

void look_at_errors(std::vector<finding>& into, const operation& of) {
    std::map<std::string, const api_error*> known;
    for (const auto& each : of.errors) {
        if (const auto [twin, is_new] = known.emplace(each.code, &each); !is_new)
            into.push_back(
                {each.where, "error-twice",
                 each.code + " is there twice; the first is in line " + std::to_string(twin->second->where.at.line)});
        if (each.description.empty() && !each.message)
            into.push_back({each.where, "undescribed", each.code + " has no description"});
        if (each.http && (*each.http < 100 || *each.http > 599))
            into.push_back(
                {each.where, "odd-status", each.code + " has the HTTP status " + std::to_string(*each.http)});
    }
}

bool sounds_like_reading(std::string_view name) {
    constexpr std::string_view verbs[] = {"Describe", "Get", "List", "Query", "Search"};
    return std::ranges::any_of(verbs, [&](std::string_view verb) { return name.starts_with(verb); });
}

} // namespace

std::vector<finding> lint_model(const api& of, origin from) {
    std::vector<finding> found;
    const auto say = [&](const location& where, std::string rule, std::string message) {
        found.push_back({where, std::move(rule), std::move(message)});
    };
    for (const auto& each : of.operations) {
        if (each.description.empty())
            say(each.where, "undescribed", each.name + " has no description");
        if (from != origin::metadata && !each.rate)
            say(each.where, "no-rate", each.name + " states no rate");
        if (from != origin::metadata && each.errors.empty())
            say(each.where, "no-errors", each.name + " declares no error");
        look_at_members(found, each.name, each.request, true, from);
        look_at_members(found, each.name + ".Output", each.response, false, from);
        look_at_errors(found, each);
        look_at_examples(found, of, each);
        if (each.effect == effect::changes && sounds_like_reading(each.name))
            say(each.where, "reads-or-changes", each.name + " is called like an operation that only reads");
    }
    const structure_index index(of);
    const auto sent = index.used_by(&operation::request);
    const auto received = index.used_by(&operation::response);
    for (const auto& [_, each] : of.structures) {
        if (!sent.contains(&each) && !received.contains(&each))
            say(each.where, "unused-structure", each.name + " is used by no operation on these pages");
        if (each.description.empty() && !each.inferred)
            say(each.where, "undescribed", each.name + " has no description");
        look_at_members(found, each.name, each.members, sent.contains(&each), from);
    }
    std::ranges::stable_sort(found, {}, &finding::where);
    return found;
}

int lint(const look_request& asked, std::ostream& out, std::ostream& err) {
    auto said = report_for(strictness::unread_is_noted);
    std::vector<finding> found;
    std::vector<std::filesystem::path> files;
    for (const auto& each : asked.files) {
        if (!is_metadata(each)) {
            files.push_back(each);
            continue;
        }
        std::ranges::move(lint_model(read_any(each, said).model, origin::metadata), std::back_inserter(found));
    }
    std::ranges::move(lint_model(read_all_of(files, said)), std::back_inserter(found));
    if (said.failed() && stopped(said, strictness::notes_are_notes, asked.format, out, err))
        return exit_code::unreadable;
    for (const auto& each : in_order(said))
        if (each.of_account || asked.how == strictness::notes_are_errors)
            found.push_back({each.where, each.of_account ? "unread" : "inferred", each.message});
    if (asked.format == show_format::json) {
        boost::json::array shown;
        for (const auto& each : found) {
            auto one = to_json(each.where);
            one["rule"] = each.rule;
            one["message"] = each.message;
            shown.push_back(std::move(one));
        }
        out << pretty(shown);
    } else {
        for (const auto& each : found)
            out << to_string(each.where) << ": " << printable_line(each.message) << " [" << each.rule << "]\n";
        if (found.empty())
            out << "nothing found\n";
    }
    return found.empty() ? exit_code::done : exit_code::differs;
}

} // namespace bindery::codegen

#include "resolve/resolve.hpp"

#include "model/uses.hpp"
#include "paging/paging.hpp"
#include "resolve/roles.hpp"
#include "resolve/rows.hpp"
#include "resolve/stages.hpp"
#include "text/scan.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace bindery::codegen {
namespace {

/// The running text between the title and what follows it.
std::string opening_of(const page& from) {
    std::string text;
    for (const auto& each : from.blocks)
        if (const auto* line = std::get_if<paragraph>(&each))
            text += (text.empty() ? "" : " ") + line->text;
        else if (!std::holds_alternative<heading>(each) || !text.empty())
            break;
    return text;
}

std::vector<std::string> remarks_of(const page& from) {
    std::vector<std::string> remarks;
    bool here = false;
    for (const auto& each : from.blocks) {
        if (const auto* above = std::get_if<heading>(&each))
            here = above->about == section::notes;
        const auto* line = std::get_if<paragraph>(&each);
        if (!here || !line)
            continue;
        if (const auto item = without_bullet(line->text); item || remarks.empty())
            remarks.emplace_back(item.value_or(line->text));
        else
            remarks.back() += ' ' + line->text;
    }
    return remarks;
}

/// A table below the parameters may say which of them it describes; that one's structure is called like it.
void name_structures(const roles& tables, std::vector<member>& members) {
    for (const auto& each : tables.structures)
        for (auto& one : members)
            if (one.name == each.owner && one.type.kind == type_kind::structure && one.type.structure.empty())
                one.type.structure = each.name;
}

void resolve_structures(const page& from, const roles& tables, const home& of, api& into, report& said) {
    for (const auto& each : tables.structures) {
        structure found{each.name, each.description, resolve_members(from, {each.rows}, {}, said),
                        from.at(each.rows->at), false};
        if (const auto* twin = into.find(of, each.name)) {
            const auto first = twin->where.path + ", line " + std::to_string(twin->where.at.line);
            if (from.whom == written_by::us)
                said.unexpected(found.where, "a second description of " + each.name,
                                "one in all pages of a service version", "the first is in " + first);
            else
                said.note(found.where,
                          "a second description of " + each.name + " is left out: the first is in " + first);
            continue;
        }
        operation owner;
        owner.of = of;
        owner.name = each.name;
        name_structures(tables, found.members);
        nest_outlined(into, owner, found.members, said);
        into.structures.push_back({of, std::move(found)});
    }
}

/// A page may describe structures only: types.md of a service version.
bool describes_structures_only(const page& from, const roles& tables) {
    const auto* title = title_of(from);
    return title && title->about == section::structures && tables.request.empty() && tables.response.empty();
}

void require_tables(const page& from, const roles& tables, report& said) {
    const bool has_tables =
        std::ranges::any_of(from.blocks, [](const block& each) { return std::holds_alternative<table>(each); });
    if (!has_tables)
        return; // reading has said so
    const auto end = from.at(from.end);
    const bool knows_input = !tables.request.empty() || tables.takes_nothing;
    const bool knows_output = !tables.response.empty() || tables.gives_nothing;
    if (!knows_input && !knows_output)
        said.unexpected({from.path, {1, 1}}, "no table of parameters", "a table of input and one of output parameters",
                        "their headers read like: Parameter Name, Required, Type, Description");
    else if (!knows_output && !tables.says_more && tables.facts)
        said.unexpected(end, "the end of the page", "a table of output parameters",
                        "save the page again if it is cut off there; write None. under the heading if there are none");
    else if (!knows_output && !tables.says_more)
        said.note(end, "the page ends without a table of output parameters: if it is cut off there, save it again");
    else if (!knows_output)
        said.note(end, "there is no table of output parameters: the operation is taken to return none");
    else if (!knows_input)
        said.note(end, "there is no table of input parameters: the operation is taken to need none");
    // A spec declares what it wants to; a vendor's page without errors may have lost its end.
    if (knows_output && !tables.facts && tables.errors.empty())
        said.note(end, "there is no table of error codes: the operation is taken to declare none");
}

/// Without the envelope that is called like the operation: `{"BakeBreadResponse": {...}}`.
void unwrap_answers(operation& of) {
    const auto envelope = of.name + "Response";
    if (std::ranges::find(of.response, envelope, &member::name) != of.response.end())
        return;
    for (auto& each : of.examples)
        if (auto* inner = each.output && each.output->size() == 1 ? each.output->if_contains(envelope) : nullptr)
            if (inner->is_object())
                each.output = boost::json::object(inner->get_object());
}

operation resolve_operation(const page& from, const roles& tables, report& said) {
    operation found;
    found.where = {from.path, {1, 1}};
    require_tables(from, tables, said);
    for (const auto* each : tables.errors) {
        const auto shared = tables.shared_status.find(each);
        const auto status = shared == tables.shared_status.end() ? std::nullopt : std::optional(shared->second);
        std::ranges::move(resolve_errors(from, *each, status, said), std::back_inserter(found.errors));
    }
    found.examples = resolve_examples(from, said);
    found.request = resolve_members(from, tables.request, tables.sent_in, said);
    found.response = resolve_members(from, tables.response, {}, said);
    name_structures(tables, found.request);
    name_structures(tables, found.response);
    found.remarks = remarks_of(from);
    if (!tables.facts) {
        resolve_prose(from, found, said);
        unwrap_answers(found);
        return found;
    }
    resolve_facts(from, *tables.facts, found, said);
    found.description = opening_of(from);
    const auto* title = title_of(from);
    if (title && is_identifier(title->text))
        found.name = title->text;
    else
        said.unexpected({from.path, title ? title->at : place{1, 1}}, title ? quoted(title->text) : "no title",
                        "the operation's name as title of the page, such as # ManageTask", "begin the page with it");
    if (title)
        found.where = from.at(title->at);
    return found;
}

/// A table on an operation's page whose members belong to nothing is not to be lost without a word.
void note_unused_structures(const api& of, const std::set<std::string>& pages, report& said) {
    std::set<std::string, std::less<>> names;
    for_each_owner(of, [&](const auto&, const std::vector<member>& members, auto...) {
        for (const auto& each : members)
            names.insert(each.type.structure);
    });
    for (const auto& each : of.structures)
        if (!each.what.inferred && pages.contains(each.what.where.path) && !names.contains(each.what.name))
            said.note(each.what.where, "the table describes a structure " + each.what.name + ", and no member has it");
}

} // namespace

api resolve(const std::vector<page>& pages, report& said) {
    api result;
    std::set<std::string> of_vendors;
    const auto parts = split_operations(pages, said);
    std::vector<const page*> of_operations;
    for (const auto& each : parts) {
        const auto tables = assign_roles(each, said);
        if (describes_structures_only(each, tables)) {
            operation facts;
            if (tables.facts)
                resolve_facts(each, *tables.facts, facts, said);
            resolve_structures(each, tables, facts.of, result, said);
            continue;
        }
        if (!tables.facts)
            of_vendors.insert(each.path);
        auto found = resolve_operation(each, tables, said);
        resolve_structures(each, tables, found.of, result, said);
        if (!tables.facts)
            nest_members(result, found, said);
        const auto twin = std::ranges::find_if(result.operations, [&](const operation& other) {
            return other.of == found.of && other.name == found.name && found.of.version;
        });
        if (twin != result.operations.end())
            said.unexpected(found.where, "a second page for " + found.name, "one for an operation of a service version",
                            "the first is " + twin->where.path);
        result.operations.push_back(std::move(found));
        of_operations.push_back(&each);
    }
    // All pages first: a structure may be described on any of them.
    for (std::size_t i = 0; i < result.operations.size(); ++i) {
        infer_structures(result, result.operations[i], said);
        tell_unlisted(result, result.operations[i], *of_operations[i], said);
    }
    settle_paging(result, said);
    note_unused_structures(result, of_vendors, said);
    return result;
}

} // namespace bindery::codegen

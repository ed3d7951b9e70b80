#include "merge/merge.hpp"

#include "emit/spelling.hpp"
#include "paging/paging.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace bindery::codegen {
namespace {

std::string spelt(const type& of) {
    return of.words.empty() ? "nothing" : of.words;
}

bool same_type(const type& metadata, const type& page) {
    return metadata.lists == page.lists && told_by_pages(metadata.kind) == told_by_pages(page.kind);
}

bool same_home(const home& metadata, const home& page) {
    return (!page.provider || page.provider == metadata.provider) &&
           (!page.service || page.service == metadata.service) && (!page.version || page.version == metadata.version);
}

struct merging {
    api& metadata;
    report& said;
    std::map<home, std::set<home>> homes = {}; ///< of pages, and those of the metadata that they turned out to be

    void merge_operation(const operation& page) {
        std::vector<operation*> meant;
        for (auto& each : metadata.operations)
            if (each.name == page.name && same_home(each.of, page.of))
                meant.push_back(&each);
        if (meant.empty()) {
            said.warning(page.where, "the metadata have no operation " + page.name + " of this service and version");
            auto alone = page;
            if (!metadata.operations.empty() && same_home(metadata.operations.front().of, page.of))
                alone.of = metadata.operations.front().of;
            metadata.operations.push_back(std::move(alone));
            return;
        }
        if (meant.size() > 1) {
            said.warning(page.where, "the page of " + page.name + " does not tell which service or version is meant",
                         "it could be that of " + to_string(meant[0]->where) + " or of " + to_string(meant[1]->where));
            return;
        }
        auto& into = *meant.front();
        homes[page.of].insert(into.of);
        merge_facts(into, page);
        merge_members(into.request, page.request, into.name, into.where, true);
        // Metadata that tell nothing of an answer are silent rather than of another opinion.
        const bool silent = into.response.size() <= 1 && page.response.size() > 1;
        merge_members(into.response, page.response, into.name + "'s output", into.where, !silent);
    }

    void merge_facts(operation& into, const operation& page) {
        if (page.host && into.host != page.host)
            into.host = page.host; // metadata do not know it
        if (page.rate)
            into.rate = page.rate;
        if (page.region)
            into.region = page.region;
        if (page.effect)
            into.effect = page.effect;
        if (page.pages)
            into.pages = page.pages;
        if (page.wait)
            into.wait = page.wait;
        if (!page.description.empty())
            into.description = page.description;
        if (!page.remarks.empty())
            into.remarks = page.remarks;
        into.errors = page.errors;
        into.examples.insert(into.examples.end(), page.examples.begin(), page.examples.end());
    }

    void merge_structure(const homed_structure& page) {
        for (const auto& [from, all] : homes) {
            if (from != page.of)
                continue;
            for (const auto& of : all) {
                const auto found = std::ranges::find_if(metadata.structures, [&](const homed_structure& each) {
                    return each.of == of && each.what.name == page.what.name;
                });
                if (found == metadata.structures.end())
                    metadata.structures.push_back({of, page.what});
                else if (!page.what.inferred)
                    merge_members(found->what.members, page.what.members, page.what.name, found->what.where, true);
            }
        }
    }

    void merge_members(std::vector<member>& into, const std::vector<member>& page, const std::string& owner,
                       const location& metadata_at, bool both_tell) {
        if (page.empty())
            return;
        for (const auto& each : into)
            if (std::ranges::find(page, each.name, &member::name) == page.end())
                said.warning(page.front().where, "the page does not have " + codegen::quoted(owner + '.' + each.name),
                             "the metadata do: " + to_string(each.where));
        for (const auto& each : page) {
            if (each.common)
                continue;
            const auto found = std::ranges::find(into, each.name, &member::name);
            if (found != into.end()) {
                merge_member(*found, each, owner);
                continue;
            }
            if (both_tell)
                said.warning(each.where, "the metadata do not have " + codegen::quoted(owner + '.' + each.name),
                             "they describe " + owner + " at " + to_string(metadata_at));
            into.push_back(each);
        }
    }

    void disagree(const member& into, const member& page, const std::string& owner, const std::string& what,
                  const std::string& of_page, const std::string& of_metadata, const std::string& winner) {
        said.warning(page.where,
                     codegen::quoted(owner + '.' + page.name) + ": " + what + " is " + of_page + " on the page and " +
                         of_metadata + " in the metadata; took " + winner,
                     "the metadata: " + to_string(into.where));
    }

    void merge_member(member& into, const member& page, const std::string& owner) {
        const bool alike = page.type.words.empty() || same_type(into.type, page.type);
        if (!alike)
            disagree(into, page, owner, "the type", spelt(page.type), spelt(into.type), "that of the metadata");
        if (page.required && into.required && page.required != into.required)
            disagree(into, page, owner, "the member", *page.required ? "required" : "optional",
                     *into.required ? "required" : "optional", "what the page says");
        if (page.required)
            into.required = page.required;
        if (!page.description.empty()) {
            into.description = page.description;
            into.description_has_rules = page.description_has_rules;
        }
        if (alike)
            merge_rules(into, page, owner);
    }

    void merge_rules(member& into, const member& page, const std::string& owner) {
        // A page that tells of the member and not of the rule holds nobody to it.
        std::erase_if(into.rules, [&](const rule& known) {
            const bool stated =
                std::ranges::any_of(page.rules, [&](const rule& each) { return same_kind(known, each); });
            if (stated || !is_enforced(known) || page.description.empty())
                return false;
            disagree(into, page, owner, "a rule", "not stated", describe(into, known), "what the page says");
            return true;
        });
        for (const auto& each : page.rules) {
            const auto twin =
                std::ranges::find_if(into.rules, [&](const rule& known) { return same_kind(known, each); });
            if (twin == into.rules.end()) {
                into.rules.push_back(each);
            } else if (twin->what != each.what) {
                disagree(into, page, owner, "a rule", describe(page, each), describe(into, *twin), "that of the page");
                *twin = each;
            }
        }
    }
};

} // namespace

void merge_pages(api& metadata, const api& pages, report& said) {
    merging merge{metadata, said};
    for (const auto& each : pages.operations)
        merge.merge_operation(each);
    for (const auto& each : pages.structures)
        merge.merge_structure(each);
    if (said.failed())
        return;
    settle_paging(metadata, said); // what a page names may be of another type in the metadata
    infer_paging(metadata, said);  // and answers that they do not tell of are on pages
}

} // namespace bindery::codegen

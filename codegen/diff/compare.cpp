#include "diff/compare.hpp"

#include "emit/spelling.hpp"
#include "model/uses.hpp"
#include "paging/paging.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace bindery::codegen {
namespace {

/// What tells two things of the same name apart: the service, and the version where a service has several.
class namer {
public:
    namer(const api& before, const api& after) {
        for (const auto* side : {&before, &after}) {
            std::map<std::string, std::set<std::string>> versions;
            for (const auto& each : side->operations) {
                homeless_ |= !each.of.service;
                versions[service_of(each.of)].insert(each.of.version.value_or(""));
            }
            for (const auto& [service, all] : versions)
                if (all.size() > 1)
                    versioned_.insert(service);
        }
    }

    std::string operator()(const home& of, const std::string& name) const {
        if (homeless_) // pages need not say where they belong
            return name;
        const auto service = service_of(of);
        return service + (versioned_.contains(service) ? of.version.value_or("") + '/' : "") + name;
    }

private:
    static std::string service_of(const home& of) {
        return of.provider.value_or("") + '/' + of.service.value_or("") + '/';
    }

    bool homeless_ = false;
    std::set<std::string> versioned_;
};

struct comparison {
    const api& before;
    const api& after;
    change_list into;
    namer key{before, after};
    std::vector<renamed_structure> renamed = {};
    std::set<std::pair<const structure*, const structure*>> followed = {};

    std::vector<change> run() && {
        const auto all = pair_up(before.operations, after.operations,
                                 [&](const operation& each) { return key(each.of, each.name); });
        for (const auto* gone : all.removed)
            into.say(weight::breaking, "operation-removed", gone->name, "was removed", gone->where, {});
        for (const auto* added : all.added)
            into.say(weight::compatible, "operation-added", added->name, "was added", {}, added->where);
        for (const auto& [was, is] : all.recased) {
            into.say(weight::breaking, "case-changed", is->name, "was called " + was->name, was->where, is->where);
            compare(*was, *is);
        }
        for (const auto& [was, is] : all.kept)
            compare(*was, *is);
        compare_structures();
        return std::move(into).take();
    }

    void compare(const operation& was, const operation& is) {
        if (into.alike())
            compare_facts(was, is);
        compare_members(into, is.name, was.request, is.request, direction::sent, renamed);
        // Metadata that tell nothing of an answer are silent rather than of another opinion.
        const bool silent = !into.alike() && (was.response.size() <= 1 || is.response.size() <= 1);
        if (!silent)
            compare_members(into, is.name + ".Output", was.response, is.response, direction::received, renamed);
        follow(was.of, is.of);
        if (into.alike())
            compare_errors(was, is);
    }

    void compare_facts(const operation& was, const operation& is) {
        const auto fact = [&](bool differs, weight how, std::string kind, std::string message) {
            if (differs)
                into.say(how, std::move(kind), is.name, std::move(message), was.where, is.where);
        };
        fact(was.of.version != is.of.version, weight::breaking, "version-changed",
             "belongs to version " + is.of.version.value_or("none") + ", not " + was.of.version.value_or("none"));
        fact(was.host != is.host, weight::breaking, "host-changed",
             "is served by " + is.host.value_or("no stated host") + ", not " + was.host.value_or("no stated host"));
        // An operation that is named by its action goes by any method.
        const bool by_path = !was.path.empty() || !is.path.empty();
        fact(was.path != is.path || (by_path && was.method != is.method), weight::breaking, "path-changed",
             "is called by " + is.method + ' ' + is.path + ", not " + was.method + ' ' + was.path);
        const bool reads = is.effect == effect::reads;
        fact(was.effect != is.effect, reads ? weight::compatible : weight::breaking, "effect-changed",
             reads ? "only reads now" : "no longer only reads");
        // Whoever goes through pages, or waits, does so by the old names.
        const auto by_names = [&](const std::string& old, const std::string& now, const char* kind, const char* what) {
            fact(old != now, old.empty() ? weight::compatible : weight::breaking, kind,
                 what + (": " + (now.empty() ? "nothing is stated" : now)) + (old.empty() ? "" : ", was " + old));
        };
        by_names(in_words(was.pages), in_words(is.pages), "paging-changed", "pages");
        by_names(in_words(was.wait), in_words(is.wait), "wait-changed", "wait");
        const auto disused = [](const operation& of) {
            return std::ranges::find(of.remarks, "Disused.") != of.remarks.end();
        };
        fact(disused(was) != disused(is), weight::compatible, disused(is) ? "became-disused" : "in-use-again",
             disused(is) ? "is disused now" : "is in use again");
        compare_rate(was, is);
        compare_region(was, is);
    }

    void compare_errors(const operation& was, const operation& is) {
        const auto all = pair_up(was.errors, is.errors, [](const api_error& each) { return each.code; });
        for (const auto* gone : all.removed)
            into.say(weight::breaking, "error-removed", is.name + '.' + gone->code, "is no longer declared",
                     gone->where, {});
        for (const auto* added : all.added)
            into.say(weight::compatible, "error-added", is.name + '.' + added->code, "is declared now", {},
                     added->where);
        for (const auto& [old, now] : all.recased)
            into.say(weight::breaking, "case-changed", is.name + '.' + now->code, "was called " + old->code, old->where,
                     now->where);
        for (const auto& [old, now] : all.kept)
            if (old->http != now->http)
                into.say(weight::compatible, "error-status-changed", is.name + '.' + now->code,
                         "has another HTTP status", old->where, now->where);
    }

    void compare_rate(const operation& was, const operation& is) {
        if (was.rate == is.rate)
            return;
        const auto calls = [](const std::optional<rate>& of) {
            return of ? describe(*of) : std::string("no limit is stated.");
        };
        const bool lower =
            is.rate && (!was.rate || is.rate->calls * was.rate->seconds < was.rate->calls * is.rate->seconds);
        into.say(lower ? weight::breaking : weight::compatible, lower ? "rate-lowered" : "rate-raised", is.name,
                 "was: " + calls(was.rate) + " Is: " + calls(is.rate), was.where, is.where);
    }

    void compare_region(const operation& was, const operation& is) {
        const auto needs = [](const operation& of) { return of.region && of.region->required; };
        if (needs(was) != needs(is))
            into.say(needs(is) ? weight::breaking : weight::compatible,
                     needs(is) ? "region-required" : "region-dropped", is.name,
                     needs(is) ? "needs a region now" : "needs no region any more", was.where, is.where);
        const auto values = [](const operation& of) {
            return of.region ? of.region->values : std::vector<std::string>{};
        };
        compare_values(into, is.name + ".region", values(was), values(is), direction::sent, was.where, is.where);
    }

    /// Structures of the same name; their members tell when one of them is gone.
    void compare_structures() {
        const structure_index old(before);
        const structure_index now(after);
        const auto was_sent = old.used_by(&operation::request);
        const auto was_received = old.used_by(&operation::response);
        const auto is_sent = now.used_by(&operation::request);
        const auto is_received = now.used_by(&operation::response);
        const auto all = pair_up(before.structures, after.structures,
                                 [&](const homed_structure& each) { return key(each.of, each.what.name); });
        for (const auto& [was, is] : all.kept) {
            const bool sent = was_sent.contains(&was->what) || is_sent.contains(&is->what);
            const bool received = was_received.contains(&was->what) || is_received.contains(&is->what);
            const auto way = sent && received ? direction::both : sent ? direction::sent : direction::received;
            compare_members(into, is->what.name, was->what.members, is->what.members, way, renamed);
            follow(was->of, is->of);
        }
    }

    /// Structures that go by other names are compared where they are met, each pair once.
    void follow(const home& old, const home& now) {
        while (!renamed.empty()) {
            const auto next = std::move(renamed.back());
            renamed.pop_back();
            const auto* was = before.find(old, next.before);
            const auto* is = after.find(now, next.after);
            if (was && is && followed.emplace(was, is).second)
                compare_members(into, next.place, was->members, is->members, next.way, renamed);
        }
    }
};

} // namespace

std::vector<change> changes_between(const api& before, const api& after, comparing how) {
    return comparison{before, after, change_list(how)}.run();
}

} // namespace bindery::codegen

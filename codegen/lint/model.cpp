#include "lint/look.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace bindery::codegen {
namespace {

class linter {
public:
    linter(const api& of, origin from) : all_(of), from_(from) {
        for (const auto& each : of.structures)
            structures_.emplace(name_of(each.of, each.what.name), &each.what);
    }

    std::vector<finding> run() && {
        for (const auto& each : all_.operations)
            look_at(each);
        for (const auto& each : all_.structures) {
            const auto name = name_of(each.of, each.what.name);
            if (!sent_.contains(name) && !received_.contains(name))
                found_.say(each.what.where, "unused-structure",
                           each.what.name + " is used by no operation on these pages");
            if (each.what.description.empty() && !each.what.inferred)
                found_.say(each.what.where, "undescribed", each.what.name + " has no description");
            look_at_members(found_, each.what.name, each.what.members, sent_.contains(name), from_);
        }
        auto found = std::move(found_).take();
        std::ranges::stable_sort(found, {}, [](const finding& each) {
            return std::tuple(each.where.path, each.where.at.line, each.where.at.column);
        });
        return found;
    }

private:
    using name = std::pair<home, std::string>;
    static name name_of(const home& of, const std::string& structure) { return {of, structure}; }

    void use(const home& of, const std::vector<member>& members, std::set<name>& used) {
        for (const auto& each : members) {
            if (each.type.kind != type_kind::structure)
                continue;
            const auto found = structures_.find(name_of(of, each.type.structure));
            if (found != structures_.end() && used.insert(found->first).second)
                use(of, found->second->members, used);
        }
    }

    void look_at(const operation& of) {
        use(of.of, of.request, sent_);
        use(of.of, of.response, received_);
        if (of.description.empty())
            found_.say(of.where, "undescribed", of.name + " has no description");
        if (from_ != origin::metadata) {
            if (!of.rate)
                found_.say(of.where, "no-rate", of.name + " states no rate");
            if (of.errors.empty())
                found_.say(of.where, "no-errors", of.name + " declares no error");
        }
        look_at_members(found_, of.name, of.request, true, from_);
        look_at_members(found_, of.name + ".Output", of.response, false, from_);
        look_at_errors(of);
        look_at_examples(found_, all_, of);
        const auto sounds_like_reading = [&] {
            for (const std::string_view verb : {"Describe", "Get", "List", "Query", "Search"})
                if (of.name.starts_with(verb))
                    return true;
            return false;
        };
        if (of.effect == effect::changes && sounds_like_reading())
            found_.say(of.where, "reads-or-changes", of.name + " is called like an operation that only reads");
    }

    void look_at_errors(const operation& of) {
        std::map<std::string, const api_error*> known;
        for (const auto& each : of.errors) {
            if (const auto [twin, is_new] = known.emplace(each.code, &each); !is_new)
                found_.say(each.where, "error-twice",
                           each.code + " is there twice; the first is in line " +
                               std::to_string(twin->second->where.at.line));
            if (each.description.empty() && !each.message)
                found_.say(each.where, "undescribed", each.code + " has no description");
            if (each.http && (*each.http < 100 || *each.http > 599))
                found_.say(each.where, "odd-status", each.code + " has the HTTP status " + std::to_string(*each.http));
        }
    }

    const api& all_;
    origin from_;
    std::map<name, const structure*> structures_;
    std::set<name> sent_;
    std::set<name> received_;
    finding_list found_;
};

} // namespace

std::vector<finding> lint_model(const api& of, origin from) {
    return linter(of, from).run();
}

} // namespace bindery::codegen

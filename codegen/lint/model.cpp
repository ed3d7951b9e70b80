#include "lint/look.hpp"
#include "model/uses.hpp"

#include <algorithm>
#include <map>

namespace bindery::codegen {
namespace {

class linter {
public:
    linter(const api& of, origin from) : all_(of), from_(from) {}

    std::vector<finding> run() && {
        for (const auto& each : all_.operations)
            look_at(each);
        const structure_index index(all_);
        const auto sent = index.used_by(&operation::request);
        const auto received = index.used_by(&operation::response);
        for (const auto& each : all_.structures) {
            if (!sent.contains(&each.what) && !received.contains(&each.what))
                say(each.what.where, "unused-structure", each.what.name + " is used by no operation on these pages");
            if (each.what.description.empty() && !each.what.inferred)
                say(each.what.where, "undescribed", each.what.name + " has no description");
            look_at_members(found_, each.what.name, each.what.members, sent.contains(&each.what), from_);
        }
        std::ranges::stable_sort(found_, {}, &finding::where);
        return std::move(found_);
    }

private:
    void say(const location& where, std::string rule, std::string message) {
        found_.push_back({where, std::move(rule), std::move(message)});
    }

    void look_at(const operation& of) {
        if (of.description.empty())
            say(of.where, "undescribed", of.name + " has no description");
        if (from_ != origin::metadata) {
            if (!of.rate)
                say(of.where, "no-rate", of.name + " states no rate");
            if (of.errors.empty())
                say(of.where, "no-errors", of.name + " declares no error");
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
            say(of.where, "reads-or-changes", of.name + " is called like an operation that only reads");
    }

    void look_at_errors(const operation& of) {
        std::map<std::string, const api_error*> known;
        for (const auto& each : of.errors) {
            if (const auto [twin, is_new] = known.emplace(each.code, &each); !is_new)
                say(each.where, "error-twice",
                    each.code + " is there twice; the first is in line " + std::to_string(twin->second->where.at.line));
            if (each.description.empty() && !each.message)
                say(each.where, "undescribed", each.code + " has no description");
            if (each.http && (*each.http < 100 || *each.http > 599))
                say(each.where, "odd-status", each.code + " has the HTTP status " + std::to_string(*each.http));
        }
    }

    const api& all_;
    origin from_;
    std::vector<finding> found_;
};

} // namespace

std::vector<finding> lint_model(const api& of, origin from) {
    return linter(of, from).run();
}

} // namespace bindery::codegen

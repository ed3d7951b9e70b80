#include "diff/compare.hpp"

namespace bindery::codegen {
namespace {

std::string spelt(const type& of) {
    return of.words.empty() ? "of a type that is not told" : of.words;
}

struct member_comparison {
    change_list& into;
    const std::string& owner;
    direction way;
    std::vector<renamed_structure>& renamed;

    void run(const std::vector<member>& before, const std::vector<member>& after) {
        const auto all = pair_up(before, after, [](const member& each) { return each.name; });
        for (const auto* gone : all.removed)
            if (!gone->common)
                into.say(weight::breaking, "member-removed", owner + '.' + gone->name, "was removed", gone->where, {});
        for (const auto* added : all.added) {
            const bool required = way != direction::received && added->required.value_or(false);
            if (!added->common)
                into.say(required ? weight::breaking : weight::compatible, required ? "required-added" : "member-added",
                         owner + '.' + added->name, required ? "was added and is required" : "was added", {},
                         added->where);
        }
        for (const auto& [was, is] : all.recased) {
            into.say(weight::breaking, "case-changed", owner + '.' + is->name, "was called " + was->name, was->where,
                     is->where);
            compare(*was, *is);
        }
        for (const auto& [was, is] : all.kept)
            compare(*was, *is);
    }

    void compare(const member& was, const member& is) {
        const auto subject = owner + '.' + is.name;
        const auto tell = [&](weight how, std::string kind, std::string message) {
            into.say(how, std::move(kind), subject, std::move(message), was.where, is.where);
        };
        if (type_differs(subject, was.type, is.type))
            tell(weight::breaking, "type-changed", "is " + spelt(is.type) + ", was " + spelt(was.type));
        if (was.where_sent != is.where_sent && into.alike())
            tell(weight::breaking, "place-changed", "travels in another part of the request");
        const bool told = into.alike() || (was.required && is.required);
        if (told && way != direction::received && was.required.value_or(false) != is.required.value_or(false)) {
            const bool now = is.required.value_or(false);
            tell(now ? weight::breaking : weight::compatible, now ? "became-required" : "became-optional",
                 now ? "must be given now" : "may be left out now");
        }
        compare_rules(into, subject, was, is, way);
    }

    bool type_differs(const std::string& subject, const type& was, const type& is) {
        if (!into.alike() && (was.words.empty() || is.words.empty()))
            return false;
        const auto kind = [&](const type& of) { return into.alike() ? of.kind : told_by_pages(of.kind); };
        if (kind(was) != kind(is) || was.lists != is.lists)
            return true;
        if (was.kind == type_kind::structure && was.structure != is.structure) {
            // A name that only the program sees; what is in it may be the same.
            renamed.push_back({subject, was.structure, is.structure, way});
            return into.alike();
        }
        return false;
    }
};

} // namespace

void compare_members(change_list& into, const std::string& owner, const std::vector<member>& before,
                     const std::vector<member>& after, direction way, std::vector<renamed_structure>& renamed) {
    member_comparison{into, owner, way, renamed}.run(before, after);
}

} // namespace bindery::codegen

#include "resolve/stages.hpp"

#include "dictionary/type_word.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace bindery::codegen {
namespace {

/// What the examples show of a place: whether it is a list, and what stands in it.
struct shape {
    bool is_list = false;
    std::map<std::string, shape, std::less<>> members;
};

void learn(shape& of, const boost::json::value& from) {
    if (const auto* object = from.if_object()) {
        for (const auto& each : *object)
            learn(of.members[std::string(each.key())], each.value());
    } else if (const auto* list = from.if_array()) {
        of.is_list = true;
        for (const auto& each : *list)
            learn(of, each);
    }
}

/// The same name shows its members in one place and is empty in another.
void gather_by_name(const shape& from, std::map<std::string, const shape*, std::less<>>& into) {
    for (const auto& [name, inner] : from.members) {
        if (!inner.members.empty())
            into.try_emplace(name, &inner);
        gather_by_name(inner, into);
    }
}

struct node {
    member what;
    const shape* shown = nullptr;
    std::vector<std::unique_ptr<node>> inside;
};

bool may_hold_members(const member& of) {
    return of.type.kind == type_kind::structure;
}

struct nesting {
    api& model;
    operation& owner;
    report& said;
    shape shown = {};
    std::map<std::string, const shape*, std::less<>> by_name = {};
    node root = {};
    std::vector<node*> open = {};
    const std::vector<member>* rows = nullptr;

    void operator()(std::vector<member>& members, bool sent) {
        for (const auto& each : owner.examples)
            if (const auto& side = sent ? each.input : each.output)
                learn(shown, *side);
        gather_by_name(shown, by_name);
        if (is_outlined(members)) {
            arrange(members, &nesting::place_by_depth);
            // Some members are set in, and those of a list stand flat below it all the same.
            if (is_shown_flat(members))
                arrange(members, &nesting::place);
        } else if (is_flat(members)) {
            arrange(members, &nesting::place);
        }
    }

    void outlined_only(std::vector<member>& members) {
        if (is_outlined(members))
            (*this)(members, true);
    }

    void arrange(std::vector<member>& members, void (nesting::*place_row)(std::size_t)) {
        root = {};
        root.shown = shown.members.empty() ? nullptr : &shown;
        root.what.depth = -1;
        open = {&root};
        rows = &members;
        for (std::size_t i = 0; i < members.size(); ++i)
            (this->*place_row)(i);
        rows = nullptr;
        members.clear();
        for (auto& each : root.inside)
            members.push_back(finish(*each));
    }

    bool is_described(const member& of) const { return model.find(owner.of, of.type.structure) != nullptr; }

    /// A wrapper without a type, a name twice, or an object whose members stand behind it.
    bool is_flat(const std::vector<member>& members) const {
        std::set<std::string_view> names;
        for (const auto& each : members)
            if (!names.insert(each.name).second || each.type.words.empty())
                return true;
        return is_shown_flat(members);
    }

    /// An object that no table describes and whose members in the example stand behind it.
    bool is_shown_flat(const std::vector<member>& members) const {
        for (std::size_t i = 0; i + 1 < members.size(); ++i) {
            const auto& each = members[i];
            if (!may_hold_members(each) || is_described(each))
                continue;
            const auto found = shown.members.find(each.name);
            if (found != shown.members.end() && found->second.members.contains(members[i + 1].name) &&
                !shown.members.contains(members[i + 1].name))
                return true;
        }
        return false;
    }

    static bool is_outlined(const std::vector<member>& members) {
        return std::ranges::any_of(members, [&](const member& each) { return each.depth != members.front().depth; });
    }

    static bool knows(const node& of, std::string_view name) { return of.shown && of.shown->members.contains(name); }
    static bool holds(const node& of, std::string_view name) {
        return std::ranges::any_of(of.inside, [&](const auto& each) { return each->what.name == name; });
    }

    const member* row(std::size_t i) const { return i < rows->size() ? &(*rows)[i] : nullptr; }

    bool known_outside(std::size_t inner, std::string_view name) const {
        for (std::size_t i = 0; i < inner; ++i)
            if (knows(*open[i], name) && !holds(*open[i], name))
                return true;
        return false;
    }

    /// Members stand in alphabetical order on many pages. In an object of which nothing is shown the order has to tell
    /// where it ends.
    bool goes_on_in_order(std::size_t at, std::size_t i) const {
        const auto& here = *open[at];
        const auto& name = (*rows)[i].name;
        const auto* next = row(i + 1);
        return !here.shown && !here.inside.empty() && !holds(here, name) && here.inside.back()->what.name < name &&
               next && name < next->name && !known_outside(at, next->name);
    }

    /// An object that has just been opened, and of whose shown members some are still to come.
    bool is_about_to_be_filled(const node& of, std::size_t i) const {
        constexpr std::size_t far = 256;
        if (!of.inside.empty() || !of.shown)
            return false;
        for (std::size_t k = i + 1; k < rows->size() && k < i + far; ++k)
            if (of.shown->members.contains((*rows)[k].name))
                return true;
        return false;
    }

    /// The innermost open object that can take the name.
    std::size_t home_of(std::size_t i) const {
        const auto& of = (*rows)[i];
        const auto* next = row(i + 1);
        if (of.name == "RequestId" && !root.shown && !holds(root, of.name))
            return 0; // what every answer has
        if (open.size() > 1 && goes_on_in_order(open.size() - 1, i))
            return open.size() - 1;
        for (std::size_t at = open.size(); at-- > 0;)
            if (knows(*open[at], of.name) && !holds(*open[at], of.name))
                return at;
        // The examples do not show it. A wrapper directly below its list, and an object of which nothing is shown.
        for (std::size_t at = open.size(); at-- > 1;) {
            const auto& here = *open[at];
            if (holds(here, of.name))
                continue;
            if ((here.inside.empty() && (of.type.words.empty() || !here.shown)) || is_about_to_be_filled(here, i))
                return at;
            const bool goes_on = next && knows(here, next->name) && !holds(here, next->name);
            const bool in_order = !here.inside.empty() && here.inside.back()->what.name < of.name;
            if (goes_on || (in_order && !knows(root, of.name)))
                return at;
        }
        return 0;
    }

    void place(std::size_t i) {
        open.resize(home_of(i) + 1);
        if (auto* made = put(i, *open.back()); made && may_hold_members(made->what) && !is_described(made->what))
            open.push_back(made);
    }

    /// The page sets nested names in: a row deeper than the one above it belongs to that.
    void place_by_depth(std::size_t i) {
        while (open.size() > 1 && open.back()->what.depth >= (*rows)[i].depth)
            open.pop_back();
        if (auto* made = put(i, *open.back())) {
            if (made->what.depth < 0)
                made->what.depth = 0;
            open.push_back(made);
        }
    }

    /// A scalar holds nothing. A type nobody knows may well be an object's.
    static bool is_scalar(const member& of) { return !may_hold_members(of) && resolve_type(of.type.words); }

    node* put(std::size_t i, node& home) {
        const auto& of = (*rows)[i];
        if (holds(home, of.name)) {
            said.note(of.where, "a second " + of.name + " at the same place: the first, of line " +
                                    std::to_string(line_of(home, of.name)) + ", is kept");
            return nullptr;
        }
        if (&home != &root && is_scalar(home.what))
            said.note(of.where, quoted(of.name) + " is set in below " + quoted(home.what.name) + ", whose type " +
                                    quoted(home.what.type.words) + " holds no members: it is left out");
        home.inside.push_back(std::make_unique<node>());
        auto& made = *home.inside.back();
        made.what = of;
        if (knows(home, of.name))
            made.shown = &home.shown->members.find(of.name)->second;
        if (!made.shown || made.shown->members.empty())
            if (const auto same = by_name.find(of.name); same != by_name.end())
                made.shown = same->second;
        if (made.shown && made.shown->members.empty())
            made.shown = nullptr;
        return &made;
    }

    static int line_of(const node& in, std::string_view name) {
        for (const auto& each : in.inside)
            if (each->what.name == name)
                return each->what.where.at.line;
        return 0;
    }

    /// The member with a structure for what stands in it.
    member finish(node& of) {
        auto done = std::move(of.what);
        if (of.inside.empty() || is_scalar(done))
            return done;
        // "Array of UrlList" above a row UrlList: in JSON, an object whose only member is the list.
        const bool wraps = of.inside.size() == 1 && of.inside.front()->what.type.words.empty();
        std::vector<member> members;
        for (auto& each : of.inside)
            members.push_back(finish(*each));
        const bool list = of.shown ? of.shown->is_list : done.type.lists > 0 && !wraps;
        done.type.kind = type_kind::structure;
        done.type.lists = list ? std::max(done.type.lists, 1) : 0;
        if (!of.shown && done.type.words.empty())
            done.type.lists = 1; // a wrapper names the elements of the list above it
        done.type.structure = add(done, std::move(members));
        return done;
    }

    static bool same_members(const std::vector<member>& a, const std::vector<member>& b) {
        return std::ranges::equal(a, b, [](const member& one, const member& other) {
            return one.name == other.name && one.type == other.type && one.required == other.required &&
                   one.rules == other.rules && one.description == other.description;
        });
    }

    std::string add(const member& of, std::vector<member> members) {
        auto name = of.type.structure.empty() || of.type.lists == 0 ? of.name : of.type.structure;
        name = name.substr(0, name.find('.'));
        for (int attempt = 0;; ++attempt) {
            const auto candidate = attempt == 0   ? name
                                   : attempt == 1 ? owner.name + name
                                                  : owner.name + name + std::to_string(attempt);
            const auto* twin = model.find(owner.of, candidate);
            if (twin && same_members(twin->members, members))
                return candidate;
            if (twin)
                continue;
            model.structures.push_back({owner.of, structure{candidate, {}, std::move(members), of.where, false}});
            return candidate;
        }
    }
};

} // namespace

void nest_outlined(api& into, operation& of, std::vector<member>& members, report& said) {
    nesting{into, of, said}.outlined_only(members);
}

void nest_members(api& into, operation& of, report& said) {
    nesting{into, of, said}(of.request, true);
    nesting{into, of, said}(of.response, false);
}

} // namespace bindery::codegen

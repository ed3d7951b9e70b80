#include "resolve/stages.hpp"

#include "dictionary/type_word.hpp"
#include "text/scan.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace bindery::codegen {
namespace {

using objects = std::vector<const boost::json::object*>;

/// The objects found where a member stands in the examples; those in lists are taken one by one.
void gather_objects(const boost::json::value& from, objects& into) {
    if (const auto* object = from.if_object())
        into.push_back(object);
    else if (const auto* list = from.if_array())
        for (const auto& each : *list)
            gather_objects(each, into);
}

/// The words a page would use for the type of a value; nothing when the value does not tell.
std::string words_for(const boost::json::value& value, const std::string& member_name) {
    if (value.is_object())
        return member_name;
    if (const auto* list = value.if_array()) {
        const auto element = list->empty() ? std::string{} : words_for(list->front(), member_name);
        return element.empty() ? std::string{} : "Array of " + element;
    }
    return value.is_string()   ? "String"
           : value.is_bool()   ? "Boolean"
           : value.is_double() ? "Float"
           : value.is_null()   ? ""
                               : "Integer";
}

struct inference {
    api& model;
    operation& by;
    report& said;

    void cover(std::vector<member>& members, bool sent) {
        // Members in use show better than disused ones what a structure holds now, so they speak first.
        std::vector<member*> order;
        for (auto& each : members)
            order.push_back(&each);
        std::ranges::stable_partition(order,
                                      [](const member* each) { return !codegen::find<deprecated_rule>(each->rules); });
        // Who has each structure, in that order, and how many of them no example shows: a page may have many.
        struct users {
            std::set<std::size_t> all;
            std::size_t unshown = 0;
        };
        std::map<std::string, users> known;
        for (std::size_t i = 0; i < order.size(); ++i)
            known[order[i]->type.structure].all.insert(i);
        for (std::size_t i = 0; i < order.size(); ++i) {
            auto* each = order[i];
            if (each->type.kind != type_kind::structure)
                continue;
            if (each->type.structure.empty() &&
                (is_list_of_texts(*each, members, sent) || is_shown_as_list(*each, sent)))
                continue;
            name_if_unnamed(*each, sent);
            if (model.find(by.of, each->type.structure))
                continue;
            auto& [all, unshown] = known[each->type.structure];
            all.insert(i);
            objects shown;
            if (unshown != all.size())
                for (const auto user : all)
                    gather_from_examples(order[user]->name, sent, shown);
            unshown = all.size();
            if (!shown.empty())
                add(each->type.structure, shown, each->where);
            else
                said.note(each->where, "the structure " + each->type.structure + " of " + quoted(each->name) +
                                           " is described nowhere and shown in no example: its members are unknown");
        }
    }

    /// A request's lists of texts may stand in its structures, too.
    void cover_lists_within(const std::vector<member>& members, std::set<std::string>& seen) {
        for (const auto& each : members)
            for (auto& one : model.structures) {
                if (one.what.name != each.type.structure || one.of != by.of || !seen.insert(one.what.name).second)
                    continue;
                for (auto& inner : one.what.members)
                    if (inner.type.kind == type_kind::structure && inner.type.structure.empty())
                        is_list_of_texts(inner, one.what.members, true);
                cover_lists_within(one.what.members, seen);
            }
    }

    /// `Object` says that there is a structure and not which: it is called like its member.
    /// A structure of this name that the answer has is another one.
    void name_if_unnamed(member& of, bool sent) {
        if (!of.type.structure.empty())
            return;
        of.type.structure = of.name.substr(0, of.name.find('.'));
        if (sent && answers_use(of.type.structure))
            of.type.structure = by.name + of.type.structure;
        said.note(of.where, "the structure of " + quoted(of.name) + " has no name: it is called like its member");
    }

    bool answers_use(const std::string& structure) const {
        return std::ranges::any_of(by.response, [&](const member& each) { return each.type.structure == structure; });
    }

    /// "RepeatList": a list that a query sends element by element, `Ids.1`, `Ids.2`. Where nothing shows that its
    /// elements have members, they are texts.
    bool is_list_of_texts(member& of, const std::vector<member>& members, bool sent) {
        const auto words = lowered(of.type.words);
        if (!sent || (words != "repeatlist" && words != "repeat_list"))
            return false;
        const auto name = of.name.substr(0, of.name.find('.'));
        objects shown;
        gather_from_examples(name, sent, shown);
        if (!shown.empty() || std::ranges::any_of(members, [&](const member& each) {
                return &each != &of && each.name.starts_with(name + '.');
            }))
            return false;
        for (const auto& each : by.examples) // `Tag.1.Key`
            if (each.input)
                for (const auto& [key, value] : *each.input)
                    if (const auto at = std::string_view(key);
                        at.starts_with(name + '.') && std::ranges::count(at, '.') > 1)
                        return false;
        of.type.kind = type_kind::text;
        said.note(of.where, "the elements of " + quoted(of.name) + " are shown nowhere: they are taken for texts");
        return true;
    }

    /// A list of which the page does not say what it lists, and the examples show texts or numbers.
    bool is_shown_as_list(member& of, bool sent) {
        for (const auto& each : by.examples) {
            const auto& side = sent ? each.input : each.output;
            const auto* value = side ? side->if_contains(of.name) : nullptr;
            const auto* list = value ? value->if_array() : nullptr;
            if (!list || list->empty() || !(list->front().is_string() || list->front().is_number()))
                continue;
            const auto words = words_for(*value, of.name);
            of.type = *resolve_type(words);
            said.note(of.where,
                      "the page does not tell what " + quoted(of.name) + " lists: its examples show " + words);
            return true;
        }
        return false;
    }

    void gather_from_examples(const std::string& name, bool sent, objects& into) const {
        for (const auto& each : by.examples)
            if (const auto& side = sent ? each.input : each.output)
                if (const auto* value = side->if_contains(name))
                    gather_objects(*value, into);
    }

    void add(const std::string& name, const objects& shown, const location& where) {
        structure found{name, {}, {}, where, true};
        std::map<std::string, objects, std::less<>> nested;
        std::vector<std::string> order; // in which they are met
        for (const auto* object : shown)
            for (const auto& entry : *object) {
                auto& inner = nested[entry.key()];
                const bool is_new = inner.empty();
                gather_objects(entry.value(), inner);
                if (is_new && !inner.empty())
                    order.emplace_back(entry.key());
                learn(found, entry.key(), entry.value());
            }
        said.note(where, "the structure " + name + " is described nowhere: its " +
                             std::to_string(found.members.size()) + " members are inferred from the examples of " +
                             by.name);
        model.structures.push_back({by.of, std::move(found)});
        for (const auto& inner : order)
            if (!model.find(by.of, inner))
                add(inner, nested[inner], where);
    }

    void learn(structure& into, const std::string& name, const boost::json::value& value) {
        const auto words = words_for(value, name);
        const auto found = resolve_type(words);
        if (words.empty() || !found) {
            said.note(into.where,
                      "the example does not tell the type of " + quoted(into.name + "." + name) + ": it is left out");
            return;
        }
        const auto known = std::ranges::find(into.members, name, &member::name);
        if (known == into.members.end()) {
            member next;
            next.name = name;
            next.type = *found;
            next.where = into.where;
            into.members.push_back(std::move(next));
        } else if (known->type.kind == type_kind::integer && found->kind == type_kind::number) {
            known->type = *found; // a whole number in one example and a broken one in another
        } else if (known->type != *found &&
                   !(known->type.kind == type_kind::number && found->kind == type_kind::integer)) {
            said.note(into.where, "the examples show " + quoted(into.name + "." + name) + " as " + known->type.words +
                                      " and as " + found->words + ": took the first");
        }
    }
};

} // namespace

void infer_structures(api& of, operation& used_by, report& said) {
    inference infer{of, used_by, said};
    infer.cover(used_by.request, true);
    std::set<std::string> seen;
    infer.cover_lists_within(used_by.request, seen);
    infer.cover(used_by.response, false);
}

} // namespace bindery::codegen

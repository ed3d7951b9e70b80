#include "paging/paging.hpp"

#include "model/uses.hpp"
#include "naming/naming.hpp"
#include "text/word_table.hpp"
#include "wording/phrase.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

using members = std::vector<member>;

std::string_view what_holds(const type& of) {
    if (of.lists > 0)
        return "a list";
    const auto kind = told_by_pages(of.kind);
    return kind == type_kind::text ? "a text" : kind == type_kind::integer ? "a whole number" : "something else";
}

const members* members_of(const structure_index& known, const home& in, const type& of) {
    const bool is_one = of.kind == type_kind::structure && of.lists == 0;
    const auto* inner = is_one ? known.find(in, of.structure) : nullptr;
    return inner ? &inner->members : nullptr;
}

std::string_view name_of(const operation& of, std::string_view role) {
    if (of.pages)
        for (const auto& [known, name] : of.pages->roles)
            if (known == role)
                return name;
    return {};
}

const member* find_sent(const operation& of, std::string_view name) {
    const auto found = std::ranges::find(of.request, name, wire_name_of);
    return found == of.request.end() ? nullptr : &*found;
}

/// The member that a pointer leads to, through the structures of an answer.
const member* find_received(const structure_index& known, const operation& of, std::string_view pointer) {
    const member* found = nullptr;
    for (const auto* among = &of.response; pointer.starts_with('/'); among = members_of(known, of.of, found->type)) {
        const auto name = pointer.substr(1, pointer.find('/', 1) - 1);
        pointer.remove_prefix(name.size() + 1);
        const auto here = among ? std::ranges::find(*among, name, wire_name_of) : members::const_iterator{};
        if (!among || here == among->end())
            return nullptr;
        found = &*here;
    }
    return pointer.empty() ? found : nullptr;
}

/// Pointers to lists of an answer, those in structures of it too, until there are two or `left` members were looked at.
void find_lists(const structure_index& known, const home& in, const members& among, const std::string& above,
                std::vector<std::string>& lists, int& left) {
    for (const auto& each : among) {
        if (lists.size() == 2 || left == 0)
            return;
        --left;
        const auto here = above + '/' + std::string(wire_name_of(each));
        if (each.type.lists > 0)
            lists.push_back(here);
        else if (const auto* inner = members_of(known, in, each.type))
            find_lists(known, in, *inner, here, lists, left);
    }
}

/// Reports a name in the request, or a pointer into the answer, that leads nowhere or to what holds something else.
const member* look(const structure_index& known, const operation& of, const std::string& name, const page_role& as,
                   const location& at, report& said) {
    const auto* found = as.of_answer ? find_received(known, of, name) : find_sent(of, name);
    if (!found)
        said.unexpected(at, quoted(name),
                        as.of_answer ? "a member of the answer, such as /Data/Total" : "a member of the request");
    else if (as.holds.find(what_holds(found->type)) == as.holds.npos)
        said.unexpected(at, quoted(name) + " of type " + quoted(found->type.words), std::string(as.holds));
    return found;
}

void settle(const structure_index& known, const operation& of, paging& pages, report& said) {
    if (pages.roles.back().first != "items") {
        int left = 1000; // a structure may hold itself, and more often than once
        std::vector<std::string> lists;
        find_lists(known, of.of, of.response, {}, lists, left);
        if (lists.size() == 1 && left > 0)
            pages.roles.emplace_back("items", lists.front());
        else
            said.unexpected(pages.where, lists.empty() ? "no list in the answer" : "several lists in the answer",
                            "one, or items `/List` behind the rest");
    }
    for (const auto& [role, name] : pages.roles)
        look(known, of, name, *std::ranges::find(page_roles, std::string_view(role), &page_role::name), pages.where,
             said);
}

void settle(const structure_index& known, const operation& of, const waiting& wait, report& said) {
    const auto* state = look(known, of, wait.state, {"state", "a text or a whole number", true}, wait.where, said);
    const auto* listed = state ? find<one_of_rule>(state->rules) : nullptr;
    for (const auto* states : {&wait.done, &wait.failed})
        for (const auto& each : *states)
            if (listed && std::ranges::find(listed->values, each) == listed->values.end())
                said.unexpected(wait.where, quoted(each), "one of the values of " + wait.state);
}

/// Whether what is told of the members contradicts what their names stand for.
bool is_doubtful(const structure_index& known, const operation& of) {
    const auto says = [](const member* found, const phrase_list& what) {
        return found && what.find(wording(found->document.empty() ? found->description : found->document));
    };
    return (!name_of(of, "page").empty() && !first_page(of)) ||
           says(find_sent(of, name_of(of, "offset")), phrases<"page's number">) ||
           says(find_received(known, of, name_of(of, "total")), phrases<"items of a page">);
}

std::string in_marks(std::string_view word, const std::vector<std::string>& values) {
    std::string text;
    for (const auto& each : values)
        text += (text.empty() ? std::string(word) : ",") + " `" + each + '`';
    return text;
}

} // namespace

std::string in_words(const std::optional<paging>& of) {
    std::string text;
    if (of)
        for (const auto& [role, name] : of->roles)
            text += (text.empty() ? "" : " ") + in_marks(role, {name});
    return text;
}

std::string in_words(const std::optional<waiting>& of) {
    if (!of)
        return {};
    const auto failed = of->failed.empty() ? "" : ", " + in_marks("failed when", of->failed);
    return in_marks("until", {of->state}) + ' ' + in_marks("is", of->done) + failed;
}

std::optional<std::int64_t> first_page(const operation& of) {
    const auto* number = find_sent(of, name_of(of, "page"));
    const auto* stated = number ? find<default_rule>(number->rules) : nullptr;
    if (stated && (stated->value == "0" || stated->value == "1"))
        return stated->value == "1";
    const auto* range = number ? find<range_rule>(number->rules) : nullptr;
    return range && range->of.min == 1 ? range->of.min : std::nullopt;
}

void settle_paging(api& all, report& said) {
    const structure_index known(all);
    for (auto& each : all.operations) {
        if (each.pages)
            settle(known, each, *each.pages, said);
        if (each.wait)
            settle(known, each, *each.wait, said);
    }
}

void infer_paging(api& all, report& said) {
    static const decltype(paging::roles) styles[] = {
        {{"offset", "Offset"}, {"limit", "Limit"}, {"total", "/TotalCount"}},
        {{"page", "PageNumber"}, {"limit", "PageSize"}, {"total", "/TotalCount"}},
        {{"page", "PageNumber"}, {"limit", "PageSize"}, {"total", "/Total"}},
        {{"page", "PageNo"}, {"limit", "PageSize"}, {"total", "/TotalCount"}},
        {{"page", "PageNo"}, {"limit", "PageSize"}, {"total", "/Total"}},
        {{"token", "NextToken"}, {"limit", "MaxResults"}, {"from", "/NextToken"}},
    };
    // Two of them in one request leave open which it is.
    const auto is_position = [](const member& each) {
        return is_among(each.name, "Offset, PageNumber, PageNo, PageNum, CurrentPage, NextToken, ScrollToken, "
                                   "PageToken, Marker, Cursor");
    };
    const structure_index known(all);
    for (auto& each : all.operations) {
        if (each.pages || std::ranges::count_if(each.request, is_position) != 1)
            continue;
        for (const auto& style : styles) {
            report unheard;
            each.pages = paging{style, each.where};
            settle(known, each, *each.pages, unheard);
            if (!unheard.failed() && !is_doubtful(known, each)) {
                said.note(each.where, each.name + " is taken to answer in pages: " + in_words(each.pages));
                break;
            }
            each.pages.reset();
        }
    }
}

} // namespace bindery::codegen

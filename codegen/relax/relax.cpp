#include "relax/relax.hpp"

#include "model/uses.hpp"

namespace bindery::codegen {
namespace {

constexpr std::string_view form = "Operation/Member:rule, such as ManageTask/OperationType:one_of";
constexpr std::string_view required = "required";

struct wish {
    std::string_view owner;
    std::string_view member;
    std::string_view rule;
};

std::optional<wish> read(std::string_view text) {
    const auto slash = text.find('/');
    const auto colon = text.rfind(':');
    if (slash == std::string_view::npos || colon == std::string_view::npos || colon < slash)
        return std::nullopt;
    return wish{text.substr(0, slash), text.substr(slash + 1, colon - slash - 1), text.substr(colon + 1)};
}

/// How many rules the wish has found.
int grant(const wish& wanted, std::vector<member>& members) {
    int found = 0;
    for (auto& each : members) {
        if (each.name != wanted.member)
            continue;
        if (wanted.rule == required && each.required.value_or(false)) {
            each.required = false;
            ++found;
        }
        for (auto& stated : each.rules) {
            if (!is_enforced(stated) || name_of(stated) != wanted.rule)
                continue;
            stated.relaxed = true;
            ++found;
        }
    }
    return found;
}

/// What the owner's members could be relaxed in, for the message.
void list_rules(const std::string& owner, const std::vector<member>& members, std::string& into) {
    const auto add = [&](const member& of, std::string_view name) {
        into += (into.empty() ? "" : ", ") + owner + '/' + of.name + ':' + std::string(name);
    };
    for (const auto& each : members) {
        if (each.required.value_or(false) && !each.common)
            add(each, required);
        for (const auto& stated : each.rules)
            if (is_enforced(stated))
                add(each, name_of(stated));
    }
}

} // namespace

void relax(api& model, const std::vector<std::string>& wishes, report& said) {
    for (const auto& text : wishes) {
        const location where{"--relax", {}};
        const auto wanted = read(text);
        if (!wanted) {
            said.unexpected(where, quoted(text), form);
            continue;
        }
        int found = 0;
        std::string others;
        for_each_owner(model, [&](const std::string& owner, std::vector<member>& members, direction way, const home&) {
            if (owner != wanted->owner || way == direction::received)
                return;
            found += grant(*wanted, members);
            list_rules(owner, members, others);
        });
        if (found == 0)
            said.unexpected(where, quoted(text), others.empty() ? std::string(form) : "one of " + others,
                            "bindery-gen show prints the members and their rules");
    }
}

} // namespace bindery::codegen

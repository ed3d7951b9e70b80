#include "relax/relax.hpp"

#include <algorithm>
#include <array>

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

/// The word for a rule that requests are held to; empty for others.
std::string_view name_of(const rule& of) {
    static constexpr std::array<std::string_view, 4> names{"length", "range", "items", "one_of"};
    return is_enforced(of) ? names.at(of.what.index()) : std::string_view();
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
            if (name_of(stated) != wanted.rule || wanted.rule.empty())
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
            if (const auto name = name_of(stated); !name.empty())
                add(each, name);
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
        const auto look = [&](const std::string& owner, std::vector<member>& members) {
            if (owner != wanted->owner)
                return;
            found += grant(*wanted, members);
            list_rules(owner, members, others);
        };
        for (auto& each : model.operations)
            look(each.name, each.request);
        for (auto& each : model.structures)
            look(each.what.name, each.what.members);
        if (found == 0)
            said.unexpected(where, quoted(text), others.empty() ? std::string(form) : "one of " + others,
                            "bindery-gen show prints the members and their rules");
    }
}

} // namespace bindery::codegen

#include "emit/spelling.hpp"
#include "explain/parts.hpp"
#include "rules/mine.hpp"

#include <boost/json/object.hpp>

namespace bindery::codegen {
namespace {

using boost::json::array;
using boost::json::object;

void add(const std::string& owner, const std::vector<member>& members, bool sent, array& into) {
    for (const auto& each : members) {
        if (each.common)
            continue;
        const auto name = owner + '.' + each.name;
        for (const auto& found : each.rules) {
            const bool mined = each.description_has_rules;
            const location where{each.where.path, mined ? found.at : each.where.at};
            auto sentence = mined ? sentence_behind(found, each.type, each.description) : std::string{};
            into.push_back(object{{"of", name},
                                  {"rule", describe(each, found)},
                                  {"at", to_string(where)},
                                  {"from", !mined             ? "the column of rules"
                                           : sentence.empty() ? "its description"
                                                              : '"' + sentence + '"'}});
        }
        if (!each.description_has_rules || !sent)
            continue;
        for (const auto& left : untaken_limits(each.type, each.description))
            into.push_back(object{{"of", name},
                                  {"rule", nullptr},
                                  {"why", left.why},
                                  {"at", to_string(each.where)},
                                  {"from", '"' + left.sentence + '"'}});
    }
}

} // namespace

array explain_rules(const api& of) {
    array rules;
    for (const auto& each : of.operations) {
        add(each.name, each.request, true, rules);
        add(each.name + ".Output", each.response, false, rules);
    }
    for (const auto& each : of.structures)
        add(each.what.name, each.what.members, true, rules);
    return rules;
}

} // namespace bindery::codegen

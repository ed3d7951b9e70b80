#include "emit/spelling.hpp"
#include "explain/explain.hpp"
#include "model/uses.hpp"
#include "rules/mine.hpp"

#include <boost/json/object.hpp>

namespace bindery::codegen {
namespace {

using boost::json::array;
using boost::json::object;

void add(const std::string& owner, const std::vector<member>& members, direction way, array& into) {
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
        if (!each.description_has_rules || way == direction::received)
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
    for_each_owner(of, [&](const std::string& owner, const std::vector<member>& members, direction way, const home&) {
        add(owner, members, way, rules);
    });
    return rules;
}

} // namespace bindery::codegen

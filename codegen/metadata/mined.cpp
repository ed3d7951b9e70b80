#include "metadata/mined.hpp"

#include "emit/spelling.hpp"
#include "metadata/prose.hpp"
#include "rules/mine.hpp"

namespace bindery::codegen {

void take_document(member& into, std::string_view document, const metadata_request& asked, report& said) {
    into.document = document;
    into.description_has_rules = true;
    if (asked.mined == mined_rules::off)
        return;
    into.rules = mine_rules(into.type, document);
    for (auto& each : into.rules) {
        each.at = into.where.at;
        if (asked.mined == mined_rules::enforce || !is_enforced(each))
            continue;
        said.note(into.where, "requests are not held to what the description of " + codegen::quoted(into.name) +
                                  " states: " + describe(into, each));
        each.relaxed = true;
    }
}

} // namespace bindery::codegen

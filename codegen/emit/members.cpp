#include "emit/writers.hpp"

namespace bindery::codegen {

std::string write_members(const std::vector<const member*>& members, member_side side, std::size_t indent,
                          std::string_view owner, const scope& where) {
    std::string text;
    for (const auto* each : members) {
        if (!text.empty())
            text += '\n';
        const bool required = side == member_side::input && each->required.value_or(false);
        const auto name = member_identifier(each->name, owner);
        const term wrapped{required ? "required" : "optional", '<', {spell_type(*each, where)}};
        text += declaration(indent, doc_comment(indent, describe(*each)), {}, wrapped,
                            ' ' + name + (required ? ";" : "{};"));
    }
    return text;
}

std::string write_describe(const std::string& structure, const std::vector<const member*>& members,
                           std::string_view owner) {
    term list{"", '(', {}};
    for (const auto* each : members)
        list.arguments.push_back({member_identifier(each->name, owner)});
    return laid_out({"BOOST_DESCRIBE_STRUCT", '(', {{structure}, {"", '(', {}}, list}}, 0, "") + '\n';
}

} // namespace bindery::codegen

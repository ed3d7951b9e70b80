#include "emit/writers.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

/// More than this Boost.Describe cannot take at once.
constexpr std::size_t most_described = 52;

term described(const std::vector<named_member>& members, std::size_t from, std::size_t to) {
    term list{"", '(', {}};
    for (std::size_t i = from; i < to; ++i)
        list.arguments.push_back({members[i].identifier});
    return list;
}

std::string write_exceptions(const std::vector<named_member>& members, std::size_t indent) {
    const std::string margin(indent, ' ');
    std::string text;
    for (const auto& each : members)
        if (const auto wire = wire_name_of(*each.what); !is_regular(each.identifier, wire))
            text += margin + "    {" + literal(each.identifier) + ", " + literal(wire) + "},\n";
    if (text.empty())
        return {};
    return '\n' + margin + "// clang-format off\n" + margin +
           "static constexpr wire_exception wire_exceptions[] = {\n" + text + margin + "};\n" + margin +
           "// clang-format on\n";
}

} // namespace

std::vector<named_member> named_members(const std::vector<member>& all, std::string_view owner) {
    std::vector<const member*> own;
    for (const auto& each : all)
        if (!each.common)
            own.push_back(&each);
    const auto identifiers = member_identifiers(own, owner);
    std::vector<named_member> named;
    for (std::size_t i = 0; i < own.size(); ++i)
        named.push_back({own[i], identifiers[i]});
    return named;
}

name_set identifiers_of(const std::vector<named_member>& members) {
    name_set names;
    for (const auto& each : members)
        names.insert(each.identifier);
    return names;
}

std::string write_members(const std::vector<named_member>& members, direction way, std::size_t indent,
                          const scope& where) {
    std::string text;
    for (const auto& each : members) {
        if (!text.empty())
            text += '\n';
        const bool required = way == direction::sent && each.what->required.value_or(false);
        const term wrapped{required ? "required" : "optional", '<', {spell_type(*each.what, where)}};
        text += declaration(indent, doc_comment(indent, describe(*each.what)), {}, wrapped,
                            ' ' + each.identifier + (required ? ";" : "{};"));
    }
    return text + write_exceptions(members, indent);
}

std::string write_describe(const std::string& structure, const std::vector<named_member>& members) {
    if (members.size() <= most_described) {
        const auto list = described(members, 0, members.size());
        return laid_out({"BOOST_DESCRIBE_STRUCT", '(', {{structure}, {"", '(', {}}, list}}, 0, "") + '\n';
    }
    std::string text;
    std::size_t parts = 0;
    for (std::size_t from = 0; from < members.size(); from += most_described, ++parts) {
        const auto list = described(members, from, std::min(from + most_described, members.size()));
        text += laid_out({"BINDERY_DESCRIBE_PART", '(', {{structure}, {std::to_string(parts)}, list}}, 0, "") + '\n';
    }
    return text + "BINDERY_DESCRIBE_PARTS(" + structure + ", " + std::to_string(parts) + ")\n";
}

} // namespace bindery::codegen

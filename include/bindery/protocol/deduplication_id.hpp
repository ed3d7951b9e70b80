#ifndef BINDERY_PROTOCOL_DEDUPLICATION_ID_HPP
#define BINDERY_PROTOCOL_DEDUPLICATION_ID_HPP

#include <bindery/model/operation.hpp>
#include <bindery/reflect/shape.hpp>
#include <bindery/types/basic_text.hpp>

namespace bindery::protocol {

/// What the input says in the member that the page names for it, which the service takes once within its window. Empty:
/// there is no such member, or it is absent or blank, and nothing is checked.
inline std::string_view deduplication_id(const operation& about, const reflect::structure& input,
                                         const void* value) noexcept {
    const std::string_view name = about.deduplication.member;
    for (const reflect::member& member : input.members) {
        if (name.empty() || member.name != name || member.how->shape->kind != reflect::kind::text)
            continue;
        const void* const held = member.how->value(input.at(member, value));
        const std::string_view id = held == nullptr ? std::string_view() : static_cast<const basic_text*>(held)->view();
        return id.find_first_not_of(" \t\r\n\v\f") == id.npos ? std::string_view() : id;
    }
    return {};
}

} // namespace bindery::protocol

#endif

#ifndef BINDERY_PROTOCOL_DEDUPLICATION_ID_HPP
#define BINDERY_PROTOCOL_DEDUPLICATION_ID_HPP

#include <bindery/model/operation.hpp>
#include <bindery/reflect/shape.hpp>
#include <bindery/types/basic_text.hpp>
#include <bindery/types/satisfies.hpp>

#include <algorithm>
#include <span>
#include <string>

namespace bindery {

/// Who says what stands in the member that an operation's page names against running a request twice.
enum class deduplication_ids : std::uint8_t {
    callers,  ///< only the caller
    generated ///< the client, with a random id for each call whose caller says nothing; so the call can be repeated
};

} // namespace bindery

namespace bindery::protocol {

/// The member that the page names for it, or null.
inline const reflect::member* deduplication_member(const operation& about, const reflect::structure& input) noexcept {
    const std::string_view name = about.deduplication.member;
    if (name.empty())
        return nullptr;
    for (const reflect::member& member : input.members)
        if (member.name == name && member.how->shape->kind == reflect::kind::text)
            return &member;
    return nullptr;
}

/// What the input says in the member that the page names for it, which the service takes once within its window. Empty:
/// there is no such member, or it is absent or blank, and nothing is checked.
inline std::string_view deduplication_id(const operation& about, const reflect::structure& input,
                                         const void* value) noexcept {
    const reflect::member* const member = deduplication_member(about, input);
    const void* const held = member == nullptr ? nullptr : member->how->value(input.at(*member, value));
    const std::string_view id = held == nullptr ? std::string_view() : static_cast<const basic_text*>(held)->view();
    return id.find_first_not_of(" \t\r\n\v\f") == id.npos ? std::string_view() : id;
}

/// An id of 128 random bits in 32 digits, of fewer when the member has less room, but never of fewer than 64. Empty: no
/// such text keeps the member's rules.
inline std::string make_deduplication_id(std::span<const constraint> rules, std::span<const unsigned char, 16> random) {
    std::string id;
    for (const unsigned char byte : random)
        for (const int digit : {byte >> 4, byte & 15})
            id += "0123456789abcdef"[digit];
    for (const constraint& rule : rules)
        if ((rule.rule == rule::length || rule.rule == rule::bytes) && rule.max >= 16)
            id.resize((std::min)(id.size(), static_cast<std::size_t>(rule.max)));
    const bool fits =
        std::all_of(rules.begin(), rules.end(), [&](const constraint& rule) { return satisfies(rule, id, id.size()); });
    return fits ? id : std::string();
}

} // namespace bindery::protocol

#endif

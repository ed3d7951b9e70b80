#ifndef BINDERY_PROTOCOL_IMPL_WAIT_PACE_IPP
#define BINDERY_PROTOCOL_IMPL_WAIT_PACE_IPP

#include <bindery/protocol/wait_pace.hpp>
#include <bindery/reflect/path.hpp>

namespace bindery::protocol {

BINDERY_DECL result<bool> has_ended(const waiting_rule& rule, const reflect::structure& output, const void* answer) {
    const auto where = reflect::follow(output, answer, rule.state);
    const void* const value = where.value();
    if (value == nullptr)
        return false;
    std::string state;
    if (where.kind() == reflect::kind::text)
        state = static_cast<const basic_text*>(value)->view();
    else if (where.kind() == reflect::kind::integer)
        state = decimal(*static_cast<const std::int64_t*>(value)).view();
    else if (where.kind() == reflect::kind::unsigned_integer)
        state = decimal(*static_cast<const std::uint64_t*>(value)).view();
    if (std::ranges::find(rule.failed, state) != rule.failed.end())
        return error{errc::task_failed, std::string(rule.state.substr(1)) + " is " + state};
    return std::ranges::find(rule.done, state) != rule.done.end();
}

} // namespace bindery::protocol

#endif

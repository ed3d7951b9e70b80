#ifndef BINDERY_PROTOCOL_CALL_CONTEXT_HPP
#define BINDERY_PROTOCOL_CALL_CONTEXT_HPP

#include <bindery/model/operation.hpp>

#include <cstdint>
#include <string_view>

namespace bindery::protocol {

/// What a handler may want to know of the call besides its input. Valid until the call is answered.
struct call_context {
    const operation* about = nullptr; ///< null while the operation is not known yet
    std::string_view request_id{};    ///< that the answer will carry
    std::string_view secret_id{};     ///< of the caller, verified
    std::string_view region{};        ///< empty: none was given
    std::int64_t now = 0;             ///< when the request was looked at, milliseconds since 1970
};

} // namespace bindery::protocol

#endif

#ifndef BINDERY_PROTOCOL_ENVIRONMENT_HPP
#define BINDERY_PROTOCOL_ENVIRONMENT_HPP

#include <bindery/protocol/call_context.hpp>
#include <bindery/protocol/request_id.hpp>
#include <bindery/signing/credentials.hpp>

#include <cstdint>
#include <memory>
#include <string_view>

namespace bindery::protocol {

/// All that a dispatcher knows of the world: no clock, socket, random source or store is reached but through it. Its
/// functions are called by many threads at once; what they throw is answered with the provider's internal error.
class environment {
public:
    virtual ~environment() = default;

    /// Milliseconds since 1970, UTC.
    virtual std::int64_t now() = 0;

    /// An id that no other request has.
    virtual request_id new_request_id() = 0;

    /// Whose secret id this is; null for nobody's.
    virtual std::shared_ptr<const signing::credentials> find_credentials(std::string_view secret_id) = 0;

    /// True for the first to claim `key` within the last `milliseconds`.
    virtual bool claim(std::string_view key, std::int64_t milliseconds) = 0;

    /// Takes one from a quota of `calls` within any `milliseconds`; false when it is used up.
    virtual bool take(std::string_view key, std::uint32_t calls, std::int64_t milliseconds) = 0;

    /// Hears of what a caller is not told: a handler that threw, or that failed with anything but an error of the API.
    /// `what` may come from outside the library.
    virtual void on_internal_error(const call_context& call, std::string_view what) noexcept {
        (void)call;
        (void)what;
    }
};

} // namespace bindery::protocol

#endif

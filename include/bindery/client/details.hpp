#ifndef BINDERY_CLIENT_DETAILS_HPP
#define BINDERY_CLIENT_DETAILS_HPP

#include <bindery/protocol/message.hpp>
#include <bindery/violation.hpp>

namespace bindery {

/// What there is to know of a call besides its output: `call_options::details` points to one. Each call writes it anew,
/// and nobody else may look at it until the call has completed; an asynchronous call's must live that long.
struct call_details {
    /// Members of the answer that were left out of the output since their values did not fit.
    violations mismatches{};
    /// The answer as it came; a coded body is decoded, its Content-Encoding stays. Its status is 0 when none came.
    protocol::response answer{};
    /// The id that the client gave the call, see `client_options::ids`. Empty: it gave none.
    std::string deduplication_id{};
};

} // namespace bindery

#endif

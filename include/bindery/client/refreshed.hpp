#ifndef BINDERY_CLIENT_REFRESHED_HPP
#define BINDERY_CLIENT_REFRESHED_HPP

#include <bindery/client/credentials.hpp>
#include <bindery/client/refresh_options.hpp>
#include <bindery/protocol/credentials_source.hpp>

namespace bindery {

/// Credentials that are looked for at the first call that needs them, kept, and got again before they expire, or soon
/// after an attempt that failed. One call gets them. As long as there are none, others wait for it, within their time:
/// an asynchronous call does not block its thread; the exchange then runs on its executor, and ends within the timeout
/// whatever becomes of the call. Sources of different clouds may stand side by side; each call has those of its own.
credentials refreshed(std::vector<protocol::credentials_source> from, refresh_options how = {});

inline credentials refreshed(protocol::credentials_source from, refresh_options how = {}) {
    return refreshed(std::vector<protocol::credentials_source>{std::move(from)}, std::move(how));
}

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/client/impl/refreshed.ipp>
#endif

#endif

#ifndef BINDERY_SERVER_SELF_SIGNED_HPP
#define BINDERY_SERVER_SELF_SIGNED_HPP

#include <bindery/error.hpp>
#include <bindery/server/settings.hpp>

#include <span>
#include <string>

namespace bindery {

/// Makes an EC P-256 key and a certificate signed with it, valid from an hour ago for `days` days, 1 to 3650, for use
/// on one's own machine: clients must be told to trust `certificate_chain`. `names` are DNS names (`*.example.com` too)
/// and IP addresses, at least one. A client can trust many of them at once. Nothing is written anywhere. Fails with
/// errc::validation or errc::tls.
result<server_tls> make_self_signed(std::span<const std::string> names, int days = 30);

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/server/impl/self_signed.ipp>
#endif

#endif

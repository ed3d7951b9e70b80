#ifndef BINDERY_CLIENT_IMPL_GREETING_HPP
#define BINDERY_CLIENT_IMPL_GREETING_HPP

#include <bindery/client/impl/route.hpp>

#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>

namespace bindery::detail {

/// Tells TLS which host is meant, before the handshake.
template <class Stream>
boost::system::error_code prepare_greeting(boost::asio::ssl::stream<Stream>& over, const route& to) {
    const std::string host(to.host);
    boost::system::error_code failure;
    if (SSL_set_tlsext_host_name(over.native_handle(), host.c_str()) != 1)
        failure.assign(static_cast<int>(ERR_get_error()), boost::asio::error::get_ssl_category());
    if (!failure && to.verify)
        over.set_verify_callback(boost::asio::ssl::host_name_verification(host), failure);
    return failure;
}

} // namespace bindery::detail

#endif

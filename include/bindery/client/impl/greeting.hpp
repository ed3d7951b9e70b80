#ifndef BINDERY_CLIENT_IMPL_GREETING_HPP
#define BINDERY_CLIENT_IMPL_GREETING_HPP

#include <bindery/client/impl/route.hpp>
#include <bindery/client/impl/tls_context.hpp>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>

namespace bindery::detail {

/// Tells TLS which host is meant, before the handshake. A certificate names it as RFC 9525 says: among the alternative
/// names, an address as an address, with `*` for nothing but the whole first label.
template <class Stream>
boost::system::error_code prepare_greeting(boost::asio::ssl::stream<Stream>& over, const route& to) {
    SSL* const session = over.native_handle();
    const std::string host(to.host);
    boost::system::error_code no_address;
    boost::asio::ip::make_address(host, no_address);
    bool ready = true;
    if (no_address)
        // What SSL_set_tlsext_host_name() does, which is a macro with a cast of C.
        ready = SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                         const_cast<char*>(host.c_str())) == 1;
    if (ready && to.verify) {
        SSL_set_hostflags(session, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        ready = no_address ? SSL_set1_host(session, host.c_str()) == 1
                           : X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str()) == 1;
    }
    if (ready) {
        if (to.tls != nullptr)
            to.tls->resume(session, host + ' ' + to.place());
        return {};
    }
    // Some failures leave no reason behind.
    const auto why = static_cast<int>(ERR_get_error());
    if (why == 0)
        return boost::asio::error::invalid_argument;
    return {why, boost::asio::error::get_ssl_category()};
}

/// What is wrong with the certificate that the other side showed; empty: it is not the certificate.
template <class Stream>
std::string certificate_problem(boost::asio::ssl::stream<Stream>& over) {
    const long verdict = SSL_get_verify_result(over.native_handle());
    if (verdict == tls_context::not_pinned)
        return "none of its certificates has a pinned key";
    return verdict == X509_V_OK ? std::string() : X509_verify_cert_error_string(verdict);
}

} // namespace bindery::detail

#endif

#ifndef BINDERY_SERVER_IMPL_OPEN_HPP
#define BINDERY_SERVER_IMPL_OPEN_HPP

// From settings to a service that listens.

#include <bindery/server/impl/http_service.hpp>
#include <bindery/server/router.hpp>

#include <boost/asio/ip/address.hpp>

#include <charconv>
#include <exception>

namespace bindery::detail {

inline result<boost::asio::ip::tcp::endpoint> parse_server_endpoint(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon != text.npos) {
        std::string_view address = text.substr(0, colon);
        const std::string_view port = text.substr(colon + 1);
        if (address.starts_with('[') && address.ends_with(']'))
            address = address.substr(1, address.size() - 2);
        if (address == "localhost")
            address = "127.0.0.1";
        boost::system::error_code failure;
        const auto parsed = boost::asio::ip::make_address(std::string(address), failure);
        unsigned short number = 0;
        const auto end = std::from_chars(port.data(), port.data() + port.size(), number);
        if (!failure && end.ec == std::errc() && end.ptr == port.data() + port.size() && !port.empty())
            return boost::asio::ip::tcp::endpoint(parsed, number);
    }
    return error{errc::validation,
                 "\"" + std::string(text) + "\" is not an address and a port, such as 127.0.0.1:8080 or [::1]:0"};
}

/// Fills in `out`; the first thing that fails is returned.
inline boost::system::error_code use_certificate(const server_tls& from, boost::asio::ssl::context& out) {
    namespace ssl = boost::asio::ssl;
    boost::system::error_code failure;
    const auto step = [&](auto&& work) {
        if (!failure)
            work();
    };
    step([&] {
        out.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                            ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 | ssl::context::no_compression |
                            ssl::context::single_dh_use | SSL_OP_NO_RENEGOTIATION,
                        failure);
    });
    step([&] {
        if (!from.certificate_chain.empty())
            out.use_certificate_chain(boost::asio::buffer(from.certificate_chain), failure);
        else
            out.use_certificate_chain_file(from.certificate_chain_file, failure);
    });
    step([&] {
        const std::string_view key = from.private_key.reveal();
        if (!key.empty())
            out.use_private_key(boost::asio::buffer(key.data(), key.size()), ssl::context::pem, failure);
        else
            out.use_private_key_file(from.private_key_file, ssl::context::pem, failure);
    });
    step([&] {
        if (SSL_CTX_check_private_key(out.native_handle()) != 1)
            failure = boost::asio::error::make_error_code(boost::asio::error::invalid_argument);
    });
    return failure;
}

inline result<std::shared_ptr<http_service>> open_service(http_service::executors workers, bool strands,
                                                          std::shared_ptr<void> contexts, const router& operations,
                                                          std::shared_ptr<protocol::environment> world,
                                                          const server_settings& settings) {
    const auto where = parse_server_endpoint(settings.endpoint);
    if (!where)
        return where.error();
    try {
        const auto service = std::make_shared<http_service>(std::move(workers), strands, std::move(contexts),
                                                            operations.handlers(), std::move(world), settings);
        if (settings.tls) {
            service->tls.emplace(boost::asio::ssl::context::tls_server);
            if (const auto failure = use_certificate(*settings.tls, *service->tls))
                return error{errc::tls, "the server's certificate or key cannot be used", failure};
        }
        if (const auto failure = service->open(*where))
            return error{errc::transport, "cannot listen on " + settings.endpoint, failure};
        return service;
    } catch (const boost::system::system_error& failure) { // no file descriptors for a timer, no TLS in OpenSSL
        return error{errc::transport, "the server cannot be set up", failure.code()};
    }
}

} // namespace bindery::detail

#endif

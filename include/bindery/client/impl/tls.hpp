#ifndef BINDERY_CLIENT_IMPL_TLS_HPP
#define BINDERY_CLIENT_IMPL_TLS_HPP

// How a client trusts: TLS 1.2 and newer, certificates of the system or of the caller, the host's name checked.

#include <bindery/client/options.hpp>
#include <bindery/error.hpp>

#include <boost/asio/ssl/context.hpp>

#include <fstream>

namespace bindery::detail {

/// Where distributions keep the trusted certificates, for an OpenSSL that was built for another one.
inline constexpr const char* certificate_bundles[] = {
    "/etc/ssl/certs/ca-certificates.crt",                // Debian, Ubuntu, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",                  // Fedora, RHEL
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // RHEL
    "/etc/ssl/ca-bundle.pem",                            // openSUSE
    "/etc/ssl/cert.pem",                                 // Alpine, macOS, OpenBSD
    "/usr/local/share/certs/ca-root-nss.crt",            // FreeBSD
};

/// What the client shows of itself.
inline result<void> show(boost::asio::ssl::context& context, const tls_options& options) {
    using context_type = boost::asio::ssl::context;
    boost::system::error_code failure;
    const auto refuse = [&](std::string message) {
        error broken{errc::tls, std::move(message)};
        broken.cause = failure;
        ERR_clear_error();
        return broken;
    };
    if (options.certificate_file.empty() && options.certificate_pem.empty()) {
        if (options.key_file.empty() && options.key_pem.empty())
            return {};
        return refuse("tls.key_file and key_pem are of no use without a certificate");
    }
    // Without one OpenSSL would ask at the terminal.
    context.set_password_callback(
        [password = options.key_password](std::size_t most, context_type::password_purpose) {
            return std::string(password.reveal().substr(0, most));
        },
        failure);
    const bool as_text = options.certificate_file.empty();
    if (as_text)
        context.use_certificate_chain(boost::asio::buffer(options.certificate_pem), failure);
    else
        context.use_certificate_chain_file(options.certificate_file, failure);
    if (failure)
        return refuse(as_text ? "tls.certificate_pem holds no certificate in PEM form"
                              : "tls.certificate_file " + options.certificate_file +
                                    " cannot be read as a certificate in PEM form");
    const std::string_view key = !options.key_pem.empty() ? options.key_pem.reveal() : options.certificate_pem;
    const std::string& file = !options.key_file.empty() ? options.key_file : options.certificate_file;
    const bool key_as_text = options.key_file.empty() && (as_text || !options.key_pem.empty());
    if (key_as_text)
        context.use_private_key(boost::asio::buffer(key), context_type::pem, failure);
    else
        context.use_private_key_file(file, context_type::pem, failure);
    if (failure)
        return refuse((key_as_text ? "tls: no private key in PEM form stands in the text"
                                   : "tls: no private key in PEM form can be read from " + file) +
                      std::string(", or it is not that of the certificate, or its password another"));
    return {};
}

inline result<void> trust(boost::asio::ssl::context& context, const tls_options& options) {
    using context_type = boost::asio::ssl::context;
    boost::system::error_code failure;
    const auto refuse = [&](std::string message) {
        error broken{errc::tls, std::move(message)};
        broken.cause = failure;
        return broken;
    };
    context.set_options(context_type::default_workarounds | context_type::no_sslv2 | context_type::no_sslv3 |
                            context_type::no_tlsv1 | context_type::no_tlsv1_1,
                        failure);
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_RENEGOTIATION);
    context.set_verify_mode(options.verify ? boost::asio::ssl::verify_peer : boost::asio::ssl::verify_none, failure);
    if (auto shown = show(context, options); !shown)
        return shown;
    if (!options.verify)
        return {};
    if (!options.ca_pem.empty()) {
        context.add_certificate_authority(boost::asio::buffer(options.ca_pem), failure);
        if (failure)
            return refuse("tls.ca_pem holds no certificate in PEM form");
    }
    if (!options.ca_file.empty()) {
        context.load_verify_file(options.ca_file, failure);
        if (failure)
            return refuse("tls.ca_file " + options.ca_file + " cannot be read as certificates in PEM form");
    }
    if (!options.system_too && (!options.ca_pem.empty() || !options.ca_file.empty()))
        return {};
    context.set_default_verify_paths(failure);
    if (std::ifstream(X509_get_default_cert_file()).good() || std::getenv(X509_get_default_cert_file_env()) != nullptr)
        return {};
    for (const char* bundle : certificate_bundles) {
        if (!std::ifstream(bundle).good())
            continue;
        context.load_verify_file(bundle, failure);
        if (!failure)
            break;
    }
    return {};
}

} // namespace bindery::detail

#endif

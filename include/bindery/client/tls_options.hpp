#ifndef BINDERY_CLIENT_TLS_OPTIONS_HPP
#define BINDERY_CLIENT_TLS_OPTIONS_HPP

#include <bindery/signing/secret.hpp>

#include <string>
#include <vector>

namespace bindery {

/// How a client trusts servers, and how it shows who it is. A file and a text add up, and both may hold several
/// certificates. The host's name must be among a certificate's alternative names, whole or with `*` for its first label
/// (RFC 9525); a common name counts for nothing.
struct tls_options {
    bool verify = true;      ///< check the certificate and the host name; false is for experiments only
    std::string ca_file{};   ///< PEM file of trusted certificates in place of the system's
    std::string ca_pem{};    ///< the same as text
    bool system_too = false; ///< trust the system's certificates beside one's own
    /// SHA-256 of public keys (SubjectPublicKeyInfo) in base64, with or without `sha256/` before it. If there are any,
    /// a certificate of the chain that was verified must have one of them; without `verify` the server's own.
    std::vector<std::string> pins{};
    // Who the client is, for servers that ask for it. The key may stand in the same text as its certificate.
    std::string certificate_file{}; ///< PEM file of the client's certificate, then those that lead to a trusted one
    std::string certificate_pem{};  ///< the same as text
    std::string key_file{};         ///< PEM file of its private key; the certificate's, when there is none
    signing::secret key_pem{};      ///< the same as text
    signing::secret key_password{}; ///< of an encrypted key
};

} // namespace bindery

#endif

#ifndef BINDERY_TESTS_SUPPORT_CERTIFICATE_HPP
#define BINDERY_TESTS_SUPPORT_CERTIFICATE_HPP

// What a server of a test's own shows over TLS, and how it serves.

#include <doctest/doctest.h>

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <csignal>
#include <memory>
#include <string>

namespace bindery::tests {

template <class T>
using owned = std::unique_ptr<T, void (*)(T*)>;

/// A self-signed certificate with just these names; `alternatives` as OpenSSL writes them: "DNS:a,IP:::1".
struct certificate {
    owned<EVP_PKEY> key{EVP_EC_gen("P-256"), EVP_PKEY_free};
    owned<X509> text{X509_new(), X509_free};
    std::string pem;

    certificate(const std::string& common_name, const std::string& alternatives) {
        static long serial = 0;
        ASN1_INTEGER_set(X509_get_serialNumber(text.get()), ++serial);
        X509_set_version(text.get(), X509_VERSION_3);
        X509_gmtime_adj(X509_getm_notBefore(text.get()), -3600);
        X509_gmtime_adj(X509_getm_notAfter(text.get()), 3600);
        X509_set_pubkey(text.get(), key.get());
        X509_NAME* const subject = X509_get_subject_name(text.get());
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1, 0);
        X509_set_issuer_name(text.get(), subject);
        if (!alternatives.empty()) {
            const owned<X509_EXTENSION> names{
                X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, alternatives.c_str()), X509_EXTENSION_free};
            REQUIRE(X509_add_ext(text.get(), names.get(), -1) == 1);
        }
        REQUIRE(X509_sign(text.get(), key.get(), EVP_sha256()) != 0);
        const owned<BIO> out{BIO_new(BIO_s_mem()), BIO_free_all};
        PEM_write_bio_X509(out.get(), text.get());
        char* data = nullptr;
        const long size = BIO_get_mem_data(out.get(), &data);
        pem.assign(data, static_cast<std::size_t>(size));
    }
};

inline owned<SSL_CTX> serving(const certificate& mine, int version = TLS1_3_VERSION) {
    ::signal(SIGPIPE, SIG_IGN); // which OpenSSL's own sockets raise
    owned<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX_set_min_proto_version(context.get(), version);
    SSL_CTX_set_max_proto_version(context.get(), version);
    SSL_CTX_use_certificate(context.get(), mine.text.get());
    SSL_CTX_use_PrivateKey(context.get(), mine.key.get());
    return context;
}

} // namespace bindery::tests

#endif

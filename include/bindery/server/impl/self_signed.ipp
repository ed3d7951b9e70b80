#ifndef BINDERY_SERVER_IMPL_SELF_SIGNED_IPP
#define BINDERY_SERVER_IMPL_SELF_SIGNED_IPP

#include <bindery/server/self_signed.hpp>

#include <boost/asio/ip/address.hpp>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

namespace bindery {

namespace detail {

template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* what) const noexcept {
        Free(what);
    }
};

using owned_key = std::unique_ptr<EVP_PKEY, freed_by<EVP_PKEY_free>>;
using owned_certificate = std::unique_ptr<X509, freed_by<X509_free>>;
using owned_bio = std::unique_ptr<BIO, freed_by<BIO_free_all>>;

inline bool is_dns_name(std::string_view name) noexcept {
    if (name.starts_with("*."))
        name.remove_prefix(2);
    return !name.empty() && name.size() <= 253 && name.front() != '.' && name.front() != '-' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '.' || c == '_';
           });
}

/// The value of a subjectAltName, `DNS:localhost,IP:127.0.0.1`; empty when a name is neither.
inline std::string alternative_names(std::span<const std::string> names) {
    std::string value;
    for (const std::string& name : names) {
        boost::system::error_code not_an_address;
        const auto address = boost::asio::ip::make_address(name, not_an_address);
        if (not_an_address && !is_dns_name(name))
            return {};
        if (!value.empty())
            value += ',';
        value += not_an_address ? "DNS:" + name : "IP:" + address.to_string();
    }
    return value;
}

inline bool add_extension(X509* certificate, int which, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, freed_by<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, which, value));
    return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

inline bool fill_in(X509* certificate, EVP_PKEY* key, const std::string& names, int days) {
    unsigned char serial[16];
    if (RAND_bytes(serial, sizeof serial) != 1)
        return false;
    serial[0] = static_cast<unsigned char>((serial[0] & 0x7f) | 0x40); // positive and of full length
    const std::unique_ptr<BIGNUM, freed_by<BN_free>> number(BN_bin2bn(serial, sizeof serial, nullptr));
    // Of two certificates with one subject OpenSSL takes the one for the other's issuer, when both are trusted.
    std::string common_name = "bindery, self-signed ";
    for (const unsigned char byte : serial)
        for (const int shift : {4, 0})
            common_name += "0123456789abcdef"[(byte >> shift) & 15];
    X509_NAME* const subject = X509_get_subject_name(certificate);
    return number != nullptr && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr &&
           X509_set_version(certificate, X509_VERSION_3) == 1 &&
           X509_gmtime_adj(X509_getm_notBefore(certificate), -3600) != nullptr &&
           X509_time_adj_ex(X509_getm_notAfter(certificate), days, 0, nullptr) != nullptr &&
           X509_set_pubkey(certificate, key) == 1 &&
           X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, subject) == 1 &&
           add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
           add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
           add_extension(certificate, NID_subject_key_identifier, "hash") &&
           add_extension(certificate, NID_authority_key_identifier, "keyid:always") &&
           add_extension(certificate, NID_subject_alt_name, names.c_str()) &&
           X509_sign(certificate, key, EVP_sha256()) != 0;
}

inline std::string_view text_of(BIO* memory) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, static_cast<std::size_t>(size)};
}

} // namespace detail

BINDERY_DECL result<server_tls> make_self_signed(std::span<const std::string> names, int days) {
    if (days < 1 || days > 3650)
        return error{errc::validation, "a self-signed certificate is made for 1 to 3650 days"};
    const std::string alternatives = detail::alternative_names(names);
    if (alternatives.empty())
        return error{errc::validation, "a self-signed certificate needs names, each a DNS name or an IP address"};
    const auto failed = [] { return error{errc::tls, "the self-signed certificate could not be made"}; };

    const detail::owned_key key(EVP_EC_gen("P-256"));
    const detail::owned_certificate certificate(X509_new());
    if (key == nullptr || certificate == nullptr || !detail::fill_in(certificate.get(), key.get(), alternatives, days))
        return failed();

    const detail::owned_bio public_text(BIO_new(BIO_s_mem()));
    const detail::owned_bio private_text(BIO_new(BIO_s_secmem())); // wiped when it is freed
    if (public_text == nullptr || private_text == nullptr ||
        PEM_write_bio_X509(public_text.get(), certificate.get()) != 1 ||
        PEM_write_bio_PrivateKey(private_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return failed();
    server_tls made;
    made.certificate_chain = detail::text_of(public_text.get());
    made.private_key = detail::text_of(private_text.get());
    return made;
}

} // namespace bindery

#endif

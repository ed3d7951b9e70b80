#include <bindery/server/self_signed.hpp>

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <doctest/doctest.h>

#include <memory>
#include <vector>

namespace {

using certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using private_key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

certificate read_certificate(std::string_view pem) {
    BIO* const text = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    certificate read(PEM_read_bio_X509(text, nullptr, nullptr, nullptr), X509_free);
    BIO_free(text);
    return read;
}

private_key read_key(std::string_view pem) {
    BIO* const text = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    private_key read(PEM_read_bio_PrivateKey(text, nullptr, nullptr, nullptr), EVP_PKEY_free);
    BIO_free(text);
    return read;
}

int seconds_left(const ASN1_TIME* until) {
    int days = 0, seconds = 0;
    ASN1_TIME_diff(&days, &seconds, nullptr, until);
    return days * 86'400 + seconds;
}

bindery::result<bindery::server_tls> make(const std::vector<std::string>& names, int days = 30) {
    return bindery::make_self_signed(names, days);
}

} // namespace

TEST_CASE("self-signed: the certificate is good for its DNS names and addresses, and for no others") {
    const auto made = make({"localhost", "*.example.com", "127.0.0.1", "::1"}).value();
    const auto shown = read_certificate(made.certificate_chain);
    REQUIRE(shown != nullptr);
    CHECK(X509_check_host(shown.get(), "localhost", 0, 0, nullptr) == 1);
    CHECK(X509_check_host(shown.get(), "vod.example.com", 0, 0, nullptr) == 1);
    CHECK(X509_check_host(shown.get(), "example.com", 0, 0, nullptr) == 0);
    CHECK(X509_check_ip_asc(shown.get(), "127.0.0.1", 0) == 1);
    CHECK(X509_check_ip_asc(shown.get(), "::1", 0) == 1);
    CHECK(X509_check_ip_asc(shown.get(), "127.0.0.2", 0) == 0);
}

TEST_CASE("self-signed: the key is an EC P-256 one and signs the certificate, which may sign no other") {
    const auto made = make({"localhost"}).value();
    const auto shown = read_certificate(made.certificate_chain);
    const auto key = read_key(made.private_key.reveal());
    REQUIRE(key != nullptr);
    CHECK(EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_EC);
    CHECK(EVP_PKEY_get_bits(key.get()) == 256);
    CHECK(X509_check_private_key(shown.get(), key.get()) == 1);
    CHECK(X509_verify(shown.get(), key.get()) == 1);
    CHECK(X509_check_ca(shown.get()) == 0);
    CHECK(X509_check_purpose(shown.get(), X509_PURPOSE_SSL_SERVER, 0) == 1);
    CHECK(X509_check_purpose(shown.get(), X509_PURPOSE_SSL_CLIENT, 0) == 0);
}

TEST_CASE("self-signed: it is valid for the days asked for") {
    const auto shown = read_certificate(make({"localhost"}, 7).value().certificate_chain);
    CHECK(X509_cmp_current_time(X509_get0_notBefore(shown.get())) < 0);
    const int left = seconds_left(X509_get0_notAfter(shown.get()));
    CHECK(left > 7 * 86'400 - 60);
    CHECK(left <= 7 * 86'400);
}

TEST_CASE("self-signed: no two are alike, nor taken for each other's issuer") {
    const auto one = make({"localhost"}).value();
    const auto two = make({"localhost"}).value();
    CHECK(one.certificate_chain != two.certificate_chain);
    CHECK(!(one.private_key == two.private_key));
    const auto first = read_certificate(one.certificate_chain);
    const auto second = read_certificate(two.certificate_chain);
    CHECK(X509_check_issued(first.get(), second.get()) == X509_V_ERR_SUBJECT_ISSUER_MISMATCH);
    CHECK(ASN1_INTEGER_cmp(X509_get0_serialNumber(first.get()), X509_get0_serialNumber(second.get())) != 0);
    REQUIRE(X509_get0_authority_key_id(first.get()) != nullptr);
    CHECK(ASN1_STRING_cmp(X509_get0_authority_key_id(first.get()), X509_get0_subject_key_id(first.get())) == 0);
}

TEST_CASE("self-signed: names that are none, no names and absurd lifetimes are refused") {
    const std::vector<std::vector<std::string>> wrong{{},       {""},   {"a b"}, {"localhost,IP:1.2.3.4"},
                                                      {"a\nb"}, {".a"}, {"*"}};
    for (const auto& names : wrong) {
        const auto made = make(names);
        REQUIRE(made.has_error());
        CHECK(made.error() == bindery::errc::validation);
    }
    for (const int days : {-1, 0, 3651})
        CHECK(make({"localhost"}, days).has_error());
    CHECK(make({"localhost"}, 3650).has_value());
}

#ifndef BINDERY_CLIENT_IMPL_TLS_CONTEXT_HPP
#define BINDERY_CLIENT_IMPL_TLS_CONTEXT_HPP

#include <bindery/client/impl/session_cache.hpp>
#include <bindery/client/impl/tls.hpp>

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>

namespace bindery::detail {

/// What the TLS connections of a client share: whom it trusts, whose public keys it expects, which sessions it can
/// resume. Thread-safe once it is set up.
class tls_context {
public:
    tls_context() = default;
    tls_context(const tls_context&) = delete;

    boost::asio::ssl::context& context() noexcept { return context_; }

    result<void> set_up(const tls_options& options) {
        if (auto trusted = trust(context_, options); !trusted)
            return trusted;
        verifies_ = options.verify;
        for (const std::string& each : options.pins) {
            const auto read = read_pin(each);
            if (!read)
                return error{errc::tls, "tls.pins: \"" + each + "\" is no SHA-256 in base64"};
            pins_.push_back(*read);
        }
        SSL_CTX* const native = context_.native_handle();
        if (!pins_.empty()) {
            SSL_CTX_set_verify(native, SSL_VERIFY_PEER, nullptr);
            SSL_CTX_set_cert_verify_callback(native, &judge, this);
        }
        SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
        SSL_CTX_sess_set_new_cb(native, &keep);
        return {};
    }

    /// Resumes a session made `with` the same host and place, if there is one, and keeps those that come.
    void resume(SSL* on, const std::string& with) {
        auto note = std::make_unique<origin>(origin{sessions_, with});
        if (SSL_set_ex_data(on, index(), note.get()) != 1)
            return;
        note.release(); // goes with the connection
        if (const auto known = sessions_->take(with))
            SSL_set_session(on, known.get());
    }

    /// What X509_STORE_CTX has as its error when no key of the chain was among the pinned ones.
    static constexpr int not_pinned = X509_V_ERR_APPLICATION_VERIFICATION;

private:
    using digest = std::array<unsigned char, 32>;

    /// Where a connection's sessions go.
    struct origin {
        std::shared_ptr<session_cache> cache;
        std::string with;
    };

    static int index() {
        static const int registered = SSL_get_ex_new_index(
            0, nullptr, nullptr, nullptr,
            [](void*, void* note, CRYPTO_EX_DATA*, int, long, void*) { delete static_cast<origin*>(note); });
        return registered;
    }

    static int keep(SSL* of, SSL_SESSION* session) {
        if (const auto* from = static_cast<const origin*>(SSL_get_ex_data(of, index())))
            if (session_cache::handle copy{SSL_SESSION_dup(session)};
                copy != nullptr && SSL_SESSION_is_resumable(copy.get()) == 1)
                from->cache->keep(from->with, std::move(copy));
        return 0;
    }

    static std::optional<digest> read_pin(std::string_view text) {
        constexpr std::string_view prefix = "sha256/";
        if (text.starts_with(prefix))
            text.remove_prefix(prefix.size());
        std::array<unsigned char, 33> bytes{}; // of 44 letters, the last of which only pads
        digest read{};
        if (text.size() != 44 || text[43] != '=' || text[42] == '=' ||
            EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()), 44) != 33)
            return std::nullopt;
        std::copy_n(bytes.begin(), read.size(), read.begin());
        return read;
    }

    static int judge(X509_STORE_CTX* of, void* on) {
        const auto& self = *static_cast<const tls_context*>(on);
        if (!self.verifies_)
            return self.has_pinned_key(X509_STORE_CTX_get0_cert(of)) ? 1 : refuse(of);
        if (const int good = X509_verify_cert(of); good <= 0)
            return good;
        const STACK_OF(X509)* const chain = X509_STORE_CTX_get0_chain(of);
        for (int i = 0; i != sk_X509_num(chain); ++i)
            if (self.has_pinned_key(sk_X509_value(chain, i)))
                return 1;
        return refuse(of);
    }
    static int refuse(X509_STORE_CTX* of) {
        X509_STORE_CTX_set_error(of, not_pinned);
        return 0;
    }
    bool has_pinned_key(const X509* certificate) const {
        unsigned char* encoded = nullptr;
        const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &encoded);
        digest found{};
        const bool hashed = size > 0 && EVP_Digest(encoded, static_cast<std::size_t>(size), found.data(), nullptr,
                                                   EVP_sha256(), nullptr) == 1;
        OPENSSL_free(encoded);
        return hashed && std::find(pins_.begin(), pins_.end(), found) != pins_.end();
    }

    boost::asio::ssl::context context_{boost::asio::ssl::context::tls_client};
    std::vector<digest> pins_;
    bool verifies_ = true;
    std::shared_ptr<session_cache> sessions_ = std::make_shared<session_cache>();
};

} // namespace bindery::detail

#endif

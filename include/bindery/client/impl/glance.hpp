#ifndef BINDERY_CLIENT_IMPL_GLANCE_HPP
#define BINDERY_CLIENT_IMPL_GLANCE_HPP

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <openssl/ssl.h>

namespace bindery::detail {

/// A look at what has come on a socket that does not block. TLS reads it several times for one read of its own, to get
/// past session tickets and key updates: so often and no more, since a peer can send those without end.
class glance {
public:
    using error_code = boost::system::error_code;

    template <class Buffers>
    std::size_t read_some(boost::asio::ip::tcp::socket& from, const Buffers& into, error_code& failure) {
        if (left_ == 0) {
            failure = boost::asio::error::no_buffer_space;
            return 0;
        }
        --left_;
        return from.read_some(into, failure);
    }

    /// What a look tells when nothing has come.
    static bool saw_nothing(const error_code& failure) noexcept {
        return failure == boost::asio::error::would_block || failure == boost::asio::error::try_again;
    }

private:
    int left_ = 4;
};

/// A kept connection on which the server said something, or closed, is of no use: nothing is expected on it. What TLS
/// has decrypted already counts, and what only concerns TLS itself does not.
template <class Connection>
bool is_quiet(Connection& kept) {
    SSL* const session = kept.session();
    char byte;
    const auto into = boost::asio::buffer(&byte, 1);
    boost::system::error_code failure;
    // TLS is only asked when there is something for it, since that costs a twentieth of a call. Asio holds no bytes of
    // its own back: it reads more of the socket only when TLS has taken all that it had, and no more than there is
    // room for.
    if (session == nullptr || (SSL_has_pending(session) == 0 && BIO_pending(SSL_get_rbio(session)) == 0)) {
        kept.socket().receive(into, boost::asio::socket_base::message_peek, failure);
        if (session == nullptr || glance::saw_nothing(failure))
            return glance::saw_nothing(failure);
    }
    kept.look(into, failure);
    return glance::saw_nothing(failure);
}

} // namespace bindery::detail

#endif

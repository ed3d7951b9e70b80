#ifndef BINDERY_CLIENT_IMPL_CONNECTION_HPP
#define BINDERY_CLIENT_IMPL_CONNECTION_HPP

// A connection and everything that is reused with it: sockets, buffers, the signing workspaces.

#include <bindery/client/endpoint.hpp>
#include <bindery/client/impl/body.hpp>
#include <bindery/protocol/provider.hpp>
#include <bindery/protocol/serialize.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/http/parser.hpp>

#include <openssl/rand.h>

#include <array>
#include <chrono>
#include <memory>
#include <optional>

namespace bindery::detail {

class connection {
public:
    using tcp = boost::asio::ip::tcp;
    using clock = std::chrono::steady_clock;

    /// For blocking calls: driven by whoever holds it.
    connection() : own_context_(std::make_unique<boost::asio::io_context>(1)), socket_(*own_context_) {}
    /// For asynchronous calls: `executor` is a strand.
    explicit connection(const boost::asio::any_io_executor& executor) : socket_(executor) {}

    boost::asio::io_context* own_context() noexcept { return own_context_.get(); }
    tcp::socket& socket() noexcept { return socket_; }
    boost::asio::ssl::stream<tcp::socket&>& tls() noexcept { return *tls_; }
    bool is_tls() const noexcept { return tls_.has_value(); }

    void use_tls(boost::asio::ssl::context& context) { tls_.emplace(socket_, context); }

    /// Closes without ceremony, for another try.
    void close() noexcept {
        boost::system::error_code ignored;
        socket_.close(ignored);
        tls_.reset();
        input_.clear();
    }

    template <class Handler>
    void async_read_some(Handler handler) {
        const auto room = boost::asio::buffer(input_.room(read_size), read_size);
        if (tls_)
            tls_->async_read_some(room, std::move(handler));
        else
            socket_.async_read_some(room, std::move(handler));
    }
    template <class Handler>
    void async_write_some(std::string_view bytes, Handler handler) {
        if (tls_)
            tls_->async_write_some(boost::asio::buffer(bytes.data(), bytes.size()), std::move(handler));
        else
            socket_.async_write_some(boost::asio::buffer(bytes.data(), bytes.size()), std::move(handler));
    }

    /// A kept connection on which the server said something, or closed, is of no use: nothing is expected on it.
    bool is_quiet() {
        boost::system::error_code failure;
        char byte;
        socket_.receive(boost::asio::buffer(&byte, 1), tcp::socket::message_peek, failure);
        return failure == boost::asio::error::would_block || failure == boost::asio::error::try_again;
    }

    /// Text that no other request has: drawn once, then counted on, since what a nonce needs is to be new.
    /// Empty when the random source fails.
    std::string_view next_nonce() noexcept {
        constexpr std::size_t counted = 8; // of the digits
        if (nonces_ == 0) {
            unsigned char drawn[sizeof nonce_ / 2];
            if (RAND_bytes(drawn, sizeof drawn) != 1)
                return {};
            for (std::size_t i = 0; i != sizeof nonce_; ++i)
                nonce_[i] = hex_digits[(drawn[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 15];
        }
        std::uint32_t number = nonces_++;
        for (std::size_t i = 0; i != counted; ++i, number >>= 4)
            nonce_[sizeof nonce_ - 1 - i] = hex_digits[number & 15];
        return {nonce_, sizeof nonce_};
    }

    protocol::request_writer& writer_for(const protocol::provider& cloud) {
        for (auto& [provider, writer] : writers_)
            if (provider == &cloud)
                return *writer;
        return *writers_.emplace_back(&cloud, cloud.make_writer()).second;
    }

    /// Puts the request together as it goes over the wire.
    void serialize() {
        output.clear();
        protocol::serialize(request, output);
    }

    protocol::request request;
    protocol::response response;
    buffer output; ///< the request's bytes
    std::optional<boost::beast::http::response_parser<buffer_body>> parser;
    std::string key; ///< endpoint and host that it is good for
    clock::time_point idle_since;

    static constexpr std::size_t read_size = 16 * 1024;
    buffer& input() noexcept { return input_; }

private:
    std::unique_ptr<boost::asio::io_context> own_context_; // outlives the socket
    tcp::socket socket_;
    std::optional<boost::asio::ssl::stream<tcp::socket&>> tls_;
    buffer input_;
    std::vector<std::pair<const protocol::provider*, std::unique_ptr<protocol::request_writer>>> writers_;
    static constexpr char hex_digits[] = "0123456789abcdef";
    char nonce_[32];
    std::uint32_t nonces_ = 0; ///< given out since the last draw; at 2^32 it is drawn anew
};

} // namespace bindery::detail

#endif

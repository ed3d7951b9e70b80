#ifndef BINDERY_BENCHMARKS_COMPILE_PLAIN_LOOP_HPP
#define BINDERY_BENCHMARKS_COMPILE_PLAIN_LOOP_HPP

// The floor for a header-only call: an asynchronous POST over asio::ssl::stream that writes a text and feeds what it
// reads to Beast's parser.

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <array>
#include <string>

namespace plain_loop {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

class post {
public:
    post(asio::io_context& context, asio::ssl::context& tls, std::string request)
        : resolver_(context), stream_(context, tls), request_(std::move(request)) {
        parser_.body_limit(64 * 1024 * 1024);
        parser_.eager(true);
    }

    void start(const std::string& host) {
        SSL_set_tlsext_host_name(stream_.native_handle(), host.c_str());
        stream_.set_verify_mode(asio::ssl::verify_peer);
        stream_.set_verify_callback(asio::ssl::host_name_verification(host));
        resolver_.async_resolve(host, "443", [this](error_code failure, const tcp::resolver::results_type& found) {
            if (!failure)
                connect(found);
        });
    }
    bool done() const { return parser_.is_done(); }
    const std::string& body() const { return parser_.get().body(); }

private:
    void connect(const tcp::resolver::results_type& found) {
        asio::async_connect(stream_.next_layer(), found, [this](error_code failure, const tcp::endpoint&) {
            if (!failure)
                greet();
        });
    }
    void greet() {
        stream_.async_handshake(asio::ssl::stream_base::client, [this](error_code failure) {
            if (!failure)
                write();
        });
    }
    void write() {
        asio::async_write(stream_, asio::buffer(request_), [this](error_code failure, std::size_t) {
            if (!failure)
                read();
        });
    }
    void read() {
        stream_.async_read_some(asio::buffer(input_.data() + kept_, input_.size() - kept_),
                                [this](error_code failure, std::size_t size) {
                                    if (!failure)
                                        parse(kept_ + size);
                                });
    }
    void parse(std::size_t size) {
        error_code failure;
        const std::size_t used = parser_.put(asio::buffer(input_.data(), size), failure);
        if (failure && failure != http::error::need_more)
            return;
        std::copy(input_.begin() + static_cast<std::ptrdiff_t>(used),
                  input_.begin() + static_cast<std::ptrdiff_t>(size), input_.begin());
        kept_ = size - used;
        if (!parser_.is_done())
            read();
    }

    tcp::resolver resolver_;
    asio::ssl::stream<tcp::socket> stream_;
    std::string request_;
    std::array<char, 16 * 1024> input_;
    std::size_t kept_ = 0;
    http::response_parser<http::string_body> parser_;
};

} // namespace plain_loop

#endif

#ifndef BINDERY_BENCHMARKS_COMPILE_BEAST_SSL_HPP
#define BINDERY_BENCHMARKS_COMPILE_BEAST_SSL_HPP

// An asynchronous POST as Beast's own examples make it: beast::ssl_stream, http::async_write, http::async_read.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <string>

namespace beast_ssl {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using beast::error_code;

class post {
public:
    post(asio::io_context& context, asio::ssl::context& tls, const std::string& host, std::string body)
        : resolver_(context), stream_(context, tls) {
        request_.method(http::verb::post);
        request_.target("/");
        request_.set(http::field::host, host);
        request_.set(http::field::content_type, "application/json");
        request_.body() = std::move(body);
        request_.prepare_payload();
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
    bool done() const { return done_; }
    const std::string& body() const { return response_.body(); }

private:
    void connect(const tcp::resolver::results_type& found) {
        beast::get_lowest_layer(stream_).expires_after(std::chrono::seconds(30));
        beast::get_lowest_layer(stream_).async_connect(found, [this](error_code failure, const tcp::endpoint&) {
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
        http::async_write(stream_, request_, [this](error_code failure, std::size_t) {
            if (!failure)
                read();
        });
    }
    void read() {
        http::async_read(stream_, buffer_, response_, [this](error_code failure, std::size_t) { done_ = !failure; });
    }

    tcp::resolver resolver_;
    beast::ssl_stream<beast::tcp_stream> stream_;
    http::request<http::string_body> request_;
    beast::flat_buffer buffer_;
    http::response<http::string_body> response_;
    bool done_ = false;
};

} // namespace beast_ssl

#endif

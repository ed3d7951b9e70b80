#include "wire.hpp"

#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <doctest/doctest.h>

using namespace wire;

namespace {

namespace ssl = boost::asio::ssl;

const bindery::server_tls& certificate() {
    static const std::string names[] = {"localhost", "127.0.0.1"};
    static const auto made = bindery::make_self_signed(names).value();
    return made;
}

/// A client that trusts that certificate and nothing else.
class tls_peer {
public:
    explicit tls_peer(unsigned short port, int version = TLS1_3_VERSION, const char* host = "localhost",
                      const std::string& trusted = certificate().certificate_chain)
        : plain(port) {
        context_.add_certificate_authority(boost::asio::buffer(trusted));
        context_.set_verify_mode(ssl::verify_peer);
        SSL_CTX_set_min_proto_version(context_.native_handle(), version);
        SSL_CTX_set_max_proto_version(context_.native_handle(), version);
        SSL_CTX_set_security_level(context_.native_handle(), 0);
        stream_.emplace(plain.socket(), context_);
        SSL_set1_host(stream_->native_handle(), host);
    }
    boost::system::error_code greet() {
        boost::system::error_code failure;
        stream_->handshake(ssl::stream_base::client, failure);
        return failure;
    }
    boost::system::error_code send(std::string_view bytes) {
        boost::system::error_code failure;
        boost::asio::write(*stream_, boost::asio::buffer(bytes.data(), bytes.size()), failure);
        return failure;
    }
    reply receive() {
        boost::system::error_code failure;
        const std::size_t head =
            boost::asio::read_until(*stream_, boost::asio::dynamic_buffer(received_), "\r\n\r\n", failure);
        reply next;
        if (failure)
            return next;
        next.head = received_.substr(0, head);
        received_.erase(0, head);
        next.status = std::stoi(next.head.substr(9));
        const std::size_t size = std::stoul(next.head.substr(next.head.find("Content-Length: ") + 16));
        while (received_.size() < size && !failure) {
            char bytes[16 * 1024];
            received_.append(bytes, stream_->read_some(boost::asio::buffer(bytes), failure));
        }
        next.body = received_.substr(0, size);
        received_.erase(0, size);
        return next;
    }
    boost::system::error_code read_end() {
        boost::system::error_code failure;
        char byte;
        stream_->read_some(boost::asio::buffer(&byte, 1), failure);
        return failure;
    }
    const char* version() { return SSL_get_version(stream_->native_handle()); }

    peer plain;

private:
    ssl::context context_{ssl::context::tls_client};
    std::optional<ssl::stream<boost::asio::ip::tcp::socket&>> stream_;
    std::string received_;
};

/// What a client says first.
std::string hello() {
    ssl::context context(ssl::context::tls_client);
    const std::unique_ptr<SSL, decltype(&SSL_free)> client(SSL_new(context.native_handle()), SSL_free);
    BIO* const out = BIO_new(BIO_s_mem());
    SSL_set_bio(client.get(), BIO_new(BIO_s_mem()), out);
    SSL_connect(client.get());
    char bytes[4096];
    const int size = BIO_read(out, bytes, sizeof bytes);
    return std::string(bytes, static_cast<std::size_t>(std::max(size, 0)));
}

} // namespace

TEST_CASE("server over TLS: answers one request after another, in TLS 1.2 and 1.3") {
    auto server = serve({.tls = certificate()});
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        tls_peer client(server.port(), version);
        REQUIRE(!client.greet());
        CHECK(client.version() == std::string(version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3"));
        for (int i = 0; i != 3; ++i) {
            client.send(abort_task());
            CHECK(client.receive().code() == "ok");
        }
    }
}

TEST_CASE("server over TLS: older versions are refused") {
    auto server = serve({.tls = certificate()});
    for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
        tls_peer client(server.port(), version);
        CHECK(client.greet());
    }
}

TEST_CASE("server over TLS: its self-signed certificate is good for its names only") {
    auto server = serve({.tls = certificate()});
    CHECK(tls_peer(server.port(), TLS1_3_VERSION, "example.com").greet());
    CHECK(!tls_peer(server.port(), TLS1_3_VERSION, "localhost").greet());
}

TEST_CASE("server over TLS: one client can trust the self-signed certificates of many servers") {
    const std::string names[] = {"localhost"};
    std::vector<bindery::server_tls> made;
    std::string trusted;
    for (int i = 0; i != 3; ++i)
        trusted += made.emplace_back(bindery::make_self_signed(names).value()).certificate_chain;
    const auto stranger = serve({.tls = bindery::make_self_signed(names).value()});
    CHECK(tls_peer(stranger.port(), TLS1_3_VERSION, "localhost", trusted).greet());
    for (const bindery::server_tls& each : made) {
        auto server = serve({.tls = each});
        CHECK(!tls_peer(server.port(), TLS1_3_VERSION, "localhost", trusted).greet());
    }
}

TEST_CASE("server over TLS: large inputs and outputs arrive whole, single bytes too") {
    auto server = serve({.tls = certificate()});
    tls_peer client(server.port());
    REQUIRE(!client.greet());
    for (const std::size_t size : {10'000u, 20'000u, 1'000'000u}) {
        client.send(text_of(vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = std::string(size, 'x')}));
        CHECK(client.receive().says(std::string(size, 'x')));
    }
    for (const char c : abort_task())
        REQUIRE(!client.send({&c, 1}));
    CHECK(client.receive().code() == "ok");
}

TEST_CASE("server over TLS: ends a connection as TLS wants it, so that a cut is told from an end") {
    auto server = serve({.tls = certificate()});
    tls_peer client(server.port());
    REQUIRE(!client.greet());
    client.send(abort_task("Connection: close\r\n"));
    CHECK(client.receive().code() == "ok");
    CHECK(client.read_end() == boost::asio::error::eof); // and not stream_truncated
    tls_peer large(server.port());
    REQUIRE(!large.greet());
    large.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n");
    CHECK(large.receive().status == 413);
}

TEST_CASE("server over TLS: a peer that goes away after any byte of its greeting leaves nothing behind") {
    auto server = serve({.tls = certificate()});
    const std::string greeting = hello();
    REQUIRE(greeting.size() > 100);
    for (std::size_t size = 0; size <= greeting.size(); ++size) {
        peer client(server.port());
        client.send(std::string_view(greeting).substr(0, size));
    }
    for (int i = 0; i != 20; ++i) {
        tls_peer client(server.port());
        REQUIRE(!client.greet());
        client.send(abort_task().substr(0, static_cast<std::size_t>(i * 20)));
    }
    CHECK(eventually([&] { return server.connections() == 0; }));
}

TEST_CASE("server over TLS: who does not speak it is closed, at once or in time") {
    auto server = serve({.tls = certificate(), .limits = {.read_timeout = 300ms}});
    peer plain(server.port());
    plain.send(abort_task());
    CHECK(eventually([&] { return server.connections() == 0; }));
    peer silent(server.port());
    CHECK(silent.is_closed());
}

TEST_CASE("server over TLS: stops with connections open") {
    std::optional<tls_peer> client;
    {
        auto server = serve({.tls = certificate(), .grace = 200ms});
        client.emplace(server.port());
        REQUIRE(!client->greet());
        client->send("POST / HTTP/1.1\r\n");
        std::this_thread::sleep_for(50ms);
    }
    CHECK(client->receive().status == 0);
}

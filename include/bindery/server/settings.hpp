#ifndef BINDERY_SERVER_SETTINGS_HPP
#define BINDERY_SERVER_SETTINGS_HPP

#include <bindery/protocol/dispatcher.hpp>
#include <bindery/signing/secret.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace bindery {

/// What a server takes from anybody, signed or not. Only a handler may take as long as it likes.
struct server_limits {
    std::size_t max_header = 16 * 1024; ///< bytes of a request's line, header fields, trailers and chunk extensions;
                                        ///< above it HTTP 431
    std::size_t max_fields = 128;       ///< header fields of a request; above it HTTP 431
    /// Bytes of a request's body. Above it the answer is the provider's own error, or HTTP 413 where no provider is
    /// meant, and what the peer still sends is read and dropped, up to 64 MiB and for `read_timeout`, so that it gets
    /// to see it.
    std::size_t max_body = 10 * 1024 * 1024 + 4096;
    /// Bytes of memory for all requests being received and all answers being sent; above it requests are answered with
    /// HTTP 503. What TLS needs for a connection, and what handlers make of a request, is not counted.
    std::size_t max_buffered = 256 * 1024 * 1024;
    /// When they are all open, one gives way to a new one: the oldest that has not sent a whole request in half a
    /// second, else the one idle for longest, else one whose peer is slow to send or to read. While there is none, new
    /// ones wait.
    std::size_t max_connections = 1024;
    /// Of one IPv4 address or one IPv6 network (/64): a new one has another of its peer's give way, or is closed at
    /// once where none does. All that are behind one proxy are one peer, and so are all on this machine. 0: three
    /// quarters of `max_connections`, and no limit for this machine's own addresses.
    std::size_t max_connections_per_peer = 0;
    std::chrono::milliseconds idle_timeout{60'000}; ///< between two requests of a connection
    std::chrono::milliseconds read_timeout{
        30'000}; ///< for a whole request from its first byte on; also for a TLS handshake
    std::chrono::milliseconds write_timeout{30'000}; ///< for a whole response
};

/// A server's certificate and key as PEM text, or as the names of files that hold it. TLS 1.2 and newer are spoken.
struct server_tls {
    std::string certificate_chain{}; ///< the server's own certificate first
    signing::secret private_key{};
    std::string certificate_chain_file{};
    std::string private_key_file{};
};

/// A server's settings; all have working defaults.
struct server_settings {
    std::string endpoint =
        "127.0.0.1:0"; ///< address and port, `[::1]:8443`; port 0 takes any free one. Loopback unless told otherwise
    unsigned threads = 1;
    std::optional<server_tls> tls{}; ///< without it plain HTTP is spoken
    server_limits limits{};
    protocol::dispatch_limits dispatch{};
    std::chrono::milliseconds grace{5'000}; ///< that requests in progress get to end when the server stops
};

} // namespace bindery

#endif

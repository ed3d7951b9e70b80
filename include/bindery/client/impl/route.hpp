#ifndef BINDERY_CLIENT_IMPL_ROUTE_HPP
#define BINDERY_CLIENT_IMPL_ROUTE_HPP

#include <bindery/client/impl/observation.hpp>
#include <bindery/client/impl/proxies.hpp>
#include <bindery/client/phase_limits.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace bindery::detail {

class tls_context;

/// Where a call goes, and within which bounds. The texts are the operation's or the client's own.
struct route {
    using time_point = std::chrono::steady_clock::time_point;

    std::string_view address{}; ///< to connect to: a name or an IP address
    std::string_view port{};
    std::string_view host{};           ///< name that the certificate must have
    std::string_view host_field{};     ///< as it travels
    std::string_view path{};           ///< before those of requests
    tls_context* tls = nullptr;        ///< null: plain
    const proxy_server* via = nullptr; ///< null: straight
    bool tunnels = false;              ///< through the proxy, which otherwise is told what to call
    bool verify = true;
    std::chrono::milliseconds connect_timeout{};
    const phase_limits* limits = nullptr; ///< null: there are none
    observation* seen = nullptr;          ///< null: nobody watches
    time_point connect_until{};
    time_point until{};
    std::size_t max_header = 0;
    std::size_t max_body = 0;

    void begin_to_connect(time_point now) noexcept { connect_until = (std::min)(until, now + connect_timeout); }
    std::string place() const { return std::string(address) + ':' + std::string(port); }

    // What the connection itself is made to.

    std::string_view hop_address() const noexcept { return via != nullptr ? std::string_view(via->host) : address; }
    std::string_view hop_port() const noexcept { return via != nullptr ? std::string_view(via->port) : port; }
    std::string hop() const { return via != nullptr ? "the proxy " + via->host + ':' + via->port : place(); }
};

} // namespace bindery::detail

#endif

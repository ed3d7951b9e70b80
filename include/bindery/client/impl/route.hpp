#ifndef BINDERY_CLIENT_IMPL_ROUTE_HPP
#define BINDERY_CLIENT_IMPL_ROUTE_HPP

#include <bindery/client/phase_limits.hpp>

#include <boost/asio/ssl/context.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace bindery::detail {

/// Where a call goes, and within which bounds. The texts are the operation's or the client's own.
struct route {
    using time_point = std::chrono::steady_clock::time_point;

    std::string_view address{}; ///< to connect to: a name or an IP address
    std::string_view port{};
    std::string_view host{};                  ///< name that the certificate must have
    std::string_view host_field{};            ///< as it travels
    std::string_view path{};                  ///< before those of requests
    boost::asio::ssl::context* tls = nullptr; ///< null: plain
    bool verify = true;
    std::chrono::milliseconds connect_timeout{};
    const phase_limits* limits = nullptr; ///< null: there are none
    time_point connect_until{};
    time_point until{};
    std::size_t max_header = 0;
    std::size_t max_body = 0;

    void begin_to_connect(time_point now) noexcept { connect_until = (std::min)(until, now + connect_timeout); }
    std::string place() const { return std::string(address) + ':' + std::string(port); }
};

} // namespace bindery::detail

#endif

#ifndef BINDERY_SANDBOX_SERVER_HPP
#define BINDERY_SANDBOX_SERVER_HPP

#include <bindery/server/server.hpp>

#include <memory>
#include <string>

namespace bindery {

/// A sandbox that is being served; keeps it alive. Thread-safe, but for moving.
class sandbox_server {
public:
    sandbox_server(sandbox_server&& other) noexcept;
    sandbox_server& operator=(sandbox_server&& other) noexcept;
    /// Stops.
    ~sandbox_server();

    unsigned short port() const noexcept;
    /// As a client's `endpoint`: "https://127.0.0.1:41234".
    std::string url() const;
    /// What a client must trust; empty over plain HTTP.
    const std::string& certificate_pem() const noexcept;
    /// Open connections.
    std::size_t connections() const;
    void stop();

private:
    friend class sandbox;
    class running;
    explicit sandbox_server(std::unique_ptr<running> what) noexcept;
    std::unique_ptr<running> running_;
};

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/sandbox/impl/server.ipp>
#endif

#endif

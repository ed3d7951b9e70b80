#ifndef BINDERY_SERVER_SERVER_HPP
#define BINDERY_SERVER_SERVER_HPP

#include <bindery/server/router.hpp>
#include <bindery/server/settings.hpp>

#include <memory>

namespace bindery {

/// Serves operations over HTTP on threads of its own. Thread-safe, but for moving.
///
///     auto running = bindery::server::start(router{...}, world, {.endpoint = "127.0.0.1:8080"});
class server {
public:
    /// Opens the endpoint and starts to answer. Fails with errc::transport when the address cannot be had, errc::tls
    /// when the certificate or key cannot be used, errc::validation when the endpoint is none.
    static result<server> start(const router& operations, std::shared_ptr<protocol::environment> world,
                                const server_settings& settings = {});

    server(server&& other) noexcept;
    server& operator=(server&& other) noexcept;
    /// Stops. Not to be called by a handler.
    ~server();

    unsigned short port() const noexcept;
    /// Open connections.
    std::size_t connections() const;

    /// Refuses new connections from now on, closes idle ones, lets requests in progress end within the grace, and waits
    /// for that; then closes what is left. Called again, it does nothing. Called by a handler, it does not wait.
    void stop();

private:
    class running;
    explicit server(std::unique_ptr<running> what) noexcept;
    std::unique_ptr<running> running_;
};

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/server/impl/server.ipp>
#endif

#endif

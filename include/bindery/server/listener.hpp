#ifndef BINDERY_SERVER_LISTENER_HPP
#define BINDERY_SERVER_LISTENER_HPP

// Serving on an executor of one's own. See server.hpp for a server that brings its threads.

#include <bindery/server/router.hpp>
#include <bindery/server/settings.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace bindery {

namespace detail {
class http_service;
}

/// Accepts connections and answers their requests on the caller's executor, each connection on a strand of its own.
/// Thread-safe. The executor's context must run to make progress, and must outlive the listener and the requests in
/// progress.
class listener {
public:
    /// Opens the endpoint; `settings.threads` does not matter here. Fails with errc::transport when the address cannot
    /// be had, errc::tls when the certificate or key cannot be used, errc::validation when the endpoint is none.
    static result<listener> open(const boost::asio::any_io_executor& executor, const router& operations,
                                 std::shared_ptr<protocol::environment> world, const server_settings& settings = {});

    listener(listener&& other) noexcept = default;
    listener& operator=(listener&& other) noexcept;
    /// Closes the endpoint and all connections.
    ~listener();

    unsigned short port() const noexcept;
    /// Open connections.
    std::size_t connections() const;

    /// Refuses new connections from now on, closes idle ones, and lets requests in progress end: a connection closes
    /// after its answer. Does not wait.
    void stop();
    /// Closes all connections at once. Does not wait.
    void close();

private:
    explicit listener(std::shared_ptr<detail::http_service> service) noexcept;
    std::shared_ptr<detail::http_service> service_;
};

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/server/impl/listener.ipp>
#endif

#endif

#ifndef BINDERY_SERVER_IMPL_LISTENER_IPP
#define BINDERY_SERVER_IMPL_LISTENER_IPP

#include <bindery/server/impl/http_service.hpp>
#include <bindery/server/impl/open.hpp>
#include <bindery/server/listener.hpp>

namespace bindery {

BINDERY_DECL listener::listener(std::shared_ptr<detail::http_service> service) noexcept
    : service_(std::move(service)) {}

BINDERY_DECL result<listener> listener::open(const boost::asio::any_io_executor& executor, const router& operations,
                                             std::shared_ptr<protocol::environment> world,
                                             const server_settings& settings) {
    auto opened = detail::open_service({executor}, true, nullptr, operations, std::move(world), settings);
    if (!opened)
        return opened.error();
    (*opened)->run();
    return listener(std::move(*opened));
}

BINDERY_DECL listener& listener::operator=(listener&& other) noexcept {
    std::swap(service_, other.service_);
    return *this;
}

BINDERY_DECL listener::~listener() {
    if (service_ != nullptr)
        service_->close();
}

BINDERY_DECL unsigned short listener::port() const noexcept {
    return service_->port();
}
BINDERY_DECL std::size_t listener::connections() const {
    return service_->connections();
}
BINDERY_DECL void listener::stop() {
    service_->stop();
}
BINDERY_DECL void listener::close() {
    service_->close();
}

} // namespace bindery

#endif

#ifndef BINDERY_SANDBOX_IMPL_SERVER_IPP
#define BINDERY_SANDBOX_IMPL_SERVER_IPP

#include <bindery/sandbox/impl/running.hpp>
#include <bindery/sandbox/server.hpp>

namespace bindery {

BINDERY_DECL sandbox_server::sandbox_server(std::unique_ptr<running> what) noexcept : running_(std::move(what)) {}
BINDERY_DECL sandbox_server::sandbox_server(sandbox_server&& other) noexcept = default;
BINDERY_DECL sandbox_server& sandbox_server::operator=(sandbox_server&& other) noexcept = default;
BINDERY_DECL sandbox_server::~sandbox_server() = default;

BINDERY_DECL unsigned short sandbox_server::port() const noexcept {
    return running_->serving().port();
}
BINDERY_DECL std::string sandbox_server::url() const {
    return running_->url();
}
BINDERY_DECL const std::string& sandbox_server::certificate_pem() const noexcept {
    return running_->certificate();
}
BINDERY_DECL std::size_t sandbox_server::connections() const {
    return running_->serving().connections();
}
BINDERY_DECL void sandbox_server::stop() {
    running_->stop();
}

} // namespace bindery

#endif

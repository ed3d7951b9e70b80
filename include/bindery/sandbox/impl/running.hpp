#ifndef BINDERY_SANDBOX_IMPL_RUNNING_HPP
#define BINDERY_SANDBOX_IMPL_RUNNING_HPP

#include <bindery/sandbox/impl/state.hpp>
#include <bindery/sandbox/server.hpp>

#include <thread>

namespace bindery {

/// A served sandbox: the server, and a thread that brings tasks forward when no call does.
class sandbox_server::running {
public:
    running(std::shared_ptr<detail::sandbox_state> state, server started, std::string certificate,
            std::string_view endpoint)
        : state_(std::move(state)), certificate_(std::move(certificate)), server_(std::move(started)),
          url_((certificate_.empty() ? "http://" : "https://") + std::string(endpoint.substr(0, endpoint.rfind(':'))) +
               ":" + std::to_string(server_.port())),
          ticker_([board = &state_->tasks, clock = state_->world](const std::stop_token& stop) {
              while (!stop.stop_requested()) {
                  board->wait(stop);
                  try {
                      board->advance(clock->now());
                  } catch (...) { // the clock's failure is its owner's to notice; the next one may succeed
                  }
              }
          }) {}

    const server& serving() const noexcept { return server_; }
    const std::string& certificate() const noexcept { return certificate_; }
    const std::string& url() const noexcept { return url_; }
    void stop() { server_.stop(); }

private:
    std::shared_ptr<detail::sandbox_state> state_;
    std::string certificate_;
    server server_;
    std::string url_;
    std::jthread ticker_;
};

} // namespace bindery

#endif

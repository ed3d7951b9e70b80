#ifndef BINDERY_TESTS_SUPPORT_SCRIPTED_HPP
#define BINDERY_TESTS_SUPPORT_SCRIPTED_HPP

// A service that answers as a script says.

#include <support/peer.hpp>

#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace bindery::tests {

/// The connection's last: whatever is sent on it afterwards would be lost.
inline std::string last_answer(std::string_view body, std::string_view status = "200 OK", std::string_view more = {}) {
    return peer::http(body, status, std::string(more) + "Connection: close\r\n");
}

inline const std::string good = last_answer(R"({"Response":{"RequestId":"r-good"}})");
inline const std::string lost{}; ///< the connection ends without an answer

/// Answers one request after another as told, each on a connection of its own; then well.
class scripted {
public:
    explicit scripted(std::vector<std::string> answers)
        : answers_(std::move(answers)), server_([this](peer::tcp::socket& socket) {
              std::string request = peer::read_request(socket);
              std::unique_lock lock(mutex_);
              const std::size_t number = requests_.size();
              requests_.push_back(std::move(request));
              lock.unlock();
              peer::write(socket, number < answers_.size() ? answers_[number] : good);
          }) {}

    std::string url() const { return server_.url(); }
    int attempts() const noexcept { return server_.connections(); }
    std::vector<std::string> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<std::string> requests_{};
    std::vector<std::string> answers_;
    peer server_;
};

} // namespace bindery::tests

#endif

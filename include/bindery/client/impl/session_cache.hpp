#ifndef BINDERY_CLIENT_IMPL_SESSION_CACHE_HPP
#define BINDERY_CLIENT_IMPL_SESSION_CACHE_HPP

#include <openssl/ssl.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace bindery::detail {

/// TLS sessions to be resumed, by what they were made with: resuming one takes no certificate and half the arithmetic.
/// Thread-safe.
class session_cache {
public:
    struct release {
        void operator()(SSL_SESSION* session) const noexcept { SSL_SESSION_free(session); }
    };
    using handle = std::unique_ptr<SSL_SESSION, release>;

    /// The newest, or null. A ticket of TLS 1.3 is used once, so that nobody can tell which connections are of one
    /// client. Of others copies are given out and kept, since a session counts as broken once its connection has ended
    /// without goodbye.
    handle take(const std::string& with) {
        const std::lock_guard lock(mutex_);
        const auto at = sessions_.find(with);
        if (at == sessions_.end() || at->second.empty())
            return nullptr;
        handle& newest = at->second.back();
        if (SSL_SESSION_get_protocol_version(newest.get()) < TLS1_3_VERSION)
            return handle(SSL_SESSION_dup(newest.get()));
        handle taken = std::move(newest);
        at->second.pop_back();
        return taken;
    }

    void keep(const std::string& with, handle session) {
        const std::lock_guard lock(mutex_);
        if (sessions_.size() >= most_keys && !sessions_.contains(with))
            sessions_.clear();
        auto& same = sessions_[with];
        if (same.size() >= most_of_one)
            same.erase(same.begin());
        same.push_back(std::move(session));
    }

private:
    static constexpr std::size_t most_keys = 256, most_of_one = 8;

    std::mutex mutex_;
    std::map<std::string, std::vector<handle>> sessions_;
};

} // namespace bindery::detail

#endif

#ifndef BINDERY_SERVER_ENVIRONMENT_HPP
#define BINDERY_SERVER_ENVIRONMENT_HPP

#include <bindery/error.hpp>
#include <bindery/protocol/environment.hpp>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <shared_mutex>
#include <string>

namespace bindery {

/// The clock, the callers and the ids of a server on one machine. Thread-safe.
class local_environment : public protocol::environment {
public:
    /// `clock` gives milliseconds since 1970 and is called by many threads; by default it is the system's.
    explicit local_environment(std::function<std::int64_t()> clock = {});

    /// Lets the owner of these call; replaces those of the same secret id.
    void add(signing::credentials caller);
    /// From now on a stranger.
    void remove(std::string_view secret_id);

    std::int64_t now() final { return clock_(); }
    protocol::request_id new_request_id() final;
    std::shared_ptr<const signing::credentials> find_credentials(std::string_view secret_id) final;

private:
    std::function<std::int64_t()> clock_;
    std::uint64_t seeds_[2];
    std::atomic<std::uint64_t> ids_{0};
    std::shared_mutex mutex_;
    std::map<std::string, std::shared_ptr<const signing::credentials>, std::less<>> callers_;
};

/// The same with what servers remember of calls in a store, `store::memory` or another `store::shared_state`. While the
/// store fails or is full, calls fail.
template <class Store>
class stored_environment : public local_environment {
public:
    explicit stored_environment(std::shared_ptr<Store> store = std::make_shared<Store>(),
                                std::function<std::int64_t()> clock = {})
        : local_environment(std::move(clock)), store_(std::move(store)) {}

    const std::shared_ptr<Store>& store() const noexcept { return store_; }

    void admit(const admission_wish& what, protocol::store_step done) override {
        store_->admit(what, [done = std::move(done)](result<admission_answer> found) mutable {
            if (found)
                done.complete(*found);
            else
                done.fail(found.error());
        });
    }
    void release(std::string_view key, std::string_view id, protocol::store_step done) override {
        store_->release(key, id, [done = std::move(done)](const result<void>& released) mutable {
            if (released)
                done.complete();
            else
                done.fail(released.error());
        });
    }

private:
    std::shared_ptr<Store> store_;
};

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/server/impl/environment.ipp>
#endif

#endif

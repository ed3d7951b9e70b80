#ifndef BINDERY_CLIENT_IMPL_KEPT_CREDENTIALS_HPP
#define BINDERY_CLIENT_IMPL_KEPT_CREDENTIALS_HPP

#include <bindery/client/credentials.hpp>
#include <bindery/client/refresh_options.hpp>
#include <bindery/protocol/credentials_source.hpp>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>

namespace bindery::detail {

/// One cloud's credentials that have to be got, and got again: what there is, whose turn it is to get more, and who
/// waits. Gets nothing itself. Thread-safe.
class kept_credentials {
public:
    using known = credentials_holder::known;
    using time_point = credentials_holder::time_point;

    enum class turn {
        use,  ///< those that are there
        wait, ///< somebody is getting some
        get,  ///< the caller is to get them, and to tell what came of it: `settle` or `give_up`
        fail  ///< as the last attempt did
    };

    kept_credentials(protocol::credentials_source from, refresh_options how)
        : from_(std::move(from)), how_(std::move(how)) {}

    const protocol::credentials_source& source() const noexcept { return from_; }
    const refresh_options& options() const noexcept { return how_; }
    std::int64_t now() const {
        return how_.clock ? how_.clock()
                          : std::chrono::duration_cast<std::chrono::milliseconds>(
                                std::chrono::system_clock::now().time_since_epoch())
                                .count();
    }

    turn next() {
        const std::lock_guard lock(mutex_);
        return decide();
    }

    /// What there is, good credentials or why there are none.
    result<known> at_once() const {
        const std::lock_guard lock(mutex_);
        if (is_good(now()))
            return found_;
        return failure_ ? *failure_ : error{errc::credentials, "there are none yet"};
    }
    bool has_good() const {
        const std::lock_guard lock(mutex_);
        return is_good(now());
    }

    /// Nobody is getting any, and it is known what came of it.
    bool is_settled() const {
        const std::lock_guard lock(mutex_);
        return !getting_ && (failure_ || is_good(now()));
    }

    /// Waits until whoever gets them is done; false: the time was up.
    bool wait(time_point until) {
        std::unique_lock lock(mutex_);
        return changed_.wait_until(lock, until, [&] { return !getting_; });
    }
    /// The same without a thread: `wake` is called, by another one perhaps. False, and it is not: nobody gets any.
    bool when_done(std::function<void()> wake) {
        const std::lock_guard lock(mutex_);
        if (getting_)
            waiting_.push_back(std::move(wake));
        return getting_;
    }

    void settle(result<protocol::found_credentials> outcome) {
        end([&] {
            const std::int64_t time = now();
            tried_ = time;
            auto judged_ones = judge(outcome, time);
            if (!judged_ones) {
                failure_ = std::move(judged_ones).error();
                return;
            }
            failure_.reset();
            found_ = std::move(*judged_ones);
            until_ = in_milliseconds(outcome->until);
            due_ = until_ - (std::min)(std::int64_t{how_.margin.count()}, (until_ - time) / 4);
        });
    }
    /// It came to nothing through no fault of the source, so that another may try at once.
    void give_up() {
        end([] {});
    }

private:
    static constexpr std::int64_t in_milliseconds(std::int64_t seconds) noexcept {
        return seconds < protocol::found_credentials::for_ever / 1'000 ? seconds * 1'000
                                                                       : protocol::found_credentials::for_ever;
    }

    bool is_good(std::int64_t time) const noexcept { return found_ != nullptr && time < until_; }
    /// A clock that was set back ends the pause.
    bool is_pausing(std::int64_t time) const noexcept {
        return tried_ <= time && time - tried_ < how_.pause.count() && (failure_ || found_ != nullptr);
    }
    turn decide() {
        const std::int64_t time = now();
        const bool good = is_good(time);
        if (good && (time < due_ || getting_ || is_pausing(time)))
            return turn::use;
        if (getting_)
            return turn::wait;
        if (failure_ && is_pausing(time))
            return turn::fail;
        getting_ = true;
        return turn::get;
    }

    static result<known> judge(result<protocol::found_credentials>& outcome, std::int64_t time) {
        if (!outcome)
            return outcome.error();
        if (in_milliseconds(outcome->until) <= time)
            return error{errc::credentials, "those that were found have expired already"};
        return judged(std::make_shared<const signing::credentials>(std::move(outcome->who)));
    }

    template <class Change>
    void end(Change change) {
        std::vector<std::function<void()>> woken;
        {
            const std::lock_guard lock(mutex_);
            change();
            getting_ = false;
            woken.swap(waiting_);
        }
        changed_.notify_all();
        for (const auto& wake : woken)
            wake();
    }

    const protocol::credentials_source from_;
    const refresh_options how_;
    mutable std::mutex mutex_; ///< of all that follows
    std::condition_variable changed_;
    known found_;
    std::int64_t until_ = 0;       ///< milliseconds since 1970, as the next two
    std::int64_t due_ = 0;         ///< when to get others
    std::int64_t tried_ = 0;       ///< when the last attempt ended
    std::optional<error> failure_; ///< of the last attempt
    bool getting_ = false;
    std::vector<std::function<void()>> waiting_;
};

} // namespace bindery::detail

#endif

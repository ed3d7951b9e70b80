#ifndef BINDERY_STORE_REDIS_RATE_LIMITER_HPP
#define BINDERY_STORE_REDIS_RATE_LIMITER_HPP

#include <bindery/rate_limiter.hpp>
#include <bindery/store/redis/redis.hpp>

#include <random>

namespace bindery::store {

/// Keeps rates among all processes that use the same Redis, prefix and accounts, exactly by its clock. A permit takes
/// one round trip, whether there is one or not; one whose answer is lost with its connection is asked for again and
/// counts once. Redis holds some 100 bytes for each call of a rate's last window and for each that waits.
class redis_rate_limiter final : public rate_limiter {
public:
    redis_rate_limiter(std::shared_ptr<redis> on, without_redis otherwise)
        : on_(std::move(on)), otherwise_(otherwise), grace_(microseconds(on_->link_->timeout())) {
        std::random_device random;
        for (int i = 0; i != 4; ++i)
            (name_ += std::to_string(random())) += '-';
    }

    /// Answers on the thread that Redis' connection runs on.
    void ask(const wish& what, receiver answer) override {
        const std::uint64_t number = next_.fetch_add(1, std::memory_order_relaxed);
        on_->link_->run({detail::redis_script::take_place,
                         {key_of(what.key)},
                         {id_of(number), std::to_string(what.calls), microseconds(what.within),
                          microseconds(what.patience), grace_},
                         [answer = std::move(answer), otherwise = otherwise_, number](result<redis_reply> reply) {
                             answer(judge(reply, otherwise, number));
                         }});
    }

    void give_back(std::string_view key, const permit& unused) override {
        if (unused.number != uncounted)
            on_->link_->run({detail::redis_script::give_place_back,
                             {key_of(key)},
                             {id_of(unused.number)},
                             [](const result<redis_reply>&) {}});
    }

private:
    static constexpr std::uint64_t uncounted = 0;

    static result<permit> judge(const result<redis_reply>& reply, without_redis otherwise, std::uint64_t number) {
        if (reply && reply->what == redis_reply::kind::integer) {
            const std::chrono::microseconds wait(reply->integer);
            return wait.count() < 0 ? permit{admission::refused, -wait, uncounted}
                                    : permit{admission::granted, wait, number};
        }
        if (otherwise == without_redis::allow)
            return permit{admission::granted, std::chrono::nanoseconds(0), uncounted};
        error refused{errc::rate_limited, "calls cannot be counted"};
        if (!reply) {
            (refused.message += ": ") += reply.error().message;
            refused.cause = reply.error().cause;
        }
        return refused;
    }

    static std::string key_of(std::string_view key) { return std::string("rate:").append(key); }
    std::string id_of(std::uint64_t number) const { return name_ + std::to_string(number); }
    /// Rounded up; a day at most, beyond which nobody waits.
    static std::string microseconds(std::chrono::nanoseconds time) {
        return std::to_string((std::min)(std::chrono::ceil<std::chrono::microseconds>(time),
                                         std::chrono::microseconds(std::chrono::days(1)))
                                  .count());
    }

    std::shared_ptr<redis> on_;
    without_redis otherwise_;
    std::string name_; ///< that no other limiter has
    std::string grace_;
    std::atomic<std::uint64_t> next_{uncounted + 1};
};

} // namespace bindery::store

#endif

#ifndef BINDERY_STORE_REDIS_STORE_HPP
#define BINDERY_STORE_REDIS_STORE_HPP

#include <bindery/admission.hpp>
#include <bindery/store/redis/redis.hpp>

namespace bindery::store {

/// What servers remember of calls, together: all that use the same Redis and prefix have one memory of nonces, one rate
/// and one deduplication. A `shared_state`, exact by Redis' own clock; `admission_wish::now` does not matter.
///
///     const auto link = std::make_shared<bindery::store::redis>();
///     const auto kept = std::make_shared<bindery::store::redis_store>(link, bindery::store::without_redis::refuse);
///     const auto world = std::make_shared<bindery::stored_environment<bindery::store::redis_store>>(kept);
///
/// A step takes one round trip. One whose answer is lost with its connection is asked for again and counts once. One
/// that has taken too long may still be done afterwards: then the deduplication id of a call that failed counts as
/// seen, and never is a call carried out twice. Redis holds some 150 bytes for each nonce and claim, and some 100 for
/// each call of a rate's last window; its maxmemory-policy has to be noeviction, or it forgets what it should not.
/// Accounts have no room of their own there.
class redis_store {
public:
    redis_store(std::shared_ptr<redis> on, without_redis otherwise)
        : on_(std::move(on)), otherwise_(otherwise),
          grace_(std::to_string(std::chrono::microseconds(on_->link_->timeout()).count())) {}

    /// Answers on the thread that Redis' connection runs on, or at once when there are too many steps under way.
    template <class Receiver>
    void admit(const admission_wish& wish, Receiver receiver) {
        on_->link_->run(
            {detail::redis_script::admit,
             {key_of("nonce:", wish.nonce.key), key_of("calls:", wish.rate.key), key_of("claim:", wish.claim.key)},
             {std::string(wish.id), time_of(wish.nonce.key, wish.nonce.milliseconds), std::to_string(wish.rate.calls),
              time_of(wish.rate.key, wish.rate.milliseconds, 1000), grace_,
              time_of(wish.claim.key, wish.claim.milliseconds)},
             [otherwise = otherwise_, receiver = std::make_shared<Receiver>(std::move(receiver))](
                 const result<redis_reply>& reply) { (*receiver)(judge(reply, otherwise)); }});
    }
    template <class Receiver>
    void release(std::string_view key, std::string_view id, Receiver receiver) {
        on_->link_->run({detail::redis_script::release,
                         {key_of("claim:", key)},
                         {std::string(id)},
                         [otherwise = otherwise_, receiver = std::make_shared<Receiver>(std::move(receiver))](
                             const result<redis_reply>& reply) {
                             const auto done = judge(reply, otherwise);
                             (*receiver)(done ? result<void>() : result<void>(done.error()));
                         }});
    }

private:
    static result<admission_answer> judge(const result<redis_reply>& reply, without_redis otherwise) {
        using part = admission_answer::part;
        if (reply && reply->what == redis_reply::kind::integer) {
            if (reply->integer == 0)
                return admission_answer{};
            return admission_answer{admission::refused, static_cast<part>(reply->integer - 1)};
        }
        if (otherwise == without_redis::allow)
            return admission_answer{};
        return reply ? error{errc::protocol, "what came is not what Redis answers"} : reply.error();
    }

    static std::string key_of(std::string_view kind, std::string_view key) { return std::string(kind).append(key); }
    /// Of a part that is there; 0 of one that is not. Ten years at most, beyond which nobody waits.
    static std::string time_of(std::string_view key, std::int64_t milliseconds, std::int64_t units = 1) {
        constexpr std::int64_t longest = std::int64_t{3'650} * 86'400 * 1000;
        return std::to_string(key.empty() ? 0 : std::clamp<std::int64_t>(milliseconds, 0, longest) * units);
    }

    std::shared_ptr<redis> on_;
    without_redis otherwise_;
    std::string grace_; ///< microseconds for which a call is known longer than it counts
};

} // namespace bindery::store

#endif

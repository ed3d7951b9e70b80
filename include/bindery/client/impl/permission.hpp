#ifndef BINDERY_CLIENT_IMPL_PERMISSION_HPP
#define BINDERY_CLIENT_IMPL_PERMISSION_HPP

// What it takes to be allowed an attempt under a rate: asking whoever counts, waiting, giving back.

#include <bindery/client/impl/core.hpp>
#include <bindery/rate_limiter.hpp>
#include <bindery/signing/credentials.hpp>

#include <condition_variable>
#include <thread>

namespace bindery::detail {

/// One attempt's request for a permit. Needs neither the call nor its client once it is made.
class permission {
public:
    /// Of a call that would be sent: what breaks a rule or lacks credentials is not counted.
    static result<std::shared_ptr<const permission>> prepare(const core& on, const erased_call& what,
                                                             route::time_point until) {
        const auto region = on.check(what);
        if (!region)
            return region.error();
        const rate_keeping& how = on.options().rates;
        const std::shared_ptr<permission> made(new permission(how.limiter, what.about->rate, until));
        if (how.account.empty()) {
            const auto who = on.credentials_for(*what.cloud);
            if (!who)
                return who.error();
            made->key_ = (*who)->secret_id;
        } else {
            made->key_ = how.account;
        }
        for (const std::string_view part : {what.cloud->name(), what.about->service, what.about->action,
                                            what.about->version, how.scope == rate_scope::region ? *region : ""})
            (made->key_ += '\n') += part;
        made->within_ = std::chrono::seconds(what.about->rate.seconds) + how.margin;
        made->waits_ = (what.over != nullptr ? *what.over : how.over) == over_rate::wait;
        return std::shared_ptr<const permission>(made);
    }

    void ask(rate_limiter::receiver answer) const {
        const auto now = route::time_point::clock::now();
        const auto patience =
            waits_ ? (std::max)(until_ - now, route::time_point::duration(0)) : route::time_point::duration(0);
        limiter_->ask({key_, rate_.calls, within_, patience, now}, std::move(answer));
    }

    void give_back(const permit& unused) const {
        if (unused.verdict == admission::granted)
            limiter_->give_back(key_, unused);
    }
    void give_back(const result<permit>& unused) const {
        if (unused)
            give_back(*unused);
    }

    /// How long to wait before the attempt.
    result<std::chrono::nanoseconds> judge(const result<permit>& answer) const {
        if (!answer)
            return answer.error();
        if (answer->verdict == admission::granted)
            return answer->wait;
        error refused{errc::rate_limited};
        if (answer->verdict == admission::full) {
            refused.message = "there is no room to count the call";
            return refused;
        }
        refused.retry_after = std::chrono::ceil<std::chrono::milliseconds>(answer->wait);
        refused.message = std::to_string(rate_.calls) + " calls are allowed within " + std::to_string(rate_.seconds) +
                          (rate_.seconds == 1 ? " second" : " seconds") + "; the next one in " +
                          std::to_string(refused.retry_after->count()) + " ms";
        return refused;
    }

    static error late() { return {errc::timeout, "the time was up while asking whether the rate allows the call"}; }

private:
    permission(std::shared_ptr<rate_limiter> limiter, const rate_limit& rate, route::time_point until)
        : limiter_(std::move(limiter)), rate_(rate), until_(until) {}

    std::shared_ptr<rate_limiter> limiter_;
    rate_limit rate_;
    route::time_point until_;
    std::string key_;
    std::chrono::nanoseconds within_{0};
    bool waits_ = true;
};

/// Waits on the calling thread until the attempt may be made.
inline result<void> await_permission(const core& on, const erased_call& what, route::time_point until) {
    if (!on.keeps_rate(what))
        return {};
    const auto asked = permission::prepare(on, what, until);
    if (!asked)
        return asked.error();
    struct desk { // shared with a limiter that answers on a thread of its own, perhaps when nobody waits any more
        std::mutex mutex;
        std::condition_variable answered;
        std::optional<result<permit>> answer;
        bool deserted = false;
    };
    const auto shared = std::make_shared<desk>();
    (*asked)->ask([shared, asked = *asked](result<permit> answer) {
        std::unique_lock lock(shared->mutex);
        if (shared->deserted) {
            lock.unlock();
            return asked->give_back(answer);
        }
        shared->answer = std::move(answer);
        shared->answered.notify_one();
    });
    std::unique_lock lock(shared->mutex);
    if (!shared->answered.wait_until(lock, until, [&] { return shared->answer.has_value(); })) {
        shared->deserted = true;
        return permission::late();
    }
    const auto wait = (*asked)->judge(*shared->answer);
    lock.unlock();
    if (!wait)
        return wait.error();
    if (wait->count() != 0)
        std::this_thread::sleep_for(*wait);
    return {};
}

} // namespace bindery::detail

#endif

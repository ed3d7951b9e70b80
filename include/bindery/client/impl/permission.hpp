#ifndef BINDERY_CLIENT_IMPL_PERMISSION_HPP
#define BINDERY_CLIENT_IMPL_PERMISSION_HPP

// What it takes to be allowed an attempt under a rate: asking whoever counts, waiting, giving back.

#include <bindery/client/impl/core.hpp>
#include <bindery/rate_limiter.hpp>
#include <bindery/signing/credentials.hpp>

#include <condition_variable>
#include <thread>

namespace bindery::detail {

/// One attempt's request for a permit. Needs neither the call nor its client once it is prepared.
class permission {
public:
    /// For a call that has been judged; one that lacks credentials is not counted. Waits for them until `patience`, if
    /// need be.
    result<void> prepare(const core& on, const erased_call& what, route::time_point until, route::time_point patience) {
        const rate_keeping& how = on.options().rates;
        limiter_ = how.limiter;
        rate_ = what.about->rate;
        within_ = std::chrono::seconds(rate_.seconds) + how.margin;
        until_ = until;
        waits_ = (what.over != nullptr ? *what.over : how.over) == over_rate::wait;
        const auto who = on.credentials_for(what, patience);
        if (!who)
            return who.error();
        write_key({how.account.empty() ? std::string_view((*who)->secret_id) : std::string_view(how.account),
                   what.cloud->name(), what.about->service, what.about->action, what.about->version,
                   how.scope == rate_scope::region ? *what.judged : std::string_view()});
        core::enter(what, &time_spent::permit);
        return {};
    }

    std::optional<permit> ask_now() const { return limiter_->ask_now(wish()); }
    void ask(rate_limiter::receiver answer) const { limiter_->ask(wish(), std::move(answer)); }

    void give_back(const permit& unused) const {
        if (unused.verdict == admission::granted)
            limiter_->give_back(key(), unused);
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
    rate_limiter::wish wish() const {
        using duration = route::time_point::duration;
        const auto now = route::time_point::clock::now();
        const duration patience = waits_ ? (std::max)(until_ - now, duration(0)) : duration(0);
        return {key(), rate_.calls, within_, patience, now};
    }

    std::string_view key() const noexcept {
        return long_key_.empty() ? std::string_view(short_key_, key_size_) : std::string_view(long_key_);
    }
    /// Nearly all keys are short, and then nothing is allocated.
    void write_key(std::initializer_list<std::string_view> parts) {
        std::size_t size = parts.size();
        for (const std::string_view part : parts)
            size += part.size();
        char* to = short_key_;
        if (size > sizeof short_key_) {
            long_key_.resize(size);
            to = long_key_.data();
        }
        for (const std::string_view part : parts) {
            to = std::copy(part.begin(), part.end(), to);
            *to++ = '\n';
        }
        key_size_ = size;
    }

    std::shared_ptr<rate_limiter> limiter_;
    rate_limit rate_;
    std::chrono::nanoseconds within_{0};
    route::time_point until_;
    bool waits_ = true;
    std::size_t key_size_ = 0;
    char short_key_[160];
    std::string long_key_;
};

/// The answer of a limiter that does not have it at once, waited for on the calling thread.
inline result<permit> await_answer(const permission& what, route::time_point until) {
    struct desk { // shared with the limiter, which may answer when nobody waits any more
        explicit desk(const permission& asked) : what(asked) {}
        permission what;
        std::mutex mutex{};
        std::condition_variable answered{};
        std::optional<result<permit>> answer{};
        bool deserted = false;
    };
    const auto shared = std::make_shared<desk>(what);
    what.ask([shared](const result<permit>& answer) {
        std::unique_lock lock(shared->mutex);
        if (shared->deserted) {
            lock.unlock();
            return shared->what.give_back(answer);
        }
        shared->answer = answer;
        shared->answered.notify_one();
    });
    std::unique_lock lock(shared->mutex);
    if (shared->answered.wait_until(lock, until, [&] { return shared->answer.has_value(); }))
        return *shared->answer;
    shared->deserted = true;
    return permission::late();
}

/// Waits on the calling thread until the attempt may be made.
inline result<void> await_permission(const core& on, const erased_call& what, route::time_point until) {
    if (!on.keeps_rate(what))
        return {};
    permission asked;
    if (auto ready = asked.prepare(on, what, until, until); !ready)
        return ready;
    const auto at_once = asked.ask_now();
    const auto wait = asked.judge(at_once ? result<permit>(*at_once) : await_answer(asked, until));
    if (!wait)
        return wait.error();
    if (wait->count() != 0)
        std::this_thread::sleep_for(*wait);
    return {};
}

} // namespace bindery::detail

#endif

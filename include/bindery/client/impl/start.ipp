#ifndef BINDERY_CLIENT_IMPL_START_IPP
#define BINDERY_CLIENT_IMPL_START_IPP

#include <bindery/client/impl/asynchronous_connection.hpp>
#include <bindery/client/impl/awaited_credentials.hpp>
#include <bindery/client/impl/carried_call.hpp>
#include <bindery/client/impl/conducted_call.hpp>
#include <bindery/client/impl/permission.hpp>
#include <bindery/client/start.hpp>

#include <boost/asio/execution_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

namespace bindery::detail {

/// Connections kept for asynchronous calls live in the execution context that their sockets belong to, which closes
/// them when it goes, however long the client stays. One pool per client.
class pool_service final : public boost::asio::execution_context::service {
public:
    using key_type = pool_service;
    static inline boost::asio::execution_context::id id;

    explicit pool_service(boost::asio::execution_context& context) : service(context) {}

    /// The pool of the client with that number; those of clients that are gone are dropped.
    std::shared_ptr<asynchronous_pool> of(std::uint64_t client) {
        const std::lock_guard lock(mutex_);
        for (const auto& [number, kept] : pools_)
            if (number == client)
                return kept;
        std::erase_if(pools_, [](const auto& each) { return each.second->is_closed(); });
        return pools_.emplace_back(client, std::make_shared<asynchronous_pool>()).second;
    }

private:
    void shutdown() override {
        const std::lock_guard lock(mutex_);
        for (const auto& [client, kept] : pools_)
            kept->close();
    }

    std::mutex mutex_;
    std::vector<std::pair<std::uint64_t, std::shared_ptr<asynchronous_pool>>> pools_;
};

inline std::shared_ptr<asynchronous_pool> pool_of(core& client, const boost::asio::any_io_executor& executor) {
    auto& context = boost::asio::query(executor, boost::asio::execution::context);
    return client.pool_in(
        &context, [&](std::uint64_t number) { return boost::asio::use_service<pool_service>(context).of(number); });
}

/// Begins one attempt.
inline running begin(const std::shared_ptr<core>& on, const erased_call& what, route::time_point until,
                     const std::shared_ptr<asynchronous_pool>& pool, const boost::asio::any_io_executor& executor,
                     std::unique_ptr<completion> waiting) {
    if (on->options().transport)
        return carried_call::begin(on, what, until, pool, executor, std::move(waiting));
    auto ready = on->prepare(what, until, (route::time_point::min)(), *pool,
                             [&] { return asynchronous_connection::make(executor, pool); });
    if (!ready) { // told later all the same
        boost::asio::post(executor,
                          [waiting = std::move(waiting), failure = ready.error()] { waiting->complete(failure); });
        return {};
    }
    asynchronous_connection& link = *ready->link;
    const auto number = link.begin({on, what, std::move(waiting)}, ready->where, ready->reused);
    return {std::move(ready->link), number};
}

/// An asynchronous call that policies conduct, or that may have to wait for credentials. For its turn, and in each
/// attempt for credentials, a connection and a permit, in this order, and between its attempts it waits for a timer on
/// its executor, which therefore has work, and on which it completes.
class asynchronous_conduct final : public runner,
                                   public asynchronous_pool::tenant,
                                   public protocol::turnstile::waiter,
                                   public std::enable_shared_from_this<asynchronous_conduct> {
public:
    asynchronous_conduct(std::shared_ptr<core> on, const erased_call& what,
                         const boost::asio::any_io_executor& executor, std::unique_ptr<completion> waiting)
        : on_(std::move(on)), pool_(pool_of(*on_, executor)), timer_(executor), call_(*on_, what),
          waiting_(std::move(waiting)) {
        call_.keep_input();
    }
    ~asynchronous_conduct() {
        pool_->move_out(*this);
        if (queue_ != nullptr) // its context is gone
            queue_->withdraw(*this);
        if (desk_ == nullptr)
            return;
        const std::lock_guard lock(desk_->mutex);
        desk_->of = nullptr;
    }

    void begin() {
        pool_->move_in(*this);
        lock_type lock(mutex_);
        switch (call_.enter(*this)) {
        case conducted_call::entry::in:
            return next(lock);
        case conducted_call::entry::refused:
            return fail(lock, conducted_call::refused());
        case conducted_call::entry::waits:
            await_turn(call_.turn(), &asynchronous_conduct::take_turn);
        }
    }

    /// By a call that may run elsewhere: nothing is done here, and nothing when the context goes.
    void let_in() noexcept override {
        pool_->while_open([this] {
            if (auto self = weak_from_this().lock())
                boost::asio::post(timer_.get_executor(), [self = std::move(self)] {
                    const lock_type lock(self->mutex_);
                    if (self->queue_ != nullptr)
                        self->timer_.cancel();
                });
        });
    }

    void client_is_gone() noexcept override {
        if (auto self = weak_from_this().lock())
            boost::asio::post(timer_.get_executor(), [self = std::move(self)] { self->cancel(0); });
    }

    void cancel(std::uint64_t) override {
        const lock_type lock(mutex_);
        cancelled_ = true;
        attempt_.cancel();
        timer_.cancel();
    }

private:
    using lock_type = std::unique_lock<std::mutex>;
    using step = void (asynchronous_conduct::*)(lock_type&);

    struct attempt_end final : completion {
        explicit attempt_end(std::shared_ptr<asynchronous_conduct> call) : of(std::move(call)) {}
        void complete(result<void> outcome) override {
            lock_type lock(of->mutex_);
            of->ended(lock, std::move(outcome));
        }
        std::shared_ptr<asynchronous_conduct> of;
    };

    /// Where a limiter leaves its answers: by any thread, inside of `ask` or later, even when the call is gone with the
    /// context that it ran on.
    struct desk {
        explicit desk(asynchronous_conduct* call) noexcept : of(call) {}
        bool take(std::uint64_t number, const result<permit>& answer) {
            const std::lock_guard lock(mutex);
            return of != nullptr && of->answered(number, answer);
        }
        std::mutex mutex{};
        asynchronous_conduct* of;
    };

    void await_turn(protocol::held_turn& turn, step then) {
        queue_ = &turn;
        wait(call_.until(), then);
    }
    bool has_turn() noexcept { return !std::exchange(queue_, nullptr)->withdraw(*this); }

    void take_turn(lock_type& lock) {
        if (!has_turn())
            return ended(lock, conducted_call::late());
        next(lock);
    }

    /// Begins an attempt, or what there is to be waited for before it.
    void next(lock_type& lock) {
        const auto next = call_.next();
        if (!next)
            return fail(lock, next.error());
        what_ = *next;
        const auto region = on_->check(*what_);
        if (!region)
            return fail(lock, region.error());
        what_->judged = *region;
        await_credentials(lock, &asynchronous_conduct::await_connection);
    }
    /// Goes on when there are some.
    void await_credentials(lock_type& lock, step then) {
        then_ = then;
        const auto kept = on_->kept_credentials_of(*what_);
        if (kept == nullptr)
            return (this->*then)(lock);
        if (see_to_credentials(kept, timer_.get_executor()))
            return use_credentials(lock, *kept);
        core::enter(*what_, &time_spent::credentials);
        const auto wake = [self = weak_from_this(), pool = pool_, number = step_] {
            pool->while_open([&] {
                auto alive = self.lock();
                if (alive == nullptr)
                    return;
                const auto executor = alive->timer_.get_executor();
                boost::asio::post(executor, [alive = std::move(alive), number] { // and does not end here
                    const lock_type held(alive->mutex_);
                    if (alive->step_ == number)
                        alive->timer_.cancel();
                });
            });
        };
        wait(kept->when_done(wake) ? call_.until() : route::time_point::clock::now(),
             &asynchronous_conduct::take_credentials);
    }
    void take_credentials(lock_type& lock) {
        if (route::time_point::clock::now() >= call_.until())
            return ended(lock, error{errc::timeout, "the time was up while credentials were got"});
        const auto kept = on_->kept_credentials_of(*what_);
        // Whoever was getting some may have given up.
        kept->is_settled() ? use_credentials(lock, *kept) : await_credentials(lock, then_);
    }
    void use_credentials(lock_type& lock, const kept_credentials& kept) {
        if (const auto found = kept.at_once(); !found)
            return fail(lock, found.error());
        (this->*then_)(lock);
    }
    void await_connection(lock_type& lock) {
        if (!on_->bounds_connections())
            return await_permission(lock);
        const auto where = on_->plan(*what_, call_.until());
        if (!where)
            return fail(lock, where.error());
        core::enter(*what_, &time_spent::connection);
        if (connection_.enter(pool_->turns_to(*where, on_->options().max_connections), *this) ==
            protocol::turnstile::entry::in)
            return await_permission(lock);
        await_turn(connection_, &asynchronous_conduct::take_connection);
    }
    void take_connection(lock_type& lock) {
        if (!has_turn())
            return ended(lock, core::has_no_connection());
        await_permission(lock);
    }
    void await_permission(lock_type& lock) {
        if (!on_->keeps_rate(*what_))
            return attempt(lock);
        permission_.emplace();
        if (const auto ready = permission_->prepare(*on_, *what_, call_.until(), (route::time_point::min)()); !ready)
            answer_ = ready.error();
        else if (const auto given = permission_->ask_now())
            answer_ = *given;
        else
            ask_others(lock);
        if (!answer_)
            wait(call_.until(), &asynchronous_conduct::decide);
        else if (*answer_ && (*answer_)->verdict == admission::granted && !cancelled_)
            decide(lock);
        else
            wait(route::time_point::clock::now(), &asynchronous_conduct::decide);
    }
    void ask_others(lock_type& lock) {
        if (desk_ == nullptr)
            desk_ = std::make_shared<desk>(this);
        const auto asked = std::make_shared<const permission>(*permission_);
        const auto number = step_;
        lock.unlock();
        asked->ask([at = desk_, asked, number](const result<permit>& answer) {
            if (!at->take(number, answer))
                asked->give_back(answer);
        });
        lock.lock();
    }
    /// False: too late.
    bool answered(std::uint64_t number, const result<permit>& answer) {
        const lock_type lock(mutex_);
        if (number != step_ || cancelled_)
            return false;
        answer_ = answer;
        timer_.cancel();
        return true;
    }
    void decide(lock_type& lock) {
        if (!answer_)
            return ended(lock, permission::late());
        const auto left = *answer_ ? permission_->judge(*answer_) : answer_->error();
        if (!left)
            return ended(lock, left.error());
        if (left->count() == 0)
            return attempt(lock);
        wait(route::time_point::clock::now() + *left, &asynchronous_conduct::attempt);
    }
    /// They may have expired while it waited for the rest.
    void attempt(lock_type& lock) { await_credentials(lock, &asynchronous_conduct::begin_attempt); }
    void begin_attempt(lock_type&) {
        permission_.reset();
        answer_.reset();
        attempt_ = detail::begin(on_, *what_, call_.until(), pool_, timer_.get_executor(),
                                 std::make_unique<attempt_end>(shared_from_this()));
        if (cancelled_)
            attempt_.cancel();
    }

    void ended(lock_type& lock, result<void> outcome) {
        hand_back(lock);
        if (const auto left = call_.ended(outcome))
            return wait(route::time_point::clock::now() + *left, &asynchronous_conduct::next);
        end(lock, std::move(outcome));
    }
    /// What the attempt has had, or would have needed had it been made.
    void hand_back(lock_type& lock) {
        connection_.leave();
        const auto unused = std::exchange(permission_, std::nullopt);
        const auto answer = std::exchange(answer_, std::nullopt);
        if (!unused || !answer)
            return;
        lock.unlock();
        unused->give_back(*answer);
        lock.lock();
    }
    void end(lock_type& lock, result<void> outcome) {
        call_.turn().leave();
        lock.unlock();
        waiting_->complete(std::move(outcome));
    }
    /// Not before whoever begins the call has gone on.
    void fail(lock_type& lock, error failure) {
        hand_back(lock);
        answer_ = std::move(failure);
        wait(route::time_point::clock::now(), &asynchronous_conduct::decide);
    }

    void wait(route::time_point until, step then) {
        timer_.expires_at(until);
        timer_.async_wait([self = shared_from_this(), then](const boost::system::error_code&) { self->woken(then); });
        if (cancelled_)
            timer_.cancel();
    }
    void woken(step then) {
        lock_type lock(mutex_);
        ++step_;
        if (!cancelled_)
            return (this->*then)(lock);
        if (queue_ != nullptr)
            has_turn(); // which is left at once
        hand_back(lock);
        end(lock, call_.cancelled());
    }

    std::mutex mutex_; ///< of all that follows
    std::shared_ptr<core> on_;
    std::shared_ptr<asynchronous_pool> pool_;
    boost::asio::steady_timer timer_;
    conducted_call call_;
    erased_call* what_ = nullptr; ///< of the attempt
    std::unique_ptr<completion> waiting_;
    protocol::held_turn connection_;       ///< of the attempt
    protocol::held_turn* queue_ = nullptr; ///< the turn that is waited for
    std::shared_ptr<desk> desk_;           ///< once a limiter had no answer at once
    std::optional<permission> permission_; ///< asked for
    std::optional<result<permit>> answer_; ///< to it
    step then_ = nullptr;                  ///< when there are credentials
    std::uint64_t step_ = 0;               ///< an answer to an earlier one comes too late
    running attempt_;
    bool cancelled_ = false;
};

BINDERY_DECL running start(const std::shared_ptr<core>& of, const erased_call& what,
                           const boost::asio::any_io_executor& executor, std::unique_ptr<completion> waiting) {
    const auto on = of->shared_from_this(); // which lives on without clients
    if (!on->is_conducted(what) && on->kept_credentials_of(what) == nullptr)
        return begin(on, what, on->deadline_of(what), pool_of(*on, executor), executor, std::move(waiting));
    const auto call = std::make_shared<asynchronous_conduct>(on, what, executor, std::move(waiting));
    call->begin();
    return {call, 0};
}

} // namespace bindery::detail

#endif

#ifndef BINDERY_CLIENT_IMPL_CONDUCTED_CALL_HPP
#define BINDERY_CLIENT_IMPL_CONDUCTED_CALL_HPP

#include <bindery/client/impl/core.hpp>

namespace bindery::detail {

/// A call that policies conduct: its turn, its id, its attempts so far. The loops that make the attempts bring the
/// waiting. It leaves its turn when it goes.
class conducted_call {
public:
    using milliseconds = std::chrono::milliseconds;
    using clock = route::time_point::clock;
    using entry = protocol::turnstile::entry;

    conducted_call(core& on, const erased_call& what)
        : on_(on), at_(on.endpoint_of(what)), turnstile_(on.turnstile_of(what)), what_(what),
          until_(on.deadline_of(what)) {
        if (what.ids.value_or(on.options().ids) == deduplication_ids::generated)
            fill_in_id();
        const auto& own = on.options().retries;
        judge_.emplace(what.retries != nullptr ? *what.retries
                       : own                   ? *own
                                               : retry_policy{.max_attempts = 1},
                       at_.budget);
        what_.facts = &facts_;
        if (!on.options().observers.empty())
            what_.seen = &seen_.emplace(on.options().observers, *what.about, what.cloud->name(), at_.host_field);
        core::begin(what_); // it may end before there is an attempt
    }
    conducted_call(const conducted_call&) = delete;

    route::time_point until() const noexcept { return until_; }

    /// Makes copies of what the caller need not keep.
    void keep_input() {
        if (own_ == nullptr)
            own_ = what_.copy(what_.value);
        what_.value = own_.get();
        if (what_.region != nullptr)
            what_.region = &region_.emplace(*what_.region);
        host_ = what_.host;
        what_.host = host_;
        if (what_.over != nullptr)
            what_.over = &over_.emplace(*what_.over);
        if (what_.phases != nullptr)
            what_.phases = &phases_.emplace(*what_.phases);
        headers_.assign(what_.headers.begin(), what_.headers.end());
        what_.headers = headers_;
        relaxed_.assign(what_.relaxed.begin(), what_.relaxed.end());
        what_.relaxed = relaxed_;
        what_.retries = nullptr; // which have been read
    }

    entry enter(protocol::turnstile::waiter& who) {
        if (turnstile_ == nullptr)
            return entry::in;
        core::enter(what_, &time_spent::turn);
        return turn_.enter(*turnstile_, who);
    }
    protocol::held_turn& turn() noexcept { return turn_; }

    /// What the attempt about to be made is to do. Fails when the circuit is open.
    result<erased_call*> next() {
        facts_ = {};
        if (seen_)
            seen_->begin_attempt();
        core::begin(what_);
        what_.skew = at_.skew.known();
        if (at_.breaker) {
            const auto now = clock::now();
            route::time_point open_until;
            if (!(ticket_ = at_.breaker->admit(now, open_until))) {
                error open{errc::circuit_open, "nothing was sent to " + on_.host_of(what_)};
                open.retry_after = std::chrono::ceil<milliseconds>(open_until - now);
                return open;
            }
        }
        if (judge_->count() != 0)
            what_.renew(what_.out);
        return &what_;
    }

    /// How long to wait before another attempt; nothing: `outcome` is the call's.
    std::optional<milliseconds> ended(result<void>& outcome) {
        if (outcome) {
            if (ticket_)
                at_.breaker->succeeded(*ticket_);
            judge_->succeeded();
            tell(nullptr, std::nullopt);
            tell_end(nullptr);
            return std::nullopt;
        }
        error failure = std::move(outcome).error();
        outcome_unknown_ |= failure.outcome_unknown;
        facts_.throttled = what_.cloud->is_throttled(failure);
        facts_.clock_corrected = corrects_clock();
        facts_.repeatable = is_repeatable();
        const auto now = clock::now();
        tell_breaker(failure, now);
        const auto left = std::chrono::floor<milliseconds>(until_ - now);
        const auto wait = judge_->failed(failure, facts_, left, core::draw_chance());
        tell(&failure, wait);
        if (wait)
            earlier_.push_back(std::move(failure));
        else
            outcome = whole(std::move(failure));
        return wait;
    }

    /// It ends without one.
    error never_began(error why) { return whole(std::move(why)); }
    /// The caller gave up before an attempt.
    error cancelled() { return whole({errc::cancelled, "given up while waiting to call"}); }

    // It has not got its turn.
    static error late() { return {errc::timeout, "the time was up while waiting for its turn"}; }
    static error refused() { return {errc::busy, "as many as may be wait for their turn"}; }

private:
    void fill_in_id() {
        const reflect::member* const member = protocol::deduplication_member(*what_.about, *what_.input);
        if (member == nullptr || has_text(*member))
            return;
        std::array<unsigned char, 16> random;
        if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
            return; // then the call is one without an id, and not repeated
        id_ = protocol::make_deduplication_id(member->how->shape->constraints, random);
        if (id_.empty())
            return;
        own_ = what_.copy(what_.value);
        what_.value = own_.get();
        what_.deduplication_id = id_;
        static_cast<basic_text*>(member->how->emplace(what_.input->at(*member, own_.get())))->assign(id_);
    }
    bool has_text(const reflect::member& member) const noexcept {
        const void* const held = member.how->value(what_.input->at(member, what_.value));
        return held != nullptr && !static_cast<const basic_text*>(held)->empty();
    }

    /// Whether the service does the same call no harm twice: it only reads, or has an id that is taken once.
    bool is_repeatable() const noexcept {
        return what_.about->effect == effect::reads ||
               !protocol::deduplication_id(*what_.about, *what_.input, what_.value).empty();
    }

    bool corrects_clock() {
        return facts_.service_time && at_.skew.learn(*facts_.service_time, on_.now(), what_.skew,
                                                     std::chrono::milliseconds(on_.options().max_clock_skew));
    }

    void tell_breaker(const error& failure, route::time_point now) {
        if (!ticket_)
            return;
        switch (protocol::sign_of(failure, facts_.throttled)) {
        case protocol::sign::life:
            return at_.breaker->succeeded(*ticket_);
        case protocol::sign::fault:
            return at_.breaker->failed(*ticket_, now);
        case protocol::sign::none:
            return at_.breaker->abandoned(*ticket_, now);
        }
    }

    // Null: success.
    void tell(const error* failure, std::optional<milliseconds> pause) noexcept {
        if (seen_)
            seen_->end_attempt(failure, pause);
    }
    void tell_end(const error* failure) noexcept {
        if (seen_)
            seen_->end_call(failure);
    }

    error whole(error last) {
        last.earlier = std::move(earlier_);
        last.outcome_unknown = outcome_unknown_;
        tell_end(&last);
        return last;
    }

    core& on_;
    core::shared_of_endpoint& at_;
    protocol::turnstile* turnstile_; ///< null: there is none
    erased_call what_;
    route::time_point until_;
    std::shared_ptr<void> own_; ///< input
    std::optional<basic_text> region_;
    std::string host_;
    std::optional<over_rate> over_;
    std::optional<phase_limits> phases_;
    std::vector<header> headers_;
    std::vector<relaxation> relaxed_;
    std::string id_;
    std::optional<observation> seen_;
    std::optional<protocol::attempts> judge_;
    std::optional<protocol::circuit_breaker::ticket> ticket_;
    protocol::attempt_facts facts_;
    std::vector<error> earlier_;
    bool outcome_unknown_ = false;
    protocol::held_turn turn_;
};

} // namespace bindery::detail

#endif

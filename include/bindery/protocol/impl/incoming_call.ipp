#ifndef BINDERY_PROTOCOL_IMPL_INCOMING_CALL_IPP
#define BINDERY_PROTOCOL_IMPL_INCOMING_CALL_IPP

#include <bindery/model/declared_error.hpp>
#include <bindery/protocol/deduplication_id.hpp>
#include <bindery/protocol/incoming_call.hpp>
#include <bindery/types/utf8.hpp>
#include <bindery/validate.hpp>

namespace bindery::protocol {

namespace detail {

/// Told to the caller; a list with a million wrong elements makes no million texts.
inline constexpr std::size_t max_violations = 32;

inline std::string counted(std::int64_t number, std::string_view what) {
    return std::to_string(number).append(" ").append(what).append(number == 1 ? "" : "s");
}
inline std::string quota_sentence(const rate_limit& rate) {
    return "At most " + std::to_string(rate.calls) + " calls are allowed within " + counted(rate.seconds, "second") +
           '.';
}
inline std::string duplicate_sentence(const deduplication_rule& once) {
    constexpr std::int64_t hour = 3600, day = 24 * hour;
    return std::string(once.member) + " was seen within the last " +
           (once.seconds % day == 0    ? counted(once.seconds / day, "day")
            : once.seconds % hour == 0 ? counted(once.seconds / hour, "hour")
                                       : counted(once.seconds, "second")) +
           '.';
}

/// Such a call has not been counted.
inline constexpr std::string_view not_read = "the handler answered without reading the input";

} // namespace detail

BINDERY_DECL incoming_call::incoming_call(answer_observer* observer) : observer_(observer) {}

/// For whoever goes on with it later.
BINDERY_DECL detail::kept_call incoming_call::kept() {
    return {*this, observer_ != nullptr ? observer_->keep_alive() : nullptr};
}

/// What is wrong with the input.
BINDERY_DECL std::optional<error> incoming_call::look(const reflect::structure& input, void* value) const {
    if (const auto read = provider_->read_input(received, input, value, *limits_); !read) {
        const error& why = read.error();
        const bool too_large = why.cause == boost::system::errc::message_size;
        return why.violations.empty()
                   ? provider_->refuse(too_large ? refusal::too_large : refusal::unreadable, why.message)
                   : provider_->refuse(why.violations, *context_.about);
    }
    violations broken;
    bindery::detail::validate(input, value, broken, detail::max_violations);
    if (!broken.empty())
        return provider_->refuse(broken, *context_.about);
    return std::nullopt;
}

/// After the call had to wait it begins anew: nothing of the input was kept, and the request still says the same.
BINDERY_DECL bool incoming_call::read(const reflect::structure& input, void* value) {
    const std::optional<error> wrong = look(input, value);
    if (!admitted_ && !admit(wrong ? std::string_view() : deduplication_id(*context_.about, input, value)))
        return false;
    if (wrong)
        refuse(*wrong);
    return !wrong;
}

/// Asks the environment to remember the call; true when the handler may act now. An empty id: there is nothing that may
/// come only once.
BINDERY_DECL bool incoming_call::admit(std::string_view id) {
    const operation& about = *context_.about;
    admission_wish wish{.account = context_.secret_id, .id = context_.request_id, .now = context_.now};
    if (!nonce_.text.empty()) {
        // A store's clock may differ a little from the one by which the request was found to be in time.
        constexpr std::int64_t margin = 60;
        nonce_key_.assign(provider_->name()).append("\n").append(wish.account).append("\n").append(nonce_.text);
        wish.nonce = {nonce_key_, (nonce_.seconds + margin) * 1000};
    }
    if (about.rate.calls != 0) {
        rate_key_.assign(wish.account).append("\n").append(name_);
        wish.rate = {rate_key_, about.rate.calls, std::int64_t{about.rate.seconds} * 1000};
    }
    if (!id.empty()) {
        claim_key_.assign("seen\n").append(wish.account).append("\n").append(name_).append("\n").append(id);
        wish.claim = {claim_key_, about.deduplication.seconds * 1000};
    }
    if (wish.nonce.key.empty() && wish.rate.key.empty() && wish.claim.key.empty())
        return admitted_ = true;
    return ends_at_once([&](store_step done) { world_->admit(wish, std::move(done)); }) && is_admitted();
}

/// Whether it is, once the store has said so; else the call is answered.
BINDERY_DECL bool incoming_call::is_admitted() {
    using part = admission_answer::part;
    if (failure_) { // it may have been claimed all the same
        fail_internally(to_string(*failure_));
        return false;
    }
    if (found_.found == admission::granted)
        return admitted_ = true;
    claim_key_.clear();
    const bool full = found_.found == admission::full;
    switch (found_.by) {
    case part::nonce:
        if (full)
            fail_internally("there is no room to remember the caller's nonce");
        else
            refuse(provider_->refuse(signing::verdict::replayed, {}));
        break;
    case part::rate:
        if (full)
            world_->on_internal_error(context_, "there is no room to count the caller's calls");
        refuse(provider_->refuse(refusal::throttled, full ? "Calls cannot be counted now. Try again later."
                                                          : detail::quota_sentence(context_.about->rate)));
        break;
    case part::claim:
        if (full)
            fail_internally("there is no room to remember the caller's " +
                            std::string(context_.about->deduplication.member));
        else
            refuse(provider_->refuse(refusal::duplicate, detail::duplicate_sentence(context_.about->deduplication)));
        break;
    }
    return false;
}

/// Has a store do a step. False when that takes longer: then nothing of the call may be touched any more.
template <class Ask>
bool incoming_call::ends_at_once(Ask ask) {
    failure_.reset();
    step_.store(step::asking);
    ask(store_step(kept()));
    if (step_.load() == step::ended)
        return true;
    bool* const deferred = std::exchange(deferred_, nullptr);
    if (deferred != nullptr)
        *deferred = true;
    auto expected = step::asking;
    if (step_.compare_exchange_strong(expected, step::waiting))
        return false;
    if (deferred != nullptr)
        *deferred = false;
    deferred_ = deferred;
    return true;
}

BINDERY_DECL void incoming_call::succeed(const reflect::structure& output, void* value) {
    if (!admitted_)
        return fail_internally(detail::not_read);
    provider_->write_output(output, value, context_.request_id, answer);
    if (utf8::count(answer.body.view()) == utf8::invalid)
        return fail_internally("the output holds text that is not valid UTF-8");
    done();
}

BINDERY_DECL void incoming_call::fail(const error& why) {
    if (!admitted_)
        return fail_internally(detail::not_read);
    if (why.kind != errc::api || why.code.empty())
        return fail_internally(to_string(why));
    if (why.http_status != 0)
        return refuse(why);
    error complete = why;
    if (context_.about != nullptr)
        if (const api_error* const declared = bindery::detail::declared_error(why.code, context_.about->errors))
            complete.http_status = declared->http;
    if (complete.http_status == 0)
        complete.http_status = provider_->refuse(refusal::internal, {}).http_status;
    refuse(complete);
}

BINDERY_DECL void incoming_call::fail_internally(std::string_view what) {
    world_->on_internal_error(context_, what);
    refuse(provider_->refuse(refusal::internal, "The server failed; the request id tells its operator where."));
}

BINDERY_DECL deferred_answer incoming_call::defer() {
    deferred_answer later(kept());
    if (deferred_ != nullptr)
        *std::exchange(deferred_, nullptr) = true;
    return later;
}

BINDERY_DECL void incoming_call::refuse(const error& why) {
    provider_->write_error(why, received.fields["Host"], context_.request_id, answer);
    came_to_nothing();
}

/// Answers, once what was claimed is given back.
BINDERY_DECL void incoming_call::came_to_nothing() noexcept {
    if (claim_key_.empty())
        return done();
    releasing_ = true;
    try {
        if (!ends_at_once([this](store_step done_later) {
                world_->release(claim_key_, context_.request_id, std::move(done_later));
            }))
            return;
    } catch (...) { // the step has failed
    }
    released();
}

BINDERY_DECL void incoming_call::released() noexcept {
    claim_key_.clear();
    try {
        if (failure_)
            world_->on_internal_error(context_,
                                      "what a call claimed that failed was not given back: " + to_string(*failure_));
    } catch (...) { // no memory to say so
    }
    done();
}

/// Nobody goes on with the call.
BINDERY_DECL void incoming_call::abandon() noexcept {
    if (releasing_)
        return released();
    if (!failure_ && found_.found != admission::granted)
        claim_key_.clear();
    give_up();
}

BINDERY_DECL void incoming_call::done() noexcept {
    answered_ = true;
    if (observer_ != nullptr)
        observer_->answered();
}

/// The answer when there is no memory for another one.
BINDERY_DECL void incoming_call::give_up() noexcept {
    answer.clear();
    answer.status = 500;
    came_to_nothing();
}

BINDERY_DECL store_step::~store_step() {
    if (call_)
        fail({errc::protocol, "the store ended without an answer"});
}

BINDERY_DECL void store_step::complete(const admission_answer& found) noexcept {
    call_->found_ = found;
    end();
}

BINDERY_DECL void store_step::fail(error why) noexcept {
    call_->failure_ = std::move(why);
    end();
}

BINDERY_DECL void store_step::end() noexcept {
    detail::kept_call call = std::move(call_);
    if (call->step_.exchange(incoming_call::step::ended) != incoming_call::step::waiting)
        return;
    answer_observer* const observer = call->observer_;
    resumption next(std::move(call));
    if (observer != nullptr)
        observer->resume(std::move(next));
    else
        next();
}

BINDERY_DECL resumption::~resumption() {
    if (call_)
        call_->abandon();
}

BINDERY_DECL void resumption::operator()() noexcept {
    const detail::kept_call call = std::move(call_);
    call->go_on_(*call);
}

BINDERY_DECL deferred_answer::~deferred_answer() {
    if (call_)
        fail_internally("the handler ended without an answer");
}

template <class Give>
void deferred_answer::answer(Give give) noexcept {
    const detail::kept_call call = std::move(call_);
    try {
        give(*call);
    } catch (...) {
        call->give_up();
    }
}

BINDERY_DECL void deferred_answer::succeed(const reflect::structure& output, void* value) {
    answer([&](incoming_call& call) { call.succeed(output, value); });
}

BINDERY_DECL void deferred_answer::fail(const error& why) {
    answer([&](incoming_call& call) { call.fail(why); });
}

BINDERY_DECL void deferred_answer::fail_internally(std::string_view what) {
    answer([&](incoming_call& call) { call.fail_internally(what); });
}

} // namespace bindery::protocol

#endif

#ifndef BINDERY_PROTOCOL_IMPL_DISPATCHER_IPP
#define BINDERY_PROTOCOL_IMPL_DISPATCHER_IPP

#include <bindery/protocol/dispatcher.hpp>
#include <bindery/types/satisfies.hpp>
#include <bindery/types/utf8.hpp>
#include <bindery/validate.hpp>

#include <algorithm>
#include <functional>

namespace bindery::protocol {

namespace detail {

inline std::string region_sentence(const operation_handler& of, std::string_view region) {
    std::string text(of.about().action);
    text += region.empty() ? " needs a region" : " is not served in the region " + shortened(region);
    for (const constraint& rule : of.regions())
        (text += "; expected ") += expectation(rule);
    return text += '.';
}

} // namespace detail

BINDERY_DECL std::size_t dispatcher::key_hash::operator()(const key& of) const noexcept {
    // The keys are those of the handlers: nobody outside can fill a bucket.
    std::size_t hash = std::hash<const void*>()(of.cloud);
    for (const std::string_view part : {of.service, of.action, of.version})
        hash = hash * 31 + std::hash<std::string_view>()(part);
    return hash;
}

BINDERY_DECL dispatcher::dispatcher(std::shared_ptr<environment> world, std::vector<handler> handlers,
                                    const dispatch_limits& limits)
    : world_(std::move(world)), handlers_(std::move(handlers)), limits_(limits) {
    for (const handler& each : handlers_) {
        const operation& about = each->about();
        const protocol::gateway& cloud = each->cloud();
        if (std::find(providers_.begin(), providers_.end(), &cloud) == providers_.end())
            providers_.push_back(&cloud);
        const entry what{each.get(), std::string(cloud.name())
                                         .append("\n")
                                         .append(about.service)
                                         .append("\n")
                                         .append(about.action)
                                         .append("\n")
                                         .append(about.version)};
        add({&cloud, about.service, about.action, about.version}, what);
        add({&cloud, {}, about.action, about.version}, what);
        // These two only tell an unknown version from an unknown action.
        add({&cloud, about.service, about.action, {}}, what);
        add({&cloud, {}, about.action, {}}, what);
    }
}

BINDERY_DECL void dispatcher::add(const key& under, const entry& what) {
    entry& known = entries_[under];
    const bool ambiguous = known.handler != nullptr && known.handler->about().service != what.handler->about().service;
    const bool was_ambiguous = known.handler == nullptr && !known.name.empty();
    known = what;
    if (ambiguous || was_ambiguous)
        known.handler = nullptr;
}

/// Whatever is thrown meanwhile, the call is answered.
template <class Work>
void dispatcher::guarded(incoming_call& call, Work work) noexcept {
    bool deferred = false;
    call.deferred_ = &deferred;
    // A deferred answer may be given, a store's step end, and the call be used again, while this still runs: then
    // nothing of it may be touched.
    const auto recover = [&](const char* what) noexcept {
        if (deferred || call.answered_)
            return;
        try {
            if (call.provider_ != nullptr)
                return call.fail_internally(what);
        } catch (...) {
        }
        call.give_up();
    };
    try {
        work();
    } catch (const std::exception& thrown) {
        recover(thrown.what());
    } catch (...) {
        recover("something that is not a std::exception was thrown");
    }
}

BINDERY_DECL void dispatcher::dispatch(incoming_call& call) const noexcept {
    call.answered_ = false;
    if (std::exchange(call.dispatcher_, this) != this)
        call.verifiers_.clear();
    call.world_ = world_.get();
    call.limits_ = &limits_.input;
    call.provider_ = nullptr;
    call.context_ = {};
    call.go_on_ = &dispatcher::go_on;
    call.claim_key_.clear();
    call.admitted_ = call.releasing_ = false;
    guarded(call, [&] { start(call); });
}

/// After a store's step.
BINDERY_DECL void dispatcher::go_on(incoming_call& call) noexcept {
    guarded(call, [&] {
        if (call.releasing_)
            call.released();
        else if (call.is_admitted())
            call.handler_->answer(call);
    });
}

BINDERY_DECL void dispatcher::start(incoming_call& call) const {
    call.context_.now = world_->now();
    call.id_ = world_->new_request_id();
    call.context_.request_id = call.id_.view();
    address asked;
    if (!identify(call, asked) || !verify(call))
        return;
    const entry* const found = find(call, asked);
    if (found == nullptr || !accept_region(call, *found->handler, asked.region))
        return;
    call.handler_ = found->handler;
    call.name_ = found->name;
    call.handler_->answer(call);
}

BINDERY_DECL bool dispatcher::identify(incoming_call& call, address& asked) const {
    for (const protocol::gateway* each : providers_) {
        const auto found = each->identify(call.received);
        if (!found)
            continue;
        asked = *found;
        call.provider_ = each;
        call.context_.region = asked.region;
        break;
    }
    // Signed by some scheme that is nobody's; where one provider is served, it is meant, and its verifier says so.
    if (call.provider_ == nullptr && providers_.size() == 1 && call.received.fields.find("Authorization") != nullptr)
        call.provider_ = providers_.front();
    if (call.provider_ == nullptr) {
        answer_not_found(call);
        return false;
    }
    if (call.received.method != "POST" && call.received.method != "GET") {
        call.refuse(call.provider_->refuse(refusal::unsupported_method, "Expected the method POST or GET."));
        return false;
    }
    if (call.oversized || call.received.body.size() > limits_.max_body) {
        call.refuse(call.provider_->refuse(refusal::too_large,
                                           "A request may have " + std::to_string(limits_.max_body) + " bytes."));
        return false;
    }
    return true;
}

BINDERY_DECL bool dispatcher::verify(incoming_call& call) const {
    const std::size_t index =
        static_cast<std::size_t>(std::find(providers_.begin(), providers_.end(), call.provider_) - providers_.begin());
    if (call.verifiers_.empty()) {
        call.verifiers_.resize(providers_.size());
        call.verification_.find_credentials = [&call](std::string_view secret_id) {
            return call.world_->find_credentials(secret_id);
        };
        call.verification_.refuse_unsigned_payloads = limits_.refuse_unsigned_payloads;
        call.verification_.refuse_repeated_signatures = limits_.refuse_repeated_signatures;
        call.verification_.schemes = limits_.schemes;
        call.verification_.explain_mismatches = limits_.explain_mismatches;
    }
    auto& verifier = call.verifiers_[index];
    if (verifier == nullptr)
        verifier = call.provider_->make_verifier();
    call.verification_.now = call.context_.now / 1000;
    if (const auto verdict = verifier->verify(call.received, call.verification_); verdict != signing::verdict::ok) {
        call.refuse(call.provider_->refuse(verdict, verifier->explanation()));
        return false;
    }
    call.context_.secret_id = verifier->secret_id();
    call.nonce_ = verifier->nonce();
    return true;
}

BINDERY_DECL const dispatcher::entry* dispatcher::find(incoming_call& call, const address& asked) const {
    const auto look = [&](std::string_view version) {
        const auto at = entries_.find({call.provider_, asked.service, asked.action, version});
        return at == entries_.end() ? nullptr : &at->second;
    };
    const auto refuse = [&](refusal why, const std::string& detail) -> const entry* {
        call.refuse(call.provider_->refuse(why, detail));
        return nullptr;
    };
    const entry* const found = asked.version.empty() ? nullptr : look(asked.version);
    if (found != nullptr && found->handler != nullptr) {
        call.context_.about = &found->handler->about();
        return found;
    }
    if (asked.action.empty())
        return refuse(refusal::unknown_action, "The request names no action.");
    const std::string action = shortened(asked.action);
    if (found != nullptr)
        return refuse(refusal::unknown_action,
                      "Several services have " + action + "; the host must tell which is meant.");
    if (look({}) != nullptr)
        return refuse(refusal::unknown_version,
                      "There is no version " + shortened(asked.version) + " of " + action + ".");
    return refuse(refusal::unknown_action, "There is no operation " + action + " here.");
}

BINDERY_DECL bool dispatcher::accept_region(incoming_call& call, const operation_handler& of,
                                            std::string_view region) const {
    if (of.about().region != region_rule::required)
        return true;
    const std::size_t points = utf8::count(region);
    bool allowed = !region.empty() && points != utf8::invalid;
    for (const constraint& rule : of.regions())
        allowed = allowed && satisfies(rule, region, points);
    if (!allowed)
        call.refuse(call.provider_->refuse(region.empty() ? refusal::missing_region : refusal::unsupported_region,
                                           detail::region_sentence(of, region)));
    return allowed;
}

BINDERY_DECL void dispatcher::answer_not_found(incoming_call& call) const {
    response& out = call.answer;
    out.clear();
    out.status = call.oversized ? 413 : 404;
    (void)out.fields.add("Content-Type", "text/plain; charset=utf-8");
    if (call.oversized)
        out.body.append("A request may have " + std::to_string(limits_.max_body) + " bytes.\n");
    out.body.append(
        "No operation was asked for. Expected a signed API call whose header fields name an action and its version.\n"
        "Operations served here:\n");
    constexpr std::size_t shown = 64;
    for (std::size_t i = 0; i != (std::min)(handlers_.size(), shown); ++i) {
        const operation& about = handlers_[i]->about();
        for (const std::string_view part :
             {std::string_view("  "), handlers_[i]->cloud().name(), std::string_view(" "), about.service,
              std::string_view(" "), about.action, std::string_view(" "), about.version, std::string_view("\n")})
            out.body.append(part);
    }
    if (handlers_.size() > shown)
        out.body.append("  and " + std::to_string(handlers_.size() - shown) + " more\n");
    out.body.append("Request ");
    out.body.append(call.context_.request_id);
    out.body.append("\n");
    call.done();
}

} // namespace bindery::protocol

#endif

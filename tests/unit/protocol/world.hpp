#ifndef BINDERY_TESTS_UNIT_PROTOCOL_WORLD_HPP
#define BINDERY_TESTS_UNIT_PROTOCOL_WORLD_HPP

// A server's surroundings under a test's control, and signed requests to it: no socket, no clock.

#include <bindery/protocol/dispatcher.hpp>
#include <bindery/provider/gateways.hpp>
#include <bindery/signing/tc3.hpp>

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace world {

namespace protocol = bindery::protocol;
namespace signing = bindery::signing;

inline const signing::credentials alice{"AKIDalice", std::string_view("alice's key")};
inline constexpr std::int64_t start = 1'700'000'000'000; // 2023-11-14T22:13:20Z

class environment final : public protocol::environment {
public:
    std::int64_t time = start;
    std::map<std::string, std::shared_ptr<const signing::credentials>, std::less<>> known{
        {alice.secret_id, std::make_shared<signing::credentials>(alice)}};
    std::set<std::string, std::less<>> claimed;
    std::map<std::string, std::uint32_t, std::less<>> taken;
    std::vector<std::string> reported;
    bool broken = false;
    bool full = false;
    bool slow = false;                                    ///< a store whose steps a test ends, one by one
    std::map<std::string, std::string, std::less<>> seen; ///< claims with the ids of their wishes
    std::deque<std::function<void()>> waiting;

    std::int64_t now() override {
        if (broken)
            throw std::runtime_error("the clock has stopped");
        return time;
    }
    protocol::request_id new_request_id() override { return {++ids_, 0}; }
    std::shared_ptr<const signing::credentials> find_credentials(std::string_view secret_id) override {
        const auto at = known.find(secret_id);
        return at == known.end() ? nullptr : at->second;
    }
    void admit(const bindery::admission_wish& what, protocol::store_step done) override {
        const bindery::admission_answer answer = admit(what);
        if (slow)
            waiting.push_back(
                [answer, done = std::make_shared<protocol::store_step>(std::move(done))] { done->complete(answer); });
        else
            done.complete(answer);
    }
    void release(std::string_view key, std::string_view id, protocol::store_step done) override {
        if (const auto at = seen.find(key); at != seen.end() && at->second == id)
            seen.erase(at);
        if (slow)
            waiting.push_back([done = std::make_shared<protocol::store_step>(std::move(done))] { done->complete(); });
        else
            done.complete();
    }
    /// Ends the oldest step of a slow store; false: there is none.
    bool end_step() {
        if (waiting.empty())
            return false;
        const auto next = std::move(waiting.front());
        waiting.pop_front();
        next();
        return true;
    }
    void on_internal_error(const protocol::call_context&, std::string_view what) noexcept override {
        reported.emplace_back(what);
    }

private:
    bindery::admission_answer admit(const bindery::admission_wish& what) {
        using bindery::admission;
        using part = bindery::admission_answer::part;
        if (claimed.contains(what.nonce.key))
            return {admission::refused, part::nonce};
        if (!what.rate.key.empty()) {
            if (full)
                return {admission::full, part::rate};
            if (++taken[std::string(what.rate.key)] > what.rate.calls)
                return {admission::refused, part::rate};
        }
        if (!what.nonce.key.empty()) {
            if (full)
                return {admission::full, part::nonce};
            claimed.emplace(what.nonce.key);
        }
        if (!what.claim.key.empty()) {
            if (full)
                return {admission::full, part::claim};
            if (!seen.emplace(what.claim.key, what.id).second)
                return {admission::refused, part::claim};
        }
        return {};
    }

    std::uint64_t ids_ = 0;
};

/// How a request is signed and addressed.
struct manner {
    const signing::credentials* who = &alice;
    std::int64_t milliseconds = start;
    std::string_view host{}; ///< empty: the operation's
    std::string_view region{};
    std::string_view nonce = "nonce-1";
    std::string_view action{};  ///< empty: the operation's
    std::string_view version{}; ///< empty: the operation's
};

template <class Op>
void write(const Op& input, const manner& how, protocol::request& out) {
    bindery::operation about = Op::about;
    if (!how.action.empty())
        about.action = how.action;
    if (!how.version.empty())
        about.version = how.version;
    const protocol::call call{
        &about, &bindery::reflect::structure_of<Op>, &input, how.host.empty() ? about.host : how.host, how.region, {}};
    const auto writer = Op::provider::instance().make_writer();
    writer->write(call, *how.who, {how.milliseconds / 1000, how.nonce}, out).value();
}

template <class Op>
bindery::result<typename Op::Output> read(const protocol::response& answer) {
    auto output = bindery::reflect::blank<typename Op::Output>();
    const auto done = Op::provider::instance().read_response(
        answer, bindery::reflect::structure_of<typename Op::Output>, &output, {});
    if (!done)
        return done.error();
    return output;
}

/// Asks as a client would and reads what the server says.
template <class Op>
bindery::result<typename Op::Output> ask(const protocol::dispatcher& server, const Op& input, const manner& how = {}) {
    protocol::incoming_call call;
    write(input, how, call.received);
    server.dispatch(call);
    if (!call.is_answered())
        throw std::logic_error("the call was not answered");
    return read<Op>(call.answer);
}

} // namespace world

#endif

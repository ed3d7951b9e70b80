#ifndef BINDERY_TESTS_UNIT_PROTOCOL_WORLD_HPP
#define BINDERY_TESTS_UNIT_PROTOCOL_WORLD_HPP

// A server's surroundings under a test's control, and signed requests to it: no socket, no clock.

#include <bindery/protocol/dispatcher.hpp>
#include <bindery/provider/gateways.hpp>
#include <bindery/signing/tc3.hpp>

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
    bindery::admission claim_nonce(std::string_view, std::string_view key, std::int64_t) override {
        if (full)
            return bindery::admission::full;
        return claimed.emplace(key).second ? bindery::admission::granted : bindery::admission::refused;
    }
    bindery::admission take(std::string_view, std::string_view key, std::uint32_t calls, std::int64_t) override {
        if (full)
            return bindery::admission::full;
        return ++taken[std::string(key)] <= calls ? bindery::admission::granted : bindery::admission::refused;
    }
    void on_internal_error(const protocol::call_context&, std::string_view what) noexcept override {
        reported.emplace_back(what);
    }

private:
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

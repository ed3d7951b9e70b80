// A whole blocking call over plain loopback, bare and with policies. The peer is a thread that only receives and sends,
// a handful of instructions beside the client's.

#include "../contender.hpp"

#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/client.hpp>
#include <bindery/protocol/local_rate_limiter.hpp>

#include <atomic>
#include <cstdlib>
#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using namespace bench;
namespace vod = bindery::api::tencent::vod::v20180717;

class peer {
public:
    peer() : listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        if (::bind(listening_, reinterpret_cast<sockaddr*>(&at), size) != 0 || ::listen(listening_, 1) != 0 ||
            ::getsockname(listening_, reinterpret_cast<sockaddr*>(&at), &size) != 0)
            std::abort();
        port_ = ntohs(at.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~peer() {
        ::shutdown(listening_, SHUT_RDWR);
        thread_.join();
        ::close(listening_);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

private:
    void serve() const {
        constexpr std::string_view answer =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 71\r\n"
            "\r\n{\"Response\":{\"RequestId\":\"8d8a1f5a-7a5c-4a5e-9a52-1f3b2c4d5e6f-"
            "12345\"}}";
        for (int socket; (socket = ::accept(listening_, nullptr, nullptr)) >= 0; ::close(socket)) {
            char request[4096]; // comes in one piece
            while (::recv(socket, request, sizeof request, 0) > 0)
                if (::send(socket, answer.data(), answer.size(), 0) < 0)
                    break;
        }
    }

    int listening_;
    unsigned short port_ = 0;
    std::thread thread_;
};

struct counting final : bindery::observer {
    void attempt_ends(const bindery::observed_call&, const bindery::observed_attempt&) noexcept override { ++attempts; }
    void call_ends(const bindery::observed_call&, const bindery::observed_end&) noexcept override { ++calls; }
    std::atomic<std::uint64_t> attempts{0}, calls{0};
};

bindery::client_options bare() {
    return {};
}
bindery::client_options with_retries() {
    return {.retries = bindery::retry_policy{}};
}
bindery::client_options with_rates() {
    return {.rates = {.limiter = std::make_shared<bindery::local_rate_limiter>()}};
}
bindery::client_options with_observer() {
    return {.observers = {std::make_shared<counting>()}};
}
bindery::client_options with_all() {
    return {.retries = bindery::retry_policy{},
            .rates = {.limiter = std::make_shared<bindery::local_rate_limiter>()},
            .observers = {std::make_shared<counting>()}};
}

template <bindery::client_options (*Options)()>
class call final : public contender {
public:
    void run() override { output_ = client_.call(input_).value(); }
    std::string product() const override { return std::string(output_->RequestId->view()); }

private:
    bindery::client_options to_peer() {
        bindery::client_options options = Options();
        options.endpoint = peer_.url();
        // It stands still, since what a new second brings is signed from its beginning.
        options.clock = [] { return std::int64_t{1'700'000'000'000}; };
        return options;
    }

    vod::ExecuteFunction input_{.FunctionName = "f", .FunctionArg = "an argument", .SessionId = "s-1"};
    peer peer_;
    bindery::client client_{bindery::credentials{"id", "key"}, to_peer()};
    std::optional<vod::ExecuteFunction::Output> output_;
};

const enter<call<&bare>> a{"call", "bindery"};
const enter<call<&with_retries>> b{"call", "retries"};
const enter<call<&with_rates>> c{"call", "rates"};
const enter<call<&with_observer>> d{"call", "observer"};
const enter<call<&with_all>> e{"call", "policies"};

} // namespace

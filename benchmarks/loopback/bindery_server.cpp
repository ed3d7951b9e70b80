// The library's server with one operation: received, verified, read, validated, limited, handled, written.

#include "serve.hpp"

#include "../payload/payload.hpp"

#include <bindery/provider/gateways.hpp>
#include <bindery/server.hpp>
#include <bindery/server/awaitable_handler.hpp>
#include <bindery/store/memory.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <iostream>

namespace {

using bench::vod::ExecuteFunction;

/// The store answers, but no quota is ever used up, since the load is far above the page's rate.
class unlimited : public bindery::stored_environment<bindery::store::memory> {
public:
    void admit(const bindery::admission_wish& what, bindery::protocol::store_step done) override {
        bindery::admission_wish more = what;
        more.rate.calls = 1'000'000'000;
        more.claim = {}; // all calls are the same
        stored_environment::admit(more, std::move(done));
    }
};

/// Those that wait for each other; on one thread.
class gate {
public:
    explicit gate(unsigned calls) : missing_(calls) {}

    boost::asio::awaitable<void> pass() {
        if (missing_ == 0 || --missing_ == 0) {
            for (const auto& each : waiting_)
                each->cancel();
            waiting_.clear();
            co_return;
        }
        const auto opened = std::make_shared<boost::asio::steady_timer>(co_await boost::asio::this_coro::executor,
                                                                        std::chrono::minutes(1));
        waiting_.push_back(opened);
        boost::system::error_code ignored;
        co_await opened->async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }

private:
    unsigned missing_;
    std::vector<std::shared_ptr<boost::asio::steady_timer>> waiting_;
};

bindery::result<ExecuteFunction::Output> answer(const ExecuteFunction& input) {
    return ExecuteFunction::Output{.Result = input.FunctionArg->view(), .RequestId = {}};
}

} // namespace

int main(int argc, char** argv) {
    const loopback::server_settings wanted(argc, argv);
    gate held(wanted.hold);
    const auto after_all =
        [&](const ExecuteFunction& input) -> boost::asio::awaitable<bindery::result<ExecuteFunction::Output>> {
        co_await held.pass();
        co_return answer(input);
    };
    const bindery::router operations = wanted.hold == 0
                                           ? bindery::router{answer}
                                           : bindery::router{bindery::awaitable_handler<ExecuteFunction>(after_all)};
    const auto world = std::make_shared<unlimited>();
    world->add({std::string(bench::secret_id), bench::secret_key, {}});
    bindery::server_settings settings{.endpoint = "127.0.0.1:0", .threads = wanted.threads};
    if (wanted.hold != 0)
        settings.limits.max_connections = settings.limits.max_connections_per_peer = wanted.hold;
    if (wanted.tls)
        settings.tls = loopback::certificate();
    const auto running = bindery::server::start(operations, world, settings);
    if (!running) {
        std::cerr << running.error() << '\n';
        return 1;
    }
    loopback::print_port_and_wait(running->port());
}

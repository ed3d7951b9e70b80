// The library's server with one operation: received, verified, read, validated, limited, handled, written.

#include "serve.hpp"

#include "../payload/payload.hpp"

#include <bindery/provider/gateways.hpp>
#include <bindery/server.hpp>
#include <bindery/store/memory.hpp>

#include <iostream>

namespace {

using bench::vod::ExecuteFunction;

/// The store answers, but no quota is ever used up: the load is far above the page's rate.
class unlimited : public bindery::stored_environment<bindery::store::memory> {
public:
    bindery::admission take(std::string_view secret_id, std::string_view key, std::uint32_t,
                            std::int64_t milliseconds) override {
        return stored_environment::take(secret_id, key, 1'000'000'000, milliseconds);
    }
};

} // namespace

int main(int argc, char** argv) {
    const loopback::server_settings wanted(argc, argv);
    const bindery::router operations{[](const ExecuteFunction& input) -> bindery::result<ExecuteFunction::Output> {
        return ExecuteFunction::Output{.Result = input.FunctionArg->view(), .RequestId = {}};
    }};
    const auto world = std::make_shared<unlimited>();
    world->add({std::string(bench::secret_id), bench::secret_key, {}});
    bindery::server_settings settings{.endpoint = "127.0.0.1:0", .threads = wanted.threads};
    if (wanted.tls)
        settings.tls = loopback::certificate();
    const auto running = bindery::server::start(operations, world, settings);
    if (!running) {
        std::cerr << running.error() << '\n';
        return 1;
    }
    loopback::print_port_and_wait(running->port());
}

// The library's client: typed, validated, signed, sent, read.

#include "../payload/payload.hpp"
#include "run_load.hpp"

#include <bindery/async_client.hpp>

#include <boost/asio/bind_executor.hpp>

namespace {

using bench::vod::ExecuteFunction;

class connection : public loopback::caller {
public:
    connection(boost::asio::io_context& context, const bindery::client& cloud) : context_(context), cloud_(cloud) {}

    void call() override {
        cloud_.async_call(
            input_, boost::asio::bind_executor(context_, [this](const bindery::result<ExecuteFunction::Output>& done) {
                loopback::must(done.has_value(), done ? "" : to_string(done.error()));
                ended();
            }));
    }

private:
    boost::asio::io_context& context_;
    const bindery::client& cloud_;
    ExecuteFunction input_ = bench::request();
};

} // namespace

int main(int argc, char** argv) {
    const loopback::settings wanted(argc, argv);
    const bindery::client cloud{
        {bench::secret_id, bench::secret_key},
        {.endpoint = (wanted.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(wanted.port),
         .connect_timeout = std::chrono::minutes(1), // for ten thousand at once
         .timeout = std::chrono::minutes(1),
         .max_idle_connections = 1024,
         .tls = {.verify = false}}};
    if (wanted.in_flight != 0) {
        loopback::run_load(
            wanted, [&](boost::asio::io_context& context) { return std::make_unique<connection>(context, cloud); });
        return 0;
    }
    const ExecuteFunction input = bench::request();
    loopback::run_blocking(wanted, [&] {
        const auto done = cloud.call(input);
        loopback::must(done.has_value(), done ? "" : to_string(done.error()));
    });
}

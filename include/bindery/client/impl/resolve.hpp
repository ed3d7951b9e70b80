#ifndef BINDERY_CLIENT_IMPL_RESOLVE_HPP
#define BINDERY_CLIENT_IMPL_RESOLVE_HPP

#include <bindery/client/impl/route.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <charconv>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace bindery::detail {

using endpoints = std::vector<boost::asio::ip::tcp::endpoint>;

/// The endpoint of an address in numbers; none of a name.
inline endpoints numeric_endpoint(const route& to) {
    boost::system::error_code no_address;
    const auto address = boost::asio::ip::make_address(std::string(to.address), no_address);
    if (no_address)
        return {};
    unsigned short port = 0;
    std::from_chars(to.port.data(), to.port.data() + to.port.size(), port);
    return {{address, port}};
}

/// Looks a name up. The system's resolver cannot be called back, so it works on a thread of its own, which is left
/// alone with its work when the time is up.
inline endpoints resolve(const route& to, route::time_point until, boost::system::error_code& failure) {
    struct work {
        std::string address, port;
        std::mutex mutex;
        std::condition_variable changed;
        bool done = false;
        boost::system::error_code failure;
        endpoints found;
    };
    const auto shared = std::make_shared<work>();
    shared->address = to.address;
    shared->port = to.port;
    std::thread([shared] {
        boost::asio::io_context context;
        boost::system::error_code why;
        const auto found = boost::asio::ip::tcp::resolver(context).resolve(shared->address, shared->port, why);
        const std::lock_guard lock(shared->mutex);
        shared->failure = why;
        shared->found.assign(found.begin(), found.end());
        shared->done = true;
        shared->changed.notify_all();
    }).detach();

    std::unique_lock lock(shared->mutex);
    if (!shared->changed.wait_until(lock, until, [&] { return shared->done; })) {
        failure = boost::asio::error::timed_out;
        return {};
    }
    failure = shared->failure;
    return std::move(shared->found);
}

} // namespace bindery::detail

#endif

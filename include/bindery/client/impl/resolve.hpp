#ifndef BINDERY_CLIENT_IMPL_RESOLVE_HPP
#define BINDERY_CLIENT_IMPL_RESOLVE_HPP

#include <bindery/client/impl/route.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <algorithm>
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
    const auto address = boost::asio::ip::make_address(std::string(to.hop_address()), no_address);
    if (no_address)
        return {};
    unsigned short port = 0;
    const std::string_view digits = to.hop_port();
    std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return {{address, port}};
}

/// The two families in turns, in the order that they came in: when one of them leads nowhere the second attempt is one
/// of the other (RFC 8305).
inline endpoints in_turns(const endpoints& found) {
    endpoints first, other;
    for (const auto& each : found)
        (each.protocol() == found.front().protocol() ? first : other).push_back(each);
    endpoints all;
    for (std::size_t i = 0; i != (std::max)(first.size(), other.size()); ++i)
        for (const endpoints* family : {&first, &other})
            if (i < family->size())
                all.push_back((*family)[i]);
    return all;
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
    shared->address = to.hop_address();
    shared->port = to.hop_port();
    std::thread([shared] {
        boost::asio::io_context context;
        boost::system::error_code why;
        const auto found = boost::asio::ip::tcp::resolver(context).resolve(shared->address, shared->port, why);
        const std::lock_guard lock(shared->mutex);
        shared->failure = why;
        shared->found = in_turns({found.begin(), found.end()});
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

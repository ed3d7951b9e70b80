#ifndef BINDERY_TESTS_SUPPORT_CALL_HPP
#define BINDERY_TESTS_SUPPORT_CALL_HPP

// One call in either of the ways that there are to make it.

#include <bindery/async_client.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <thread>

namespace bindery::tests {

/// Blocks, or runs an asynchronous call to its end. The input of the latter is gone once the call has begun, nothing
/// completes inside of `async_call`, and what does complete does so where the context runs.
template <class Op>
result<typename Op::Output> call(bool blocks, const client& cloud, const Op& input, const call_options<Op>& how = {}) {
    if (blocks)
        return cloud.call(input, how);
    boost::asio::io_context context;
    std::optional<result<typename Op::Output>> outcome;
    const auto inside = std::this_thread::get_id();
    {
        const auto passing = std::make_unique<Op>(input);
        cloud.async_call(*passing, how,
                         boost::asio::bind_executor(context.get_executor(), [&](result<typename Op::Output> done) {
                             CHECK(std::this_thread::get_id() == inside);
                             outcome.emplace(std::move(done));
                         }));
    }
    CHECK_FALSE(outcome.has_value());
    context.run();
    return std::move(outcome.value());
}

} // namespace bindery::tests

#endif

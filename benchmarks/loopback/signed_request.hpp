#ifndef BINDERY_BENCHMARKS_LOOPBACK_SIGNED_REQUEST_HPP
#define BINDERY_BENCHMARKS_LOOPBACK_SIGNED_REQUEST_HPP

// A request made in advance, for clients that only move bytes.

#include "../payload/payload.hpp"

#include <bindery/protocol/provider.hpp>
#include <bindery/provider/tencent.hpp>
#include <bindery/reflect/table.hpp>

#include <chrono>

namespace loopback {

/// Signed now: good for some minutes.
inline bindery::protocol::request signed_request() {
    const bench::vod::ExecuteFunction input = bench::request();
    const std::int64_t now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    const bindery::protocol::call call{.about = &bench::vod::ExecuteFunction::about,
                                       .input = &bindery::reflect::structure_of<bench::vod::ExecuteFunction>,
                                       .value = &input,
                                       .host = bench::vod::ExecuteFunction::about.host,
                                       .region = {},
                                       .language = {}};
    bindery::protocol::request out;
    const bindery::signing::credentials who{std::string(bench::secret_id), bench::secret_key, {}};
    const auto written =
        bindery::provider::tencent::instance().make_writer()->write(call, who, {now, bench::nonce}, out);
    if (!written)
        std::abort();
    return out;
}

} // namespace loopback

#endif

#ifndef BINDERY_TESTS_UNIT_SANDBOX_CLOUD_HPP
#define BINDERY_TESTS_UNIT_SANDBOX_CLOUD_HPP

// A sandbox whose time stands still until a test moves it, asked without sockets.

#include "unit/protocol/world.hpp"

#include <bindery/sandbox.hpp>

#include <atomic>

namespace sandboxed {

namespace vod = bindery::api::tencent::vod::v20180717;
namespace mps = bindery::api::tencent::mps::v20190612;
namespace tiw = bindery::api::tencent::tiw::v20190919;
namespace live = bindery::api::alibaba::live::v20161101;

inline constexpr std::int64_t second = 1000;
inline constexpr std::int64_t day = 86'400 * second;

struct cloud {
    std::shared_ptr<std::atomic<std::int64_t>> time = std::make_shared<std::atomic<std::int64_t>>(world::start);
    bindery::sandbox box{settings()};
    int nonces = 0;

    cloud() { box.add_credentials(world::alice); }

    bindery::sandbox_settings settings() const {
        bindery::sandbox_settings made;
        made.clock = [time = time] { return time->load(); };
        made.waiting = std::chrono::milliseconds(1000);
        made.processing = std::chrono::milliseconds(2000);
        return made;
    }

    /// Asks now, with a fresh nonce and a region where one is needed.
    template <class Op>
    bindery::result<typename Op::Output> ask(const Op& input, world::manner how = {}) {
        const std::string nonce = std::to_string(++nonces);
        how.nonce = nonce;
        how.milliseconds = *time;
        if (Op::about.region == bindery::region_rule::required && how.region.empty())
            how.region = "ap-singapore";
        return world::ask(box.dispatcher(), input, how);
    }
};

template <class Op>
std::string code(const bindery::result<Op>& answer) {
    return answer ? std::string("ok") : answer.error().code;
}

} // namespace sandboxed

#endif

// A server's dispatcher with one operation up to a thousand: a signed request is identified, verified, found, read,
// validated, handled and answered, without a socket.

#include "../contender.hpp"
#include "../payload/payload.hpp"

#include <bindery/protocol/dispatcher.hpp>
#include <bindery/provider/all.hpp>
#include <bindery/provider/gateways.hpp>
#include <bindery/server/environment.hpp>
#include <bindery/store/memory.hpp>

#include <cstdlib>

namespace bench {

namespace {

using bindery::protocol::incoming_call;
using bindery::protocol::operation_handler;

/// A handler of ExecuteFunction under another name.
class numbered final : public operation_handler {
public:
    explicit numbered(std::uint64_t number) : numbered(std::make_unique<named>(number)) {}

    void answer(incoming_call& call) const override {
        auto input = bindery::reflect::blank<vod::ExecuteFunction>();
        if (!call.read(bindery::reflect::structure_of<vod::ExecuteFunction>, &input))
            return;
        vod::ExecuteFunction::Output out{.Result = std::move(*input.FunctionArg), .RequestId = {}};
        call.succeed(bindery::reflect::structure_of<vod::ExecuteFunction::Output>, &out);
    }

private:
    struct named {
        explicit named(std::uint64_t number)
            : action("ExecuteFunction" + std::to_string(number)), about(vod::ExecuteFunction::about) {
            about.action = action;
            about.rate = {};          // what is measured is neither the quota
            about.deduplication = {}; // nor what is seen once
        }
        std::string action;
        bindery::operation about;
    };

    explicit numbered(std::unique_ptr<named> name)
        : operation_handler(vod::ExecuteFunction::provider::gateway::instance(), name->about, {}),
          name_(std::move(name)) {}

    std::unique_ptr<named> name_;
};

class dispatch final : public contender {
public:
    explicit dispatch(std::uint64_t operations) : desk_(world(), handlers(operations)) {
        const numbered asked(operations / 2);
        const vod::ExecuteFunction input = request();
        const bindery::signing::credentials who{std::string(secret_id), secret_key, {}};
        const bindery::protocol::call call{.about = &asked.about(),
                                           .input = &bindery::reflect::structure_of<vod::ExecuteFunction>,
                                           .value = &input,
                                           .host = asked.about().host,
                                           .region = {},
                                           .language = {}};
        if (!vod::ExecuteFunction::provider::instance().make_writer()->write(call, who, {seconds, nonce},
                                                                             call_.received))
            std::abort();
    }
    void run() override {
        desk_.dispatch(call_);
        if (call_.answer.status != 200 || call_.answer.body.view().find("Error") != std::string_view::npos)
            std::abort();
    }
    std::string product() const override { return {}; }

private:
    static std::shared_ptr<bindery::protocol::environment> world() {
        auto made = std::make_shared<bindery::stored_environment<bindery::store::memory>>(
            std::make_shared<bindery::store::memory>(), [] { return seconds * 1000; });
        made->add({std::string(secret_id), secret_key, {}});
        return made;
    }
    static std::vector<bindery::protocol::handler> handlers(std::uint64_t operations) {
        std::vector<bindery::protocol::handler> all;
        for (std::uint64_t i = 0; i != operations; ++i)
            all.push_back(std::make_shared<numbered>(i));
        return all;
    }

    bindery::protocol::dispatcher desk_;
    incoming_call call_;
};

const enter_sizes<dispatch> a{"dispatch", "bindery", 1, 1'000};

} // namespace

} // namespace bench

#include "world.hpp"

#include <bindery/api/tencent/vod/v20180717.hpp>

#include <doctest/doctest.h>

#include <optional>

namespace vod = bindery::api::tencent::vod::v20180717;

using bindery::protocol::deferred_answer;
using bindery::protocol::dispatcher;
using bindery::protocol::incoming_call;

namespace {

using output = vod::ManageTask::Output;

/// Keeps the answer for the test to give.
struct later final : bindery::protocol::operation_handler {
    later() : operation_handler(vod::ManageTask::provider::gateway::instance(), vod::ManageTask::about, {}) {}
    void answer(incoming_call& call) const override {
        auto input = bindery::reflect::blank<vod::ManageTask>();
        if (!call.read(bindery::reflect::structure_of<vod::ManageTask>, &input))
            return;
        kept.emplace(call.defer());
        if (throws)
            throw std::runtime_error("after deferring");
    }
    mutable std::optional<deferred_answer> kept;
    bool throws = false;
};

struct counting final : bindery::protocol::answer_observer {
    void answered() noexcept override { ++answers; }
    std::shared_ptr<void> keep_alive() override { return alive; }
    int answers = 0;
    std::shared_ptr<int> alive = std::make_shared<int>();
};

struct desk {
    std::shared_ptr<world::environment> around = std::make_shared<world::environment>();
    std::shared_ptr<later> handler = std::make_shared<later>();
    dispatcher dispatch{around, {handler}};
    counting observer;
    incoming_call call{&observer};

    void receive() {
        call.received.clear();
        world::write(vod::ManageTask{.TaskId = "t", .OperationType = "Abort"}, {}, call.received);
        dispatch.dispatch(call);
    }
    std::string outcome() const {
        const auto read = world::read<vod::ManageTask>(call.answer);
        return read ? std::string("ok") : read.error().code;
    }
};

} // namespace

TEST_CASE("incoming call: a deferred answer is given once, and keeps its observer alive until then") {
    desk here;
    here.receive();
    CHECK(!here.call.is_answered());
    CHECK(here.observer.answers == 0);
    CHECK(here.observer.alive.use_count() == 2);
    CHECK(here.handler->kept->context().secret_id == "AKIDalice");
    output done;
    here.handler->kept->succeed(bindery::reflect::structure_of<output>, &done);
    CHECK(here.call.is_answered());
    CHECK(here.observer.answers == 1);
    CHECK(here.outcome() == "ok");
    here.handler->kept.reset();
    CHECK(here.observer.answers == 1);
    CHECK(here.observer.alive.use_count() == 1);
}

TEST_CASE("incoming call: an answer that never comes is the server's failure") {
    desk here;
    here.receive();
    here.handler->kept.reset();
    CHECK(here.observer.answers == 1);
    CHECK(here.outcome() == "InternalError");
    CHECK(here.around->reported.size() == 1);
}

TEST_CASE("incoming call: a handler that throws after deferring does not answer twice") {
    desk here;
    here.handler->throws = true;
    here.receive();
    CHECK(here.observer.answers == 0);
    here.handler->kept->fail(bindery::fail_with(vod::ManageTask::errc::FailedOperation));
    CHECK(here.observer.answers == 1);
    CHECK(here.outcome() == "FailedOperation");
}

TEST_CASE("incoming call: every dispatched request is answered once, whatever is wrong with it") {
    desk here;
    here.call.received.clear();
    here.dispatch.dispatch(here.call); // no provider's
    CHECK(here.observer.answers == 1);
    here.around->known.clear();
    here.receive(); // not signed by anybody
    CHECK(here.observer.answers == 2);
    here.around->broken = true;
    here.receive();
    CHECK(here.observer.answers == 3);
    CHECK(here.call.answer.status == 500);
}

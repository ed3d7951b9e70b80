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
    void resume(bindery::protocol::resumption next) noexcept override {
        ++resumed;
        if (goes_on)
            next();
    }
    int answers = 0, resumed = 0;
    bool goes_on = true;
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

namespace {

/// A server whose store ends its steps when the test says so, and whose handler acts once for each admitted call.
struct slow_desk {
    std::shared_ptr<world::environment> around = std::make_shared<world::environment>();
    std::optional<bindery::error> failure;
    bool throws = false;
    int acted = 0;
    dispatcher dispatch{
        around, {bindery::protocol::make_handler([this](const vod::ExecuteFunction&) -> bindery::result<execution> {
            ++acted;
            if (throws)
                throw std::runtime_error("thrown");
            if (failure)
                return *failure;
            return execution{.Result = "r"};
        })}};
    counting observer;
    incoming_call call{&observer};

    slow_desk() { around->slow = true; }

    using execution = vod::ExecuteFunction::Output;
    void receive(std::string_view session, const std::string& context = "c") {
        call.received.clear();
        vod::ExecuteFunction input{.FunctionName = "f", .FunctionArg = "a"};
        input.SessionId = session;
        input.SessionContext = context;
        world::write(input, {}, call.received);
        dispatch.dispatch(call);
    }
    /// What has become of the call after so many steps of the store.
    std::string after(int steps) {
        for (int i = 0; i != steps; ++i)
            if (!around->end_step())
                return "no such step";
        if (!call.is_answered())
            return "waits";
        const auto read = world::read<vod::ExecuteFunction>(call.answer);
        return read ? std::string("ok") : read.error().code;
    }
};

} // namespace

TEST_CASE("incoming call: waits for a store that answers later, and goes on where its observer says") {
    slow_desk here;
    here.receive("s");
    CHECK(here.after(0) == "waits");
    CHECK(here.acted == 0);
    CHECK(here.observer.alive.use_count() == 2);
    CHECK(here.after(1) == "ok");
    CHECK(here.acted == 1);
    CHECK(here.observer.resumed == 1);
    CHECK(here.observer.answers == 1);
    CHECK(here.observer.alive.use_count() == 1);
    CHECK(here.after(1) == "no such step");
}

TEST_CASE("incoming call: what a slow store refuses is answered as it is by a quick one") {
    slow_desk here;
    here.receive("s");
    CHECK(here.after(1) == "ok");
    here.receive("s");
    CHECK(here.after(1) == "FailedOperation");
    here.around->taken.begin()->second = 100;
    here.receive("t");
    CHECK(here.after(1) == "RequestLimitExceeded");
    CHECK(here.acted == 1);
    CHECK(!here.around->seen.contains("t"));
}

TEST_CASE("incoming call: one that breaks a rule is counted, and spends no deduplication id") {
    for (const bool slow : {false, true}) {
        slow_desk here;
        here.around->slow = slow;
        here.receive("s", std::string(1001, 'x'));
        CHECK(here.after(slow) == "InvalidParameterValue.SessionContextTooLong");
        CHECK(here.acted == 0);
        CHECK(here.around->taken.begin()->second == 1);
        CHECK(here.around->seen.empty());
    }
}

TEST_CASE("incoming call: one that fails gives its deduplication id back before it is answered") {
    slow_desk here;
    here.failure = bindery::fail_with(vod::ExecuteFunction::errc::InvalidParameterValue_FunctionArg);
    here.receive("s");
    CHECK(here.after(1) == "waits");
    CHECK(here.after(1) == "InvalidParameterValue.FunctionArg");
    here.throws = true;
    here.receive("s");
    CHECK(here.after(2) == "InternalError");
    here.throws = false;
    here.failure.reset();
    here.receive("s");
    CHECK(here.after(1) == "ok");
    CHECK(here.acted == 3);
    CHECK(here.around->seen.size() == 1);
    CHECK(here.observer.answers == 3);
}

TEST_CASE("incoming call: a call that nobody goes on with ends, and gives its deduplication id back") {
    slow_desk here;
    here.observer.goes_on = false;
    here.receive("s");
    CHECK(here.after(1) == "waits"); // for the id to be given back
    CHECK(here.around->seen.empty());
    CHECK(here.after(1) != "waits");
    CHECK(here.call.answer.status == 500);
    CHECK(here.acted == 0);
    CHECK(here.observer.answers == 1);
    CHECK(here.observer.alive.use_count() == 1);
}

TEST_CASE("incoming call: a store that drops its step has failed, and the call with it") {
    slow_desk here;
    here.receive("s");
    std::exchange(here.around->waiting, {}).clear(); // the call then has given back what it may have claimed
    CHECK(here.after(1) == "InternalError");
    REQUIRE(here.around->reported.size() == 1);
    CHECK(here.around->reported[0].find("the store ended without an answer") != std::string::npos);
}

TEST_CASE("incoming call: a handler that answers without reading is the server's failure, since nothing was counted") {
    struct hasty final : bindery::protocol::operation_handler {
        hasty() : operation_handler(vod::ManageTask::provider::gateway::instance(), vod::ManageTask::about, {}) {}
        void answer(incoming_call& call) const override {
            output done;
            call.succeed(bindery::reflect::structure_of<output>, &done);
        }
    };
    const auto around = std::make_shared<world::environment>();
    const dispatcher desk(around, {std::make_shared<hasty>()});
    CHECK(world::ask(desk, vod::ManageTask{.TaskId = "t", .OperationType = "Abort"}).error().code == "InternalError");
    CHECK(around->reported == std::vector<std::string>{"the handler answered without reading the input"});
}

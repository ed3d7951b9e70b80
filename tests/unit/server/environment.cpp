#include "unit/protocol/world.hpp"

#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>
#include <bindery/server/environment.hpp>
#include <bindery/store/memory.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace vod = bindery::api::tencent::vod::v20180717;

namespace {

using bindery::stored_environment;
using bindery::store::memory;

/// A store that others are cut off from.
struct unreachable {
    template <class Receiver>
    void admit(const bindery::admission_wish&, Receiver&& receiver) {
        receiver(bindery::result<bindery::admission_answer>(failure()));
    }
    template <class Receiver>
    void release(std::string_view, std::string_view, Receiver&& receiver) {
        receiver(bindery::result<void>(failure()));
    }
    static bindery::error failure() { return {bindery::errc::transport, "the store cannot be reached"}; }
};

} // namespace

TEST_CASE("environment: request ids are UUIDs that never repeat, within a process and between two") {
    stored_environment<memory> one, two;
    std::set<std::string> seen;
    for (int i = 0; i != 10'000; ++i) {
        const auto id = one.new_request_id();
        CHECK(seen.emplace(id.view()).second);
        CHECK(seen.emplace(two.new_request_id().view()).second);
    }
    const std::string& id = *seen.begin();
    REQUIRE(id.size() == 36);
    CHECK(id[8] == '-');
    CHECK(id[14] == '4');
    CHECK(std::string("89ab").find(id[19]) != std::string::npos);
}

TEST_CASE("environment: knows callers from when they are added until they are removed") {
    stored_environment<memory> world;
    CHECK(world.find_credentials("AKID") == nullptr);
    world.add({"AKID", std::string_view("one")});
    const auto held = world.find_credentials("AKID");
    REQUIRE(held != nullptr);
    world.add({"AKID", std::string_view("two")});
    CHECK(world.find_credentials("AKID")->secret_key.reveal() == "two");
    CHECK(held->secret_key.reveal() == "one");
    world.remove("AKID");
    world.remove("AKID");
    CHECK(world.find_credentials("AKID") == nullptr);
}

TEST_CASE("environment: its clock is the system's or the one given") {
    stored_environment<memory> real;
    CHECK(real.now() > 1'700'000'000'000);
    std::int64_t time = 5;
    stored_environment<memory> made(std::make_shared<memory>(), [&] { return time; });
    CHECK(made.now() == 5);
    time = 15;
    CHECK(made.now() == 15);
}

namespace {

/// The first call has a deduplication id, the others do not.
struct desk {
    explicit desk(std::shared_ptr<bindery::local_environment> world) : on(std::move(world), handlers()) {}
    std::string ask(std::string_view session = {}) {
        vod::ExecuteFunction call{.FunctionName = "f", .FunctionArg = "a"};
        if (!session.empty())
            call.SessionId = session;
        const auto answer = world::ask(on, call);
        return answer ? std::string("ok") : answer.error().code;
    }
    static std::vector<bindery::protocol::handler> handlers() {
        return {bindery::protocol::make_handler(
            [](const vod::ExecuteFunction&) -> bindery::result<vod::ExecuteFunction::Output> {
                return vod::ExecuteFunction::Output{.Result = "r"};
            })};
    }
    bindery::protocol::dispatcher on;
};

template <class Environment>
std::shared_ptr<Environment> open_to_alice(std::shared_ptr<Environment> made) {
    made->add(world::alice);
    return made;
}

} // namespace

TEST_CASE("environment: what a store refuses, has no room for or fails to do, the call learns as its page says") {
    const auto clock = [] { return world::start; };
    desk here(open_to_alice(std::make_shared<stored_environment<memory>>(std::make_shared<memory>(), clock)));
    CHECK(here.ask("s") == "ok");
    CHECK(here.ask("s") == "FailedOperation");
    CHECK(here.ask("t") == "ok");
    for (int i = 3; i != 100; ++i)
        CHECK(here.ask() == "ok");
    CHECK(here.ask() == "RequestLimitExceeded");
    desk full(open_to_alice(std::make_shared<stored_environment<memory>>(std::make_shared<memory>(0), clock)));
    CHECK(full.ask() == "RequestLimitExceeded");
    desk cut_off(
        open_to_alice(std::make_shared<stored_environment<unreachable>>(std::make_shared<unreachable>(), clock)));
    CHECK(cut_off.ask("s") == "InternalError"); // nothing is let through
}

#include "cloud.hpp"

#include <doctest/doctest.h>

using namespace sandboxed;

namespace {

bindery::sandbox_task make_task(cloud& here, std::string_view argument = "XXX") {
    REQUIRE(code(here.ask(vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = argument})) == "ok");
    return here.box.tasks().back();
}

std::string abort(cloud& here, std::string_view id, const world::manner& how = {}) {
    return code(here.ask(vod::ManageTask{.TaskId = id, .OperationType = "Abort"}, how));
}

} // namespace

TEST_CASE("sandbox: a call becomes a task that keeps what was given") {
    cloud here;
    CHECK(here.box.tasks().empty());
    REQUIRE(code(here.ask(vod::ExecuteFunction{.FunctionName = "ExampleFunc",
                                               .FunctionArg = "XXX",
                                               .SubAppId = 251000333,
                                               .SessionContext = "my context",
                                               .SessionId = "my id"})) == "ok");
    REQUIRE(here.box.tasks().size() == 1);
    const auto task = here.box.tasks().front();
    CHECK(task.id.starts_with("251000333-procedure-"));
    CHECK(task.state == "WAITING");
    CHECK(task.service == "vod");
    CHECK(task.account == "AKIDalice");
    CHECK(task.function == "ExampleFunc");
    CHECK(task.argument == "XXX");
    CHECK(task.result == "XXX");
    CHECK(task.session_context == "my context");
    CHECK(task.session_id == "my id");
    CHECK(task.created == world::start);
    CHECK(here.box.find_task(task.id)->session_id == "my id");
    CHECK(!here.box.find_task("none"));
}

TEST_CASE("sandbox: a task is WAITING, then PROCESSING, then FINISHED, and one day forgotten") {
    cloud here;
    const std::string id = make_task(here).id;
    const auto state = [&] { return here.box.find_task(id)->state; };
    *here.time += 999;
    CHECK(state() == "WAITING");
    *here.time += 1;
    CHECK(state() == "PROCESSING");
    *here.time += 1999;
    CHECK(state() == "PROCESSING");
    *here.time += 1;
    CHECK(state() == "FINISHED");
    *here.time += 6 * day;
    CHECK(state() == "FINISHED");
    *here.time += day;
    CHECK(!here.box.find_task(id));
    CHECK(here.box.tasks().empty());
}

TEST_CASE("sandbox: tasks are listed oldest first") {
    cloud here;
    for (int i = 0; i != 20; ++i)
        make_task(here, std::to_string(i));
    REQUIRE(code(here.ask(mps::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "20"})) == "ok");
    const auto all = here.box.tasks();
    REQUIRE(all.size() == 21);
    for (std::size_t i = 0; i != all.size(); ++i)
        CHECK(all[i].argument == std::to_string(i));
    CHECK(all.back().service == "mps");
}

TEST_CASE("sandbox: each state is observed, once and in order") {
    cloud here;
    std::vector<std::string> seen;
    here.box.on_task_change([&](const bindery::sandbox_task& changed) {
        seen.push_back(changed.argument + changed.state);
        if (seen.size() < 3)
            (void)here.box.tasks(); // an observer may look
    });
    const std::string first = make_task(here, "a ").id;
    *here.time += 500;
    make_task(here, "b ");
    CHECK(abort(here, first) == "ok");
    *here.time += 10 * second;
    here.box.advance();
    CHECK(seen == std::vector<std::string>{"a WAITING", "b WAITING", "a ABORTED", "b PROCESSING", "b FINISHED"});
    here.box.on_task_change([](const bindery::sandbox_task&) { throw 7; });
    make_task(here, "c ");
    here.box.on_task_change({});
    make_task(here, "d ");
    CHECK(seen.size() == 5);
}

TEST_CASE("sandbox: ManageTask aborts a task that waits, and no other") {
    cloud here;
    const std::string id = make_task(here).id;
    CHECK(abort(here, id) == "ok");
    CHECK(here.box.find_task(id)->state == "ABORTED");
    *here.time += 10 * second;
    CHECK(here.box.find_task(id)->state == "ABORTED");

    const std::string running = make_task(here).id;
    const auto message = [&](std::string_view task) {
        const auto answer = here.ask(vod::ManageTask{.TaskId = task, .OperationType = "Abort"});
        CHECK(answer.error() == vod::ManageTask::errc::FailedOperation);
        return answer.error().remote_message;
    };
    CHECK(message(id).find("ABORTED") != std::string::npos);
    *here.time += second;
    CHECK(message(running).find("PROCESSING") != std::string::npos);
    *here.time += 10 * second;
    CHECK(message(running).find("FINISHED") != std::string::npos);
}

TEST_CASE("sandbox: ManageTask knows the tasks of its own account and service only") {
    cloud here;
    const std::string id = make_task(here).id;
    CHECK(abort(here, "nothing") == "InvalidParameterValue.TaskId");
    const world::signing::credentials bob{"AKIDbob", std::string_view("bob's key")};
    here.box.add_credentials(bob);
    CHECK(abort(here, id, {.who = &bob}) == "InvalidParameterValue.TaskId");
    REQUIRE(code(here.ask(mps::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "a"})) == "ok");
    CHECK(abort(here, here.box.tasks().back().id) == "InvalidParameterValue.TaskId");
    CHECK(abort(here, id) == "ok");
}

TEST_CASE("sandbox: ManageTask takes Abort and nothing else") {
    cloud here;
    const std::string id = make_task(here).id;
    CHECK(here.ask(vod::ManageTask{.TaskId = id, .OperationType = bindery::unlisted("Pause")}).error() ==
          vod::ManageTask::errc::InvalidParameterValue_InvalidOperationType);
}

TEST_CASE("sandbox: two of them may share a store, and with it the tasks") {
    cloud here;
    const auto store = std::make_shared<bindery::store::memory>();
    bindery::sandbox_settings settings = here.settings();
    settings.store = store;
    bindery::sandbox one(settings), two(settings);
    one.add_credentials(world::alice);
    REQUIRE(world::ask(one.dispatcher(),
                       vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "a", .SessionId = "s"})
                .has_value());
    CHECK(two.tasks().size() == 1);
    two.add_credentials(world::alice);
    CHECK(code(world::ask(two.dispatcher(),
                          vod::ExecuteFunction{.FunctionName = "ExampleFunc", .FunctionArg = "a", .SessionId = "s"})) ==
          "FailedOperation");
}

TEST_CASE("sandbox: when its store is full a call fails, no task is forgotten and no SessionId used up") {
    cloud here;
    bindery::sandbox_settings settings = here.settings();
    settings.store = std::make_shared<bindery::store::memory>(1024 * 1024);
    bindery::sandbox small(settings);
    small.add_credentials(world::alice);
    const auto execute = [&](std::string_view session) {
        return code(world::ask(small.dispatcher(),
                               vod::ExecuteFunction{.FunctionName = "ExampleFunc",
                                                    .FunctionArg = std::string(20'000, 'x'),
                                                    .SessionId = std::string(session)},
                               {.milliseconds = *here.time}));
    };
    std::size_t made = 0;
    while (execute("session " + std::to_string(made)) == "ok")
        ++made;
    CHECK(made == 3); // of 40 KB each: an account gets half of a quarter
    CHECK(execute("one more") == "InternalError");
    CHECK(execute("session 0") == "FailedOperation");
    CHECK(small.tasks().size() == made);
    // When the tasks are gone there is room again, for the one that failed, too.
    *here.time += 7 * day;
    CHECK(execute("one more") == "ok");
}

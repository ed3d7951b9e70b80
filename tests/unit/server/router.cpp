#include "unit/protocol/world.hpp"

#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/server/router.hpp>

#include <doctest/doctest.h>

namespace vod = bindery::api::tencent::vod::v20180717;

namespace {

bindery::result<vod::ManageTask::Output> manage(const vod::ManageTask&) {
    return vod::ManageTask::Output{};
}

struct functor {
    vod::ExecuteFunction::Output operator()(const vod::ExecuteFunction& input,
                                            const bindery::protocol::call_context&) const noexcept {
        return {.Result = input.FunctionName->view()};
    }
};

bindery::result<vod::ExecuteFunction::Output> execute(const bindery::router& operations) {
    const bindery::protocol::dispatcher desk(std::make_shared<world::environment>(), operations.handlers());
    return world::ask(desk, vod::ExecuteFunction{.FunctionName = "f", .FunctionArg = "a"});
}

} // namespace

TEST_CASE("router: takes functions, function objects and handlers") {
    const bindery::router operations{manage, functor{}, bindery::protocol::make_handler(functor{})};
    REQUIRE(operations.handlers().size() == 3);
    CHECK(&operations.handlers()[0]->about() == &vod::ManageTask::about);
    CHECK(&operations.handlers()[1]->about() == &vod::ExecuteFunction::about);
    CHECK(execute(operations)->Result->view() == "f");
}

TEST_CASE("router: of two handlers of one operation the later one counts") {
    bindery::router operations{functor{}};
    operations.add([](const vod::ExecuteFunction&) { return vod::ExecuteFunction::Output{.Result = "later"}; });
    CHECK(execute(operations)->Result->view() == "later");
}

TEST_CASE("router: a callable of many signatures is told its operation") {
    const auto anything = [](const auto&) -> bindery::result<vod::ExecuteFunction::Output> {
        return vod::ExecuteFunction::Output{.Result = "generic"};
    };
    const bindery::router operations{bindery::protocol::make_handler<vod::ExecuteFunction>(anything)};
    CHECK(execute(operations)->Result->view() == "generic");
}

TEST_CASE("router: copies share the handlers") {
    const bindery::router one{manage};
    const bindery::router two = one;
    CHECK(one.handlers()[0] == two.handlers()[0]);
    CHECK(bindery::router().handlers().empty());
}

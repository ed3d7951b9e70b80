#include "world.hpp"

#include <bindery/api/tencent/vod/v20180717.hpp>

#include <doctest/doctest.h>

namespace vod = bindery::api::tencent::vod::v20180717;

using bindery::protocol::call_context;
using bindery::protocol::make_handler;

namespace {

using output = vod::ManageTask::Output;

template <class Callable>
concept handles = requires(Callable callable) { make_handler(callable); };
template <class Callable, class Op>
concept handles_as = requires(Callable callable) { make_handler<Op>(callable); };

using plain = bindery::result<output> (*)(const vod::ManageTask&);
using with_context = bindery::result<output> (*)(const vod::ManageTask&, const call_context&);
using gives_output = output (*)(const vod::ManageTask&);
using takes_nothing = bindery::result<output> (*)();
using gives_nothing = void (*)(const vod::ManageTask&);
using gives_another = bindery::result<vod::ExecuteFunction::Output> (*)(const vod::ManageTask&);
using takes_no_operation = bindery::result<output> (*)(const std::string&);
using wants_to_change = bindery::result<output> (*)(vod::ManageTask&);

struct changing {
    bindery::result<output> operator()(const vod::ManageTask&) { return output{}; }
};

} // namespace

TEST_CASE("handler: is made of what takes an operation and gives its output, with the context or without") {
    CHECK(handles<plain>);
    CHECK(handles<with_context>);
    CHECK(handles<gives_output>);
    CHECK(handles_as<plain, vod::ManageTask>);
}

TEST_CASE("handler: is made of nothing else") {
    CHECK(!handles<takes_nothing>);
    CHECK(!handles<int>);
    CHECK(!handles_as<gives_nothing, vod::ManageTask>);
    CHECK(!handles_as<gives_another, vod::ManageTask>);
    CHECK(!handles_as<wants_to_change, vod::ManageTask>);
    CHECK(!handles_as<changing, vod::ManageTask>); // it would be changed by many threads at once
    CHECK(!handles_as<plain, vod::ExecuteFunction>);
    CHECK(!handles_as<takes_no_operation, std::string>);
}

TEST_CASE("handler: says whose and which operation it is, and what its regions are") {
    const auto made = make_handler([](const vod::ManageTask&) { return output{}; });
    CHECK(&made->about() == &vod::ManageTask::about);
    CHECK(&made->cloud() == &vod::ManageTask::provider::gateway::instance());
    CHECK(made->regions().empty());
}

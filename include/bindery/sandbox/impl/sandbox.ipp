#ifndef BINDERY_SANDBOX_IMPL_SANDBOX_IPP
#define BINDERY_SANDBOX_IMPL_SANDBOX_IPP

#include <bindery/sandbox/impl/hosts.hpp>
#include <bindery/sandbox/impl/operations.hpp>
#include <bindery/sandbox/impl/running.hpp>
#include <bindery/sandbox/sandbox.hpp>
#include <bindery/server/self_signed.hpp>

namespace bindery {

BINDERY_DECL sandbox::sandbox(sandbox_settings settings)
    : state_(std::make_shared<detail::sandbox_state>(std::move(settings))) {
    const auto echo = [](const std::string& argument) -> result<std::string> {
        if (argument.empty())
            return error{errc::validation, "ExampleFunc takes any argument but an empty one"};
        return argument;
    };
    add_function("ExampleFunc", echo);
    add_mps_function("ExampleFunc", echo);
}

BINDERY_DECL void sandbox::add_credentials(signing::credentials caller) {
    state_->world->add(std::move(caller));
}

BINDERY_DECL void sandbox::set_standing(std::string_view secret_id, std::string_view service, standing now) {
    const std::unique_lock lock(state_->mutex);
    state_->standings[{std::string(secret_id), std::string(service)}] = now;
}

BINDERY_DECL void sandbox::add_function(std::string_view name, sandbox_function function) {
    const std::unique_lock lock(state_->mutex);
    state_->vod_functions.insert_or_assign(std::string(name), std::move(function));
}

BINDERY_DECL void sandbox::add_mps_function(std::string_view name, sandbox_function function) {
    const std::unique_lock lock(state_->mutex);
    state_->mps_functions.insert_or_assign(std::string(name), std::move(function));
}

BINDERY_DECL void sandbox::add_video_generation_task(video_generation_task task) {
    const std::int64_t now = state_->world->now();
    const std::unique_lock lock(state_->mutex);
    std::string id = task.TaskId;
    state_->video_tasks.insert_or_assign(std::move(id), detail::sandbox_state::video_task{std::move(task), now});
}

BINDERY_DECL void sandbox::add_edge_transcode_job(edge_transcode_job job) {
    const std::unique_lock lock(state_->mutex);
    state_->edge_jobs.emplace(std::move(job.ClusterId), std::move(job.JobId));
}

BINDERY_DECL void sandbox::fail_next(std::span<const api_error> of, const api_error& with, std::string_view detail) {
    const std::unique_lock lock(state_->mutex);
    state_->faults[of.data()].push_back(fail_with(with, detail));
}

BINDERY_DECL result<void> sandbox::fail_next(std::string_view service, std::string_view action, std::string_view code,
                                             std::string_view detail) {
    for (const protocol::handler& each : state_->dispatcher.handlers()) {
        const operation& about = each->about();
        if (about.service != service || about.action != action)
            continue;
        for (const api_error& known : about.errors) {
            if (known.code != code)
                continue;
            fail_next(about.errors, known, detail);
            return {};
        }
        return error{errc::validation, "the page of " + std::string(action) + " declares no error " + shortened(code)};
    }
    return error{errc::validation,
                 "there is no operation " + shortened(action) + " of " + shortened(service) + " here"};
}

BINDERY_DECL std::vector<sandbox_task> sandbox::tasks() const {
    const std::int64_t now = state_->world->now();
    state_->tasks.advance(now);
    return state_->tasks.all(now);
}

BINDERY_DECL std::optional<sandbox_task> sandbox::find_task(std::string_view id) const {
    const std::int64_t now = state_->world->now();
    state_->tasks.advance(now);
    return state_->tasks.find(id, now);
}

BINDERY_DECL void sandbox::on_task_change(task_observer observer) {
    state_->tasks.observe(std::move(observer));
}
BINDERY_DECL void sandbox::advance() {
    state_->tasks.advance(state_->world->now());
}

BINDERY_DECL protocol::response sandbox::answer(protocol::request received) const {
    protocol::incoming_call call;
    call.received = std::move(received);
    state_->dispatcher.dispatch(call);
    return std::move(call.answer);
}

BINDERY_DECL const protocol::dispatcher& sandbox::dispatcher() const noexcept {
    return state_->dispatcher;
}

BINDERY_DECL result<sandbox_server> sandbox::serve(const sandbox_serve_settings& settings) const {
    server_settings to;
    to.endpoint = settings.endpoint;
    to.threads = settings.threads;
    to.limits = settings.limits;
    to.dispatch = state_->dispatch();
    if (settings.over == sandbox_serve_settings::transport::tls) {
        to.tls = settings.tls;
        if (!to.tls) {
            auto made = make_self_signed(detail::sandbox_hosts());
            if (!made)
                return made.error();
            to.tls = std::move(*made);
        }
    }
    router operations;
    for (const protocol::handler& each : state_->dispatcher.handlers())
        operations.add(each);
    auto started = server::start(operations, state_->world, to);
    if (!started)
        return started.error();
    return sandbox_server(std::make_unique<sandbox_server::running>(
        state_, std::move(*started), to.tls ? to.tls->certificate_chain : std::string(), settings.endpoint));
}

} // namespace bindery

#endif

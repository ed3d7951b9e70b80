#ifndef BINDERY_SERVER_IMPL_SERVER_IPP
#define BINDERY_SERVER_IMPL_SERVER_IPP

#include <bindery/server/impl/open.hpp>
#include <bindery/server/server.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <mutex>
#include <thread>

namespace bindery {

namespace detail {

/// A context that one thread runs. What waits in it may own, by way of its session and the service, the context itself:
/// at the end it has to let go.
class worker_context : public boost::asio::io_context {
public:
    worker_context() : io_context(1) {}
    void let_go() { shutdown(); }
};

} // namespace detail

class server::running {
public:
    using worker = std::shared_ptr<detail::worker_context>;
    using work = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

    running(std::vector<worker> workers, std::shared_ptr<detail::http_service> service, std::chrono::milliseconds grace)
        : workers_(std::move(workers)), service_(std::move(service)), grace_(grace) {
        for (const worker& each : workers_)
            work_.push_back(boost::asio::make_work_guard(*each));
        service_->run();
        for (const worker& each : workers_)
            ids_.push_back(threads_.emplace_back([context = each.get()] { context->run(); }).get_id());
    }
    ~running() {
        stop();
        for (const worker& each : workers_)
            each->let_go();
    }

    const detail::http_service& service() const noexcept { return *service_; }

    void stop() {
        service_->stop();
        if (std::find(ids_.begin(), ids_.end(), std::this_thread::get_id()) != ids_.end())
            return;
        const std::lock_guard lock(stopping_);
        if (std::exchange(stopped_, true))
            return;
        service_->wait_for_sessions(grace_);
        service_->close();
        service_->wait_for_sessions(std::chrono::milliseconds(100)); // all but handlers that still wait
        work_.clear();
        for (const worker& each : workers_)
            each->stop();
        for (std::thread& each : threads_)
            each.join();
    }

private:
    std::vector<worker> workers_;
    std::shared_ptr<detail::http_service> service_;
    std::vector<work> work_;
    std::vector<std::thread> threads_;
    std::vector<std::thread::id> ids_;
    std::chrono::milliseconds grace_;
    std::mutex stopping_;
    bool stopped_ = false;
};

BINDERY_DECL server::server(std::unique_ptr<running> what) noexcept : running_(std::move(what)) {}
BINDERY_DECL server::server(server&& other) noexcept = default;
BINDERY_DECL server& server::operator=(server&& other) noexcept = default;
BINDERY_DECL server::~server() = default;

BINDERY_DECL result<server> server::start(const router& operations, std::shared_ptr<protocol::environment> world,
                                          const server_settings& settings) {
    std::vector<running::worker> workers((std::max)(settings.threads, 1u));
    detail::http_service::executors executors;
    for (running::worker& each : workers) {
        each = std::make_shared<detail::worker_context>();
        executors.push_back(each->get_executor());
    }
    auto opened =
        detail::open_service(std::move(executors), false, std::make_shared<std::vector<running::worker>>(workers),
                             operations, std::move(world), settings);
    if (!opened)
        return opened.error();
    return server(std::make_unique<running>(std::move(workers), std::move(*opened), settings.grace));
}

BINDERY_DECL unsigned short server::port() const noexcept {
    return running_->service().port();
}
BINDERY_DECL std::size_t server::connections() const {
    return running_->service().connections();
}
BINDERY_DECL void server::stop() {
    running_->stop();
}

} // namespace bindery

#endif

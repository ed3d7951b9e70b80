#ifndef BINDERY_BENCHMARKS_LOOPBACK_RUN_LOAD_HPP
#define BINDERY_BENCHMARKS_LOOPBACK_RUN_LOAD_HPP

#include "tally.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

namespace loopback {

/// One call after the other, for as long as the load lasts. Belongs to one thread.
class caller {
public:
    virtual ~caller() = default;
    /// Begins a call; at its end the caller tells `ended`.
    virtual void call() = 0;

    void run(tally& counts, const std::atomic<bool>& going) {
        counts_ = &counts;
        going_ = &going;
        next();
    }

protected:
    void ended() {
        counts_->add(begun_);
        if (*going_)
            next();
    }

private:
    void next() {
        begun_ = clock::now();
        call();
    }

    tally* counts_ = nullptr;
    const std::atomic<bool>* going_ = nullptr;
    clock::time_point begun_;
};

using make_caller = std::function<std::unique_ptr<caller>(boost::asio::io_context&)>;

/// Keeps as many calls in flight as wanted, spread over threads with a context each, and prints what came of it.
inline void run_load(const settings& wanted, const make_caller& make) {
    struct worker {
        boost::asio::io_context context{1};
        tally counts;
        std::vector<std::unique_ptr<caller>> callers;
        std::thread thread;
    };
    std::vector<worker> workers(wanted.threads);
    for (unsigned i = 0; i != wanted.in_flight; ++i) {
        worker& on = workers[i % wanted.threads];
        on.callers.push_back(make(on.context));
    }
    std::atomic<bool> going{wanted.time.count() != 0};
    std::atomic<unsigned> warm{0};
    const auto work = [&](worker& on) {
        for (const auto& each : on.callers)
            each->run(on.counts, going);
        if (going) {
            on.context.run_for(stopwatch::warm_up);
            on.counts.start();
            ++warm;
        }
        on.context.run();
    };
    stopwatch watch;
    for (worker& each : workers)
        each.thread = std::thread(work, std::ref(each));
    if (going) {
        while (warm != wanted.threads)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        watch.start();
        std::this_thread::sleep_for(wanted.time);
        going = false;
        watch.stop();
    }
    std::vector<std::uint32_t> all;
    for (worker& each : workers) {
        each.thread.join();
        auto counts = std::move(each.counts.microseconds());
        all.insert(all.end(), counts.begin(), counts.end());
    }
    watch.print(std::move(all));
}

/// One blocking call after the other.
template <class Call>
void run_blocking(const settings& wanted, Call call) {
    tally counts;
    const auto run_for = [&](clock::duration time) {
        for (const auto until = clock::now() + time; clock::now() < until;) {
            const auto begun = clock::now();
            call();
            counts.add(begun);
        }
    };
    run_for(stopwatch::warm_up);
    counts.start();
    stopwatch watch;
    watch.start();
    run_for(std::chrono::duration_cast<clock::duration>(wanted.time));
    watch.stop();
    watch.print(std::move(counts.microseconds()));
}

} // namespace loopback

#endif

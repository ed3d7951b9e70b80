#ifndef BINDERY_SANDBOX_IMPL_TASK_BOARD_HPP
#define BINDERY_SANDBOX_IMPL_TASK_BOARD_HPP

#include <bindery/json.hpp>
#include <bindery/reflect/describe.hpp>
#include <bindery/sandbox/settings.hpp>
#include <bindery/sandbox/task.hpp>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <stop_token>

namespace bindery::detail {

/// What the store keeps of a sandbox_task beside its state.
struct task_record {
    optional<text<>> id{};
    optional<integer<>> order{};
    optional<text<>> service{};
    optional<text<>> account{};
    optional<text<>> function{};
    optional<text<>> argument{};
    optional<text<>> result{};
    optional<text<>> session_id{};
    optional<text<>> session_context{};
    optional<integer<>> created{};
};
BOOST_DESCRIBE_STRUCT(task_record, (),
                      (id, order, service, account, function, argument, result, session_id, session_context, created))

/// The tasks of ExecuteFunction: kept in the store, which alone decides whether an abort or the passing of time comes
/// first. Thread-safe.
class task_board {
public:
    explicit task_board(const sandbox_settings& settings) : settings_(settings) {}

    static constexpr std::string_view waiting = "WAITING";
    static constexpr std::string_view processing = "PROCESSING";
    static constexpr std::string_view finished = "FINISHED";
    static constexpr std::string_view aborted = "ABORTED";

    /// A new task, WAITING; false when the store has no room for it.
    [[nodiscard]] bool add(const sandbox_task& made) {
        {
            const std::lock_guard lock(mutex_);
            const task_record record{.id = made.id,
                                     .order = static_cast<std::int64_t>(++order_),
                                     .service = made.service,
                                     .account = made.account,
                                     .function = made.function,
                                     .argument = made.argument,
                                     .result = made.result,
                                     .session_id = made.session_id,
                                     .session_context = made.session_context,
                                     .created = made.created};
            const std::chrono::milliseconds lifetime = settings_.task_lifetime;
            if (settings_.store->keep(made.account, key(made.id), {std::string(waiting), json::write(record)},
                                      lifetime.count(), made.created) != admission::granted)
                return false;
            due_.emplace(made.created + settings_.waiting.count(), due{made.id, waiting});
            changes_.push_back({made.id, waiting});
        }
        work_.notify_all();
        tell();
        return true;
    }

    /// WAITING to ABORTED; false when it was not WAITING.
    bool abort(const std::string& id, std::int64_t now) {
        {
            const std::lock_guard lock(mutex_);
            if (!settings_.store->advance(key(id), waiting, aborted, now))
                return false;
            changes_.push_back({id, aborted});
        }
        tell();
        return true;
    }

    /// Brings all tasks up to `now`.
    void advance(std::int64_t now) {
        {
            const std::lock_guard lock(mutex_);
            while (!due_.empty() && due_.begin()->first <= now) {
                const auto node = due_.extract(due_.begin());
                const due& next = node.mapped();
                const std::string_view to = next.from == waiting ? processing : finished;
                if (!settings_.store->advance(key(next.id), next.from, to, now))
                    continue; // aborted, or forgotten
                changes_.push_back({next.id, to});
                if (to == processing)
                    due_.emplace(node.key() + settings_.processing.count(), due{next.id, processing});
            }
        }
        tell();
    }

    std::optional<sandbox_task> find(std::string_view id, std::int64_t now) const {
        const auto kept = settings_.store->find(key(id), now);
        if (!kept)
            return std::nullopt;
        return read(*kept).second;
    }

    std::vector<sandbox_task> all(std::int64_t now) const {
        std::vector<std::pair<std::int64_t, sandbox_task>> found;
        settings_.store->for_each(key({}), now,
                                  [&](std::string_view, const store::task& kept) { found.push_back(read(kept)); });
        std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<sandbox_task> tasks;
        tasks.reserve(found.size());
        for (auto& each : found)
            tasks.push_back(std::move(each.second));
        return tasks;
    }

    void observe(task_observer observer) {
        const std::lock_guard lock(mutex_);
        observer_ = std::move(observer);
    }

    /// Returns when time may have brought changes, or on request. For a thread that calls `advance`.
    void wait(const std::stop_token& stop) {
        using namespace std::chrono_literals;
        std::unique_lock lock(mutex_);
        work_.wait(lock, stop, [&] { return !due_.empty(); });
        work_.wait_for(lock, stop, 20ms, [] { return false; }); // the clock is anybody's: it can only be asked
    }

private:
    struct due {
        std::string id;
        std::string_view from;
    };
    struct change {
        std::string id;
        std::string_view to;
    };

    static std::string key(std::string_view id) { return std::string("task\n").append(id); }

    static std::pair<std::int64_t, sandbox_task> read(const store::task& kept) {
        const task_record record = json::read<task_record>(kept.data).value();
        const auto str = [](const optional<text<>>& from) { return from ? from->str() : std::string(); };
        return {record.order ? record.order->value() : 0,
                {.id = str(record.id),
                 .state = kept.state,
                 .service = str(record.service),
                 .account = str(record.account),
                 .function = str(record.function),
                 .argument = str(record.argument),
                 .result = str(record.result),
                 .session_id = str(record.session_id),
                 .session_context = str(record.session_context),
                 .created = record.created ? record.created->value() : 0}};
    }

    /// Tells the observer of all changes. Whoever finds another at it leaves the work to that one, so the order is
    /// kept, and the observer may use the sandbox.
    void tell() {
        std::unique_lock lock(mutex_);
        if (telling_)
            return;
        telling_ = true;
        while (!changes_.empty()) {
            const change next = std::move(changes_.front());
            changes_.pop_front();
            if (!observer_)
                continue;
            const task_observer observer = observer_;
            lock.unlock();
            try {
                // As kept, but in the state that it had then.
                if (auto kept = settings_.store->find(key(next.id), (std::numeric_limits<std::int64_t>::min)())) {
                    sandbox_task changed = read(*kept).second;
                    changed.state = next.to;
                    observer(changed);
                }
            } catch (...) { // an observer's failure is its own
            }
            lock.lock();
        }
        telling_ = false;
    }

    const sandbox_settings settings_;
    std::mutex mutex_;
    std::condition_variable_any work_;
    std::uint64_t order_ = 0;
    std::multimap<std::int64_t, due> due_;
    std::deque<change> changes_;
    bool telling_ = false;
    task_observer observer_;
};

} // namespace bindery::detail

#endif

#ifndef BINDERY_OBSERVE_LINE_LOG_HPP
#define BINDERY_OBSERVE_LINE_LOG_HPP

#include <bindery/observer.hpp>

#include <atomic>
#include <functional>
#include <mutex>
#include <ostream>
#include <string_view>

namespace bindery::observe {

/// Takes a line, without its end, which is gone afterwards. Called by one thread at a time.
using line_sink = std::function<void(std::string_view line)>;

/// Writes lines to a stream that outlives whoever logs. Nobody else may use it meanwhile.
inline line_sink to_stream(std::ostream& out) {
    return [&out](std::string_view line) { out << line << '\n'; };
}

/// An observer that gives lines away. What the sink throws, or a lack of memory, costs the line, which is counted.
class line_log : public observer {
public:
    /// Lines that were not written.
    std::uint64_t lost() const noexcept { return lost_.load(std::memory_order_relaxed); }

protected:
    explicit line_log(line_sink to) : to_(std::move(to)) {}

    template <class Write>
    void put(Write write) noexcept {
        try {
            const auto line = write();
            const std::lock_guard lock(mutex_);
            to_(std::string_view(line));
        } catch (...) {
            lost_.fetch_add(1, std::memory_order_relaxed);
        }
    }

private:
    std::mutex mutex_; ///< of the sink
    line_sink to_;
    std::atomic<std::uint64_t> lost_{0};
};

} // namespace bindery::observe

#endif

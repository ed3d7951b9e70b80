#ifndef BINDERY_BENCHMARKS_LOOPBACK_TALLY_HPP
#define BINDERY_BENCHMARKS_LOOPBACK_TALLY_HPP

#include "settings.hpp"

#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace loopback {

using clock = std::chrono::steady_clock;

/// One thread's calls and how long each took.
class tally {
public:
    /// Begins anew: what came before was to warm up.
    void start() { microseconds_.clear(); }
    void add(clock::time_point begun) {
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(clock::now() - begun).count();
        microseconds_.push_back(static_cast<std::uint32_t>(took));
    }
    std::vector<std::uint32_t>& microseconds() noexcept { return microseconds_; }

private:
    std::vector<std::uint32_t> microseconds_;
};

/// A call that failed spoils the measurement.
inline void must(bool good, std::string_view what) {
    if (good)
        return;
    std::fprintf(stderr, "%.*s\n", static_cast<int>(what.size()), what.data());
    std::exit(1);
}

/// Measures the time between warm-up and end, and prints it as JSON.
class stopwatch {
public:
    static constexpr std::chrono::milliseconds warm_up{200};

    void start() {
        wall_ = clock::now();
        cpu_ = cpu();
    }
    void stop() {
        wall_spent_ = std::chrono::duration<double>(clock::now() - wall_).count();
        cpu_spent_ = cpu() - cpu_;
    }
    /// To be called while the connections are still open.
    void print(std::vector<std::uint32_t> microseconds) const {
        std::sort(microseconds.begin(), microseconds.end());
        const auto at = [&](double part) {
            return microseconds.empty()
                       ? 0u
                       : microseconds[static_cast<std::size_t>(part * static_cast<double>(microseconds.size() - 1))];
        };
        const std::size_t calls = microseconds.size();
        const unsigned p50 = at(0.5), p99 = at(0.99);
        microseconds = {};
        std::printf(
            "{\"calls\": %zu, \"wall\": %.6f, \"cpu\": %.6f, \"p50\": %u, \"p99\": %u, \"heap\": %zu, \"rss\": %ld}\n",
            calls, wall_spent_, cpu_spent_, p50, p99, heap(), most_resident());
    }

private:
    static double cpu() {
        rusage used;
        getrusage(RUSAGE_SELF, &used);
        const auto seconds = [](const timeval& time) {
            return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
        };
        return seconds(used.ru_utime) + seconds(used.ru_stime);
    }
    /// Bytes.
    static long most_resident() {
        rusage used;
        getrusage(RUSAGE_SELF, &used);
        return used.ru_maxrss * 1024;
    }
    static std::size_t heap() {
        const auto info = mallinfo2();
        return info.uordblks + info.hblkhd;
    }

    clock::time_point wall_{};
    double cpu_ = 0, wall_spent_ = 0, cpu_spent_ = 0;
};

} // namespace loopback

#endif

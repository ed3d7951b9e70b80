// The in-process benchmarks: runs the contenders that the other files entered, and first makes sure that those of one
// row make the same thing.
//
//   bindery_benchmarks [--benchmark_...]          times them with Google Benchmark
//   bindery_benchmarks --list                     names them
//   bindery_benchmarks --check                    only compares what they make
//   bindery_benchmarks --allocations              counts allocations of one run, once warm
//   valgrind --tool=callgrind --instr-atstart=no bindery_benchmarks --count [PREFIX]
//                                                 has callgrind count the instructions of one run, once warm

#include "allocations.hpp"
#include "contender.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_START_INSTRUMENTATION
#define CALLGRIND_STOP_INSTRUMENTATION
#define CALLGRIND_ZERO_STATS
#define CALLGRIND_DUMP_STATS_AT(name) (void)(name)
#endif

namespace {

using bench::entry;

std::string name_of(const entry& which) {
    return which.row + '/' + which.name;
}

/// Made, and run often enough that buffers have grown and keys are derived.
std::unique_ptr<bench::contender> warm(const entry& which) {
    auto made = which.make(which.size);
    made->run();
    made->run();
    return made;
}

void check(const entry& which) {
    static std::string row, expected;
    if (row != which.row) {
        const auto reference = std::find_if(bench::entries().begin(), bench::entries().end(), [&](const entry& other) {
            return other.row == which.row && other.name == "bindery";
        });
        row = which.row;
        expected = reference == bench::entries().end() ? std::string() : warm(*reference)->product();
    }
    const std::string product = warm(which)->product();
    if (product == expected || expected.empty())
        return;
    std::fprintf(stderr, "%s makes\n%.2000s\nbut should make\n%.2000s\n", name_of(which).c_str(), product.c_str(),
                 expected.c_str());
    std::exit(1);
}

void count(const entry& which) {
    const auto subject = warm(which);
    static std::vector<std::string> names; // callgrind writes the last one when the program ends
    names.push_back(name_of(which));
    CALLGRIND_START_INSTRUMENTATION;
    subject->run(); // the first instrumented run counts translations as well
    CALLGRIND_ZERO_STATS;
    subject->run();
    CALLGRIND_DUMP_STATS_AT(names.back().c_str());
    CALLGRIND_STOP_INSTRUMENTATION;
}

void count_allocations(const entry& which) {
    const auto subject = warm(which);
    const auto before = bench::allocations_so_far();
    subject->run();
    const auto after = bench::allocations_so_far();
    std::printf("%s\t%llu\t%llu\n", name_of(which).c_str(), static_cast<unsigned long long>(after.own - before.own),
                static_cast<unsigned long long>(after.crypto - before.crypto));
}

void time_one(benchmark::State& state, const entry& which) {
    const auto subject = warm(which);
    for (auto _ : state)
        subject->run();
}

/// Whether glibc gives the heap's end back after a run, only to fault it in again, depends on which member is freed
/// last; at 10 MB that took three times as long as the reading. So memory is kept.
void keep_memory() {
#if defined(__GLIBC__)
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}

} // namespace

int main(int argc, char** argv) {
    keep_memory();
    std::ranges::stable_sort(bench::entries(), {}, &entry::row);
    const std::string_view mode = argc > 1 ? argv[1] : "";
    const std::string_view prefix = argc > 2 ? argv[2] : "";
    constexpr std::uint64_t modest = 1'000'000;
    const auto each_modest = [&](auto visit) {
        for (const entry& which : bench::entries())
            if (which.size <= modest && name_of(which).starts_with(prefix))
                visit(which);
        return 0;
    };
    if (mode == "--list")
        return each_modest([](const entry& which) { std::puts(name_of(which).c_str()); });
    if (mode == "--check")
        return each_modest(check);
    if (mode == "--count")
        return each_modest(count);
    if (mode == "--allocations") {
        bench::count_crypto_allocations();
        return each_modest(count_allocations);
    }

    each_modest(check);
    for (const entry& which : bench::entries())
        benchmark::RegisterBenchmark(name_of(which).c_str(), time_one, which);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}

#include <bindery/types/run_time.hpp>

#include <doctest/doctest.h>

#include <concepts>

using namespace bindery;

namespace {

template <class Value>
concept can_be_run_time = requires(Value value) { run_time(value); };

} // namespace

TEST_CASE("run_time: keeps the number's own type") {
    constexpr auto number = run_time(7u);
    static_assert(std::same_as<decltype(number), const run_time_number<unsigned>> && number.value == 7);
    static_assert(can_be_run_time<int> && !can_be_run_time<const char*>);
    CHECK(run_time(0.5).value == 0.5);
}

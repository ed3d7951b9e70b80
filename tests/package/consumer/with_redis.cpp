// The component `redis`, where it is installed: a Redis that is not there is told.
#include <bindery/store/redis.hpp>

#include <future>

int main() {
    using namespace bindery::store;
    std::promise<bool> refused;
    redis_rate_limiter limiter(std::make_shared<redis>(redis_options{.port = "1"}), without_redis::refuse);
    limiter.ask({"key", 1, std::chrono::seconds(1), {}, {}},
                [&](const bindery::result<bindery::permit>& given) { refused.set_value(given.has_error()); });
    return refused.get_future().get() ? 0 : 1;
}

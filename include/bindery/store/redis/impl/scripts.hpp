#ifndef BINDERY_STORE_REDIS_IMPL_SCRIPTS_HPP
#define BINDERY_STORE_REDIS_IMPL_SCRIPTS_HPP

// What runs inside of Redis, where each script is one atomic step. Times are in microseconds of its own clock.

#include <array>
#include <cstddef>
#include <string_view>

namespace bindery::store::detail {

enum class redis_script : unsigned char {
    take_place,
    give_place_back,
};

inline constexpr std::array<std::string_view, 2> redis_scripts = {
    // protocol/sliding_window.hpp again, with a set of places ordered by time. A place has the id of its permit:
    // who asks again for the same one, since the answer was lost, gets the same place, known a little longer for that.
    // (key; id, calls, within, patience, a little) -> how long to wait, or negative how long it would have to be
    R"(local now = redis.call('TIME')
now = now[1] * 1000000 + now[2]
local calls, within = tonumber(ARGV[2]), tonumber(ARGV[3])
local mine = redis.call('ZSCORE', KEYS[1], ARGV[1])
if mine then return math.max(mine - now, 0) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - within - ARGV[5]))
local when = now
local newest = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
if newest then when = math.max(when, tonumber(newest)) end
local first = redis.call('ZRANGE', KEYS[1], -calls, -calls, 'WITHSCORES')[2]
if first then when = math.max(when, first + within) end
if when - now > tonumber(ARGV[4]) then return now - when end
redis.call('ZADD', KEYS[1], string.format('%.0f', when), ARGV[1])
redis.call('PEXPIRE', KEYS[1], math.ceil((when - now + within + ARGV[5]) / 1000))
return when - now)",
    // (key; id)
    R"(return redis.call('ZREM', KEYS[1], ARGV[1]))",
};

} // namespace bindery::store::detail

#endif

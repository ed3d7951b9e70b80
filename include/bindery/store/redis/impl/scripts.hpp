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
    admit,
    release,
};

inline constexpr std::array<std::string_view, 4> redis_scripts = {
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
    // admission_wish: what is spent has the wish's id, so that who asks again is told the same and counted once. Times
    // of 0 milliseconds: there is no such part.
    // (nonce, rate, claim; id, nonce's milliseconds, calls, within, a little, claim's milliseconds)
    //     -> 0 granted, else which part refuses
    R"(local id = ARGV[1]
local nonce, within, claim = tonumber(ARGV[2]), tonumber(ARGV[4]), tonumber(ARGV[6])
local again = false
if nonce > 0 then
  local spent = redis.call('GET', KEYS[1])
  again = spent == id
  if spent and not again then return 1 end
end
if within > 0 and not again and not redis.call('ZSCORE', KEYS[2], id) then
  local now = redis.call('TIME')
  now = now[1] * 1000000 + now[2]
  local outside = string.format('%.0f', now - within)
  if redis.call('ZCOUNT', KEYS[2], '(' .. outside, '+inf') >= tonumber(ARGV[3]) then return 2 end
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now - within - ARGV[5]))
  redis.call('ZADD', KEYS[2], string.format('%.0f', now), id)
  redis.call('PEXPIRE', KEYS[2], math.ceil((within + ARGV[5]) / 1000))
end
if nonce > 0 then redis.call('SET', KEYS[1], id, 'PX', ARGV[2]) end
if claim > 0 then
  local holder = redis.call('GET', KEYS[3])
  if not holder then
    redis.call('SET', KEYS[3], id, 'PX', ARGV[6])
  elseif holder ~= id then
    return 3
  end
end
return 0)",
    // (claim; id)
    R"(if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0)",
};

} // namespace bindery::store::detail

#endif

#ifndef BINDERY_STORE_REDIS_HPP
#define BINDERY_STORE_REDIS_HPP

// The optional component `redis`: needs hiredis.

#include <bindery/store/redis/rate_limiter.hpp>
#include <bindery/store/redis/redis.hpp>
#include <bindery/store/redis/store.hpp>

#endif

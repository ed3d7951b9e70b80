#ifndef BINDERY_STORE_REDIS_OPTIONS_HPP
#define BINDERY_STORE_REDIS_OPTIONS_HPP

#include <chrono>
#include <cstddef>
#include <string>

namespace bindery::store {

/// Where a Redis is and how it is spoken to, plainly: without TLS.
struct redis_options {
    std::string host = "127.0.0.1";
    std::string port = "6379";
    std::string user{};     ///< of an access control list; empty: the default one
    std::string password{}; ///< empty: none is told
    unsigned database = 0;
    std::string prefix = "bindery:";        ///< of all keys
    std::chrono::milliseconds timeout{500}; ///< for each step, connecting and waiting for others included
    std::size_t max_waiting = 65'536;       ///< steps under way; one more fails at once
};

/// What becomes of calls while Redis does not answer.
enum class without_redis : unsigned char {
    refuse, ///< a client's fail with errc::rate_limited, a server's with its internal error: rules are kept at any cost
    allow,  ///< they are made without being counted or remembered
};

} // namespace bindery::store

#endif

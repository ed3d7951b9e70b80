#ifndef BINDERY_STORE_REDIS_REPLY_HPP
#define BINDERY_STORE_REDIS_REPLY_HPP

#include <cstdint>
#include <string>

namespace bindery::store {

/// What Redis answers.
struct redis_reply {
    enum class kind : unsigned char {
        nothing,
        integer,
        text,
        error,
    };
    kind what = kind::nothing;
    std::int64_t integer = 0;
    std::string text{}; ///< of an error too, e.g. "NOAUTH Authentication required."
};

} // namespace bindery::store

#endif

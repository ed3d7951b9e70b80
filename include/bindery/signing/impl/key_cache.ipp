#ifndef BINDERY_SIGNING_IMPL_KEY_CACHE_IPP
#define BINDERY_SIGNING_IMPL_KEY_CACHE_IPP

#include <bindery/signing/detail/key_cache.hpp>

namespace bindery::signing::detail {

BINDERY_DECL const keyed_hash* key_cache::get(hash_function& hasher, const secret& key, std::int64_t day,
                                              std::string_view service, derivation& derive) {
    for (const slot& each : slots_) {
        if (each.day == day && !each.key.empty() && each.service == service && each.key == key)
            return &each.derived;
    }
    slot& oldest = slots_[next_];
    next_ = (next_ + 1) % slots_.size();
    oldest.key = secret(); // the slot is free until everything in it belongs together
    oldest.service = service;
    oldest.day = day;
    if (!derive(hasher, key, day, service, oldest.derived))
        return nullptr;
    oldest.key = key;
    return &oldest.derived;
}

} // namespace bindery::signing::detail

#endif

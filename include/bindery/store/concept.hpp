#ifndef BINDERY_STORE_CONCEPT_HPP
#define BINDERY_STORE_CONCEPT_HPP

#include <bindery/admission.hpp>
#include <bindery/error.hpp>

#include <string_view>

namespace bindery::store {

/// Where servers remember calls together, on one machine or in a fleet. Thread-safe, and each function is one atomic
/// step that blocks nobody: its last argument, a function of one signature, is called once with what became of it,
/// before the function returns or later by any thread. It can only be moved. Texts are valid until the function
/// returns.
///
/// A store that is full says so (admission::full) and forgets nothing before its time. `account` is whose room an entry
/// takes, so that nobody takes everybody's; it is no part of the key.
///
/// admit(wish, void(result<admission_answer>))
///     takes nonce, rate and claim as admission_wish and admission_answer say. What was done when it fails is not known
/// release(key, id, void(result<void>))
///     takes the claim back that was made under the key by the wish of that id, if it is still there
template <class T>
concept shared_state = requires(T& store, const admission_wish& wish, std::string_view text,
                                void (*admitted)(result<admission_answer>), void (*released)(result<void>)) {
    store.admit(wish, admitted);
    store.release(text, text, released);
};

} // namespace bindery::store

#endif

#include <bindery/store.hpp>

#include <doctest/doctest.h>

namespace {

using bindery::admission_answer;
using bindery::admission_wish;
using bindery::result;

/// A store that may be cut off, and answers later.
struct remote {
    template <class Receiver>
    void admit(const admission_wish&, Receiver);
    template <class Receiver>
    void release(std::string_view, std::string_view, Receiver);
};

struct keeps_what_it_has : remote {
    void release() = delete;
};

/// Somebody would have to wait for it.
struct blocking {
    result<admission_answer> admit(const admission_wish&);
    result<void> release(std::string_view, std::string_view);
};

/// Cannot say what was refused.
struct taciturn : remote {
    void admit(const admission_wish&, void (*)(bool));
};

} // namespace

TEST_CASE("store: the concept takes the store in memory and one that may fail") {
    CHECK(bindery::store::shared_state<bindery::store::memory>);
    CHECK(bindery::store::shared_state<remote>);
}

TEST_CASE(
    "store: the concept refuses a class that lacks a function, has to be waited for, or does not say what is wrong") {
    CHECK(!bindery::store::shared_state<int>);
    CHECK(!bindery::store::shared_state<keeps_what_it_has>);
    CHECK(!bindery::store::shared_state<blocking>);
    CHECK(!bindery::store::shared_state<taciturn>);
}

#ifndef BINDERY_STORE_TASK_HPP
#define BINDERY_STORE_TASK_HPP

#include <string>

namespace bindery::store {

/// A small record that is kept for a time: its state, which changes, and data, which does not.
struct task {
    std::string state;
    std::string data;

    friend bool operator==(const task&, const task&) = default;
};

} // namespace bindery::store

#endif

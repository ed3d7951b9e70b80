#ifndef BINDERY_STORE_IMPL_CALL_TIMES_HPP
#define BINDERY_STORE_IMPL_CALL_TIMES_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bindery::store::detail {

/// When the calls of a quota were made, oldest first: a ring, of which the newest overwrites what was dropped.
class call_times {
public:
    std::size_t size() const noexcept { return size_; }
    std::size_t capacity() const noexcept { return ring_.size(); }
    std::int64_t oldest() const noexcept { return ring_[first_]; }
    std::int64_t newest() const noexcept { return ring_[(first_ + size_ - 1) % ring_.size()]; }

    void drop_oldest() noexcept {
        first_ = (first_ + 1) % ring_.size();
        --size_;
    }
    /// There must be room.
    void add(std::int64_t time) noexcept { ring_[(first_ + size_++) % ring_.size()] = time; }

    void reserve(std::size_t capacity) {
        std::vector<std::int64_t> wider(capacity);
        for (std::size_t i = 0; i != size_; ++i)
            wider[i] = ring_[(first_ + i) % ring_.size()];
        ring_.swap(wider);
        first_ = 0;
    }

private:
    std::vector<std::int64_t> ring_;
    std::size_t first_ = 0;
    std::size_t size_ = 0;
};

} // namespace bindery::store::detail

#endif

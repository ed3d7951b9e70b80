#ifndef BINDERY_BENCHMARKS_ALLOCATIONS_HPP
#define BINDERY_BENCHMARKS_ALLOCATIONS_HPP

#include <cstdint>

namespace bench {

/// Allocations of this program so far, through operator new and, after `count_crypto_allocations`, inside OpenSSL.
struct allocations {
    std::uint64_t own;
    std::uint64_t crypto;
};
allocations allocations_so_far() noexcept;

/// To be called before OpenSSL allocates anything.
void count_crypto_allocations() noexcept;

} // namespace bench

#endif

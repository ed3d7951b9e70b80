#ifndef BINDERY_TESTS_SUPPORT_ALLOCATIONS_HPP
#define BINDERY_TESTS_SUPPORT_ALLOCATIONS_HPP

#include <cstddef>

// ThreadSanitizer brings an operator new of its own, which cannot be replaced; there nothing is counted.
#define BINDERY_COUNTS_ALLOCATIONS 1
#if defined(__SANITIZE_THREAD__)
#undef BINDERY_COUNTS_ALLOCATIONS
#define BINDERY_COUNTS_ALLOCATIONS 0
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#undef BINDERY_COUNTS_ALLOCATIONS
#define BINDERY_COUNTS_ALLOCATIONS 0
#endif
#endif

namespace allocations {

/// How often this thread has called operator new so far; see unit/signing/allocations.cpp.
std::size_t so_far() noexcept;

template <class Work>
std::size_t of(Work work) {
    const std::size_t before = so_far();
    work();
    return so_far() - before;
}

} // namespace allocations

#endif

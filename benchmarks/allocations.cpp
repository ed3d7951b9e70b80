#include "allocations.hpp"

#include <openssl/crypto.h>

#include <cstdlib>
#include <new>

namespace {

std::uint64_t own = 0; // the in-process benchmarks have one thread
std::uint64_t crypto = 0;

void* allocate(std::size_t size) {
    ++own;
    if (void* const memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}

} // namespace

void* operator new(std::size_t size) {
    return allocate(size);
}
void* operator new[](std::size_t size) {
    return allocate(size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace bench {

allocations allocations_so_far() noexcept {
    return {own, crypto};
}

void count_crypto_allocations() noexcept {
    CRYPTO_set_mem_functions(
        [](std::size_t size, const char*, int) {
            ++crypto;
            return std::malloc(size);
        },
        [](void* memory, std::size_t size, const char*, int) {
            ++crypto;
            return std::realloc(memory, size);
        },
        [](void* memory, const char*, int) { std::free(memory); });
}

} // namespace bench

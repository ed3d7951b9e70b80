#include "vectors.hpp"

#include <bindery/signing/acs3.hpp>
#include <bindery/signing/tc3.hpp>

#include <support/allocations.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace {
thread_local std::size_t count = 0;
}

std::size_t allocations::so_far() noexcept {
    return count;
}

#if BINDERY_COUNTS_ALLOCATIONS

// Counts what this thread allocates, in the whole test program. Not inlined, or the compiler sees malloc meet delete.
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    ++count;
    return std::malloc(size == 0 ? 1 : size);
}
[[gnu::noinline]] void* operator new(std::size_t size) {
    if (void* const memory = operator new(size, std::nothrow))
        return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new[](std::size_t size) {
    return operator new(size);
}
[[gnu::noinline]] void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return operator new(size, std::nothrow);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete[](void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

#endif

using namespace bindery::signing;

TEST_CASE("allocations: the counter counts") {
    const auto counted =
        allocations::of([] { ::operator delete(::operator new(1)); }); // not to be left out, unlike `new int`
    CHECK(counted == BINDERY_COUNTS_ALLOCATIONS);
    CHECK(allocations::of([] { ::operator delete[](::operator new[](1)); }) == BINDERY_COUNTS_ALLOCATIONS);
    CHECK(allocations::of([] { ::operator delete(::operator new(1, std::nothrow)); }) == BINDERY_COUNTS_ALLOCATIONS);
}

TEST_CASE("allocations: neither signing nor verifying with TC3 allocates once warm") {
    const field headers[] = {
        {"Host", "vod.example.com"}, {"Content-Type", "application/json"}, {"X-TC-Token", "token"}};
    const credentials who{.secret_id = "AKID000000000000000000000000000000", .secret_key = "hush", .token = "token"};
    const vectors::one_owner owners(who);
    const tc3::request request{.headers = headers, .payload = R"({"TaskId":"t"})", .service = "vod"};
    tc3::signer signer;
    tc3::verifier verifier;
    bool good = true;
    const auto exchange = [&](std::int64_t seconds) {
        good = good && signer.sign(request, who, seconds) == problem::none;
        const field sent[] = {headers[0],
                              headers[1],
                              headers[2],
                              {"X-TC-Timestamp", signer.timestamp()},
                              {"Authorization", signer.authorization()}};
        good = good && verifier.verify({"POST", "/", sent, request.payload}, {.now = seconds, .service = "vod"},
                                       owners) == verdict::ok;
    };
    exchange(1'700'000'000);
    CHECK(allocations::of([&] {
              for (int i = 0; i != 100; ++i)
                  exchange(1'700'000'000 + i);
          }) == 0);
    CHECK(good);
}

TEST_CASE("allocations: neither signing nor verifying with ACS3 allocates once warm") {
    const field headers[] = {{"host", "live.example.com"}, {"x-acs-action", "Start"}, {"x-acs-version", "2016-11-01"}};
    const parameter query[] = {{"JobId", "000020b48fb04483915d4f2cd8ac0000"}, {"ClusterId", "a b"}};
    const credentials who{.secret_id = "AKID000000000000000000000000000000", .secret_key = "hush", .token = "token"};
    const vectors::one_owner owners(who);
    const acs3::request request{.query = query, .headers = headers, .payload = "{}"};
    acs3::signer signer;
    acs3::verifier verifier;
    bool good = true;
    const auto exchange = [&](std::int64_t seconds) {
        good = good && signer.sign(request, who, seconds, "00000000000000000000000000000001") == problem::none;
        const auto added = signer.added_headers();
        const field sent[] = {headers[0], headers[1], headers[2], added[0],
                              added[1],   added[2],   added[3],   {"Authorization", signer.authorization()}};
        good = good && verifier.verify({"POST", "/?JobId=000020b48fb04483915d4f2cd8ac0000&ClusterId=a%20b", sent, "{}"},
                                       {.now = seconds}, owners) == verdict::ok;
    };
    exchange(1'700'000'000);
    CHECK(allocations::of([&] {
              for (int i = 0; i != 100; ++i)
                  exchange(1'700'000'000 + i);
          }) == 0);
    CHECK(good);
}

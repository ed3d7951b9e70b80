#include <bindery/signing/secret.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <dlfcn.h>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

using bindery::signing::secret;

// Sees what is wiped, and lets the crypto library wipe it.
namespace {

thread_local const void* wiped = nullptr;
thread_local std::size_t wiped_size = 0;

} // namespace

extern "C" void OPENSSL_cleanse(void* memory, std::size_t size) {
    static auto* const next = reinterpret_cast<void (*)(void*, std::size_t)>(dlsym(RTLD_NEXT, "OPENSSL_cleanse"));
    wiped = memory;
    wiped_size = size;
    next(memory, size);
}

static_assert(!std::is_convertible_v<secret, std::string>);
static_assert(!std::is_convertible_v<secret, std::string_view>);
static_assert(!std::is_convertible_v<secret, const char*>);
static_assert(!std::is_constructible_v<std::string, secret>);
static_assert(!std::is_constructible_v<std::string_view, secret>);
static_assert(!std::is_constructible_v<bool, secret>);
static_assert(!std::is_convertible_v<int, secret>);
static_assert(std::is_nothrow_move_constructible_v<secret> && std::is_nothrow_move_assignable_v<secret>);

TEST_CASE("secret: takes text in any form and reveals it when asked") {
    const std::string text = "hush";
    CHECK(secret(text).reveal() == "hush");
    CHECK(secret("hush").reveal() == "hush");
    CHECK(secret(std::string_view("hush\0er", 7)).reveal().size() == 7);
    CHECK(secret().reveal().empty());
    CHECK(secret("").empty());
}

TEST_CASE("secret: printed, it is hidden") {
    std::ostringstream out;
    out << secret("hush") << '|' << secret();
    CHECK(out.str() == "***|");
    CHECK(doctest::toString(secret("hush")) == "***");
}

TEST_CASE("secret: copies and moves like a value") {
    secret a = "hush";
    secret b = a;
    CHECK(a == b);
    secret c = std::move(a);
    CHECK(c == b);
    CHECK(a.empty()); // a moved-from secret keeps nothing
    b = secret("other");
    CHECK(b != c);
    b = c;
    CHECK(b == c);
    secret& same = b;
    b = same;
    CHECK(b.reveal() == "hush");
    b = std::move(same);
    CHECK(b.reveal() == "hush");
    b = secret();
    CHECK(b.empty());
    CHECK(b == secret(""));
}

TEST_CASE("secret: secrets of different length differ") {
    CHECK(secret("hush") != secret("hus"));
    CHECK(secret("hush") != secret());
}

TEST_CASE("secret: its memory is wiped when it is overwritten and when it ends") {
    const void* where = nullptr;
    {
        secret hidden = "hush";
        where = hidden.reveal().data();
        hidden = secret("other");
        CHECK(wiped == where);
        CHECK(wiped_size == 4);
        where = hidden.reveal().data();
    }
    CHECK(wiped == where);
    CHECK(wiped_size == 5);
}

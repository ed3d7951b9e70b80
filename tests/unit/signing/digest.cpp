#include <bindery/signing/digest.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace bindery::signing;

namespace {

std::string hex_of_hash(hash_function& hasher, std::string_view message) {
    digest_bytes digest;
    REQUIRE(hasher.hash(message, digest));
    return std::string(hex_digest(digest).view());
}

std::string hex_of_hmac(hash_function& hasher, std::string_view key, std::string_view message) {
    keyed_hash hmac;
    digest_bytes digest;
    REQUIRE(hmac.set_key(hasher, key));
    REQUIRE(hmac.hash(hasher, message, digest));
    return std::string(hex_digest(digest).view());
}

} // namespace

TEST_CASE("sha256: the standard's examples") {
    hash_function hasher;
    CHECK(hex_of_hash(hasher, "") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex_of_hash(hasher, "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex_of_hash(hasher, std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256: a message may come in pieces") {
    hash_function hasher;
    digest_bytes pieces, whole;
    hasher.start();
    hasher.update("given up");
    hasher.start();
    for (const char* piece : {"a", "", "bc"})
        hasher.update(piece);
    REQUIRE(hasher.finish(pieces));
    REQUIRE(hasher.hash("abc", whole));
    CHECK(pieces == whole);
}

TEST_CASE("sha256: finishing what was not started is a failure and leaves the digest alone") {
    hash_function hasher;
    digest_bytes digest{};
    CHECK_FALSE(hasher.finish(digest));
    REQUIRE(hasher.hash("abc", digest));
    const digest_bytes before = digest;
    CHECK_FALSE(hasher.finish(digest));
    CHECK(digest == before);
}

TEST_CASE("sha256: a hasher moves with its state") {
    hash_function hasher;
    hasher.start();
    hasher.update("a");
    hash_function moved = std::move(hasher);
    moved.update("bc");
    digest_bytes digest;
    REQUIRE(moved.finish(digest));
    CHECK(hex_digest(digest).view() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("hmac: the examples of RFC 4231") {
    hash_function hasher;
    CHECK(hex_of_hmac(hasher, std::string(20, '\x0b'), "Hi There") ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(hex_of_hmac(hasher, "Jefe", "what do ya want for nothing?") ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hex_of_hmac(hasher, std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("hmac: a prefix is part of the key, below, at and above the block size") {
    hash_function hasher;
    for (const std::size_t size : {0u, 1u, 60u, 61u, 62u, 100u}) {
        CAPTURE(size);
        const std::string key(size, 'k');
        keyed_hash prefixed, whole;
        digest_bytes a, b;
        REQUIRE(prefixed.set_key(hasher, key, "TC3"));
        REQUIRE(whole.set_key(hasher, "TC3" + key));
        REQUIRE(prefixed.hash(hasher, "message", a));
        REQUIRE(whole.hash(hasher, "message", b));
        CHECK(a == b);
    }
}

TEST_CASE("hmac: a key serves any number of messages and can be replaced") {
    hash_function hasher;
    keyed_hash hmac;
    digest_bytes first, again, other;
    REQUIRE(hmac.set_key(hasher, "key"));
    REQUIRE(hmac.hash(hasher, "message", first));
    REQUIRE(hmac.hash(hasher, "message", again));
    CHECK(first == again);
    REQUIRE(hmac.set_key(hasher, "another"));
    REQUIRE(hmac.hash(hasher, "message", other));
    CHECK(first != other);
}

TEST_CASE("hmac: without a key there is no digest") {
    hash_function hasher;
    digest_bytes digest;
    CHECK_FALSE(keyed_hash().hash(hasher, "message", digest));
}

TEST_CASE("hash functions: SHA-1 and SM3 by the examples of their standards, and of RFC 2202") {
    hash_function sha1(hash_algorithm::sha1), sm3(hash_algorithm::sm3);
    digest_bytes digest;
    REQUIRE(sha1.hash("abc", digest));
    CHECK(sha1.size() == 20);
    CHECK(hex_digest(digest).view() == "a9993e364706816aba3e25717850c26c9cd0d89d000000000000000000000000");
    keyed_hash hmac;
    REQUIRE(hmac.set_key(sha1, "Jefe"));
    REQUIRE(hmac.hash(sha1, "what do ya want for nothing?", digest));
    CHECK(hex_digest(digest).view().substr(0, 40) == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    std::string text = "signature=";
    append_base64(text, {reinterpret_cast<const char*>(digest.data()), sha1.size()});
    CHECK(text == "signature=7/zfauXrL6LSdBbV8YTfnCWafHk=");
    REQUIRE(hmac.set_key(sha1, std::string(80, '\xaa')));
    REQUIRE(hmac.hash(sha1, "Test Using Larger Than Block-Size Key - Hash Key First", digest));
    CHECK(hex_digest(digest).view().substr(0, 40) == "aa4ae5e15272d00e95705637ce8a3b55ed402112");
    if (sm3) {
        CHECK(hex_of_hash(sm3, "abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    } else {
        CHECK_FALSE(sm3.hash("abc", digest));
        MESSAGE("the crypto library has no SM3");
    }
}

TEST_CASE("equal_in_constant_time: tells texts apart") {
    CHECK(equal_in_constant_time("", ""));
    CHECK(equal_in_constant_time({}, ""));
    CHECK(equal_in_constant_time("abc", "abc"));
    CHECK_FALSE(equal_in_constant_time("abc", "abd"));
    CHECK_FALSE(equal_in_constant_time("abc", "ab"));
    CHECK_FALSE(equal_in_constant_time("", "a"));
}

TEST_CASE("hex_digest: only 64 lower-case digits are one") {
    const std::string good(64, 'a');
    CHECK(is_hex_digest(good));
    CHECK(hex_digest(good).view() == good);
    CHECK_FALSE(is_hex_digest(good + "a"));
    CHECK_FALSE(is_hex_digest(good.substr(1)));
    CHECK_FALSE(is_hex_digest(std::string(63, 'a') + 'A'));
    CHECK_FALSE(is_hex_digest(std::string(63, 'a') + 'g'));
    CHECK_FALSE(is_hex_digest(""));
}

TEST_CASE("hex digest: the same at compile time and at run time, for every byte") {
    constexpr auto digest_from = [](unsigned first) {
        digest_bytes digest{};
        for (unsigned i = 0; i != digest.size(); ++i)
            digest[i] = static_cast<unsigned char>(first + i);
        return digest;
    };
    std::string digits;
    for (unsigned first = 0; first != 256; first += 32)
        digits += hex_digest(digest_from(first)).view();
    for (unsigned byte = 0; byte != 256; ++byte) {
        const char expected[] = {"0123456789abcdef"[byte / 16], "0123456789abcdef"[byte % 16]};
        CHECK(digits.substr(2 * byte, 2) == std::string(expected, 2));
    }
    constexpr hex_digest constant(digest_from(0xE8));
    CHECK(constant.view() == hex_digest(digest_from(0xE8)).view());
    CHECK(hex_digest().view() == std::string(64, '0'));
}

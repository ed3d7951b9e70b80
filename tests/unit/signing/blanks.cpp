#include <bindery/signing/blanks.hpp>

#include <doctest/doctest.h>

#include <string>

using bindery::signing::has_blanks_around;

TEST_CASE("has_blanks_around: whatever is not seen, at either end") {
    for (const std::string blank : {" ", "\t", "\r", "\n", "\x7F", "\xC2\xA0", "\xC2\x85", "\xC2\xAD", "\xE2\x80\x83",
                                    "\xE2\x80\x8B", "\xE2\x80\xA8", "\xE2\x81\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"}) {
        CAPTURE(blank);
        CHECK(has_blanks_around(blank));
        CHECK(has_blanks_around(blank + "key"));
        CHECK(has_blanks_around("key" + blank));
        CHECK_FALSE(has_blanks_around("a" + blank + "key"));
    }
    for (const std::string fine :
         {"", "k", "key", "\xC3\xA0", "\xE2\x80\x94", "\xE2\x82\xAC", "\xE3\x81\x80", "\xC2\xA1"}) {
        CAPTURE(fine);
        CHECK_FALSE(has_blanks_around(fine));
    }
}

#include <bindery/types/presentable.hpp>

#include <doctest/doctest.h>

using bindery::detail::presentable;

TEST_CASE("presentable: text from outside is valid UTF-8 and steers nothing") {
    CHECK(presentable("") == "");
    CHECK(presentable("plain, \xE4\xB8\xAD\xE6\x96\x87") == "plain, \xE4\xB8\xAD\xE6\x96\x87");
    CHECK(presentable("a\r\n\x1b[31m") == "a   [31m");
    CHECK(presentable("\xff|\xC0\x80|\xE4\xB8") == "\xEF\xBF\xBD|\xEF\xBF\xBD\xEF\xBF\xBD|\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(presentable("\xE2\x80\xAE"
                      "evil") == "   evil"); // the direction of writing
}

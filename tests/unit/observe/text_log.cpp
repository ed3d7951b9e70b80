#include "observed.hpp"

#include <bindery/observe/detail/names.hpp>
#include <bindery/observe/text_log.hpp>

#include <doctest/doctest.h>

#include <sstream>

using namespace observed;

TEST_CASE("text_log: a line for each attempt and each call") {
    lines to;
    observe::text_log log(to.sink());
    tell(log);
    REQUIRE(to.held.size() == 4);
    CHECK(to.held[0] == "call 7 attempt 1 vod ManageTask at vod.example.com: InternalError, HTTP 500, request r-1, may "
                        "have acted, 5.2 ms (connecting 0.3, sending 0.1, receiving 4.8), 412 bytes out, 130 in, new "
                        "connection, again in 31 ms");
    CHECK(to.held[1] == "call 7 attempt 2 vod ManageTask at vod.example.com: ok, request r-2, 6.0 ms (receiving 6.0), "
                        "412 bytes out, 99 in, kept connection to 127.0.0.1:8080");
    CHECK(to.held[2] == "call 7 vod ManageTask at vod.example.com: ok, request r-2, 42.2 ms, 2 attempts");
    CHECK(to.held[3] == "call 7 vod ManageTask at vod.example.com: rate_limited while preparing, 0.0 ms, 0 attempts");
}

TEST_CASE("text_log: text from outside stays within its line, and is cut") {
    lines to;
    observe::text_log log(to.sink());
    observed_end end{.outcome = hostile};
    log.call_ends(call, end);
    CHECK(to.held.at(0).find("a\"\\  [31m\xEF\xBF\xBD, HTTP 200, request   evil, ") != std::string::npos);
    const std::string code(100'000, 'x');
    end.outcome.code = code;
    log.call_ends(call, end);
    CHECK(to.held.at(1).size() < 400);
}

TEST_CASE("text_log: what the sink throws costs a line, which is counted") {
    bool full = true;
    std::ostringstream out;
    observe::text_log log([&, to = observe::to_stream(out)](std::string_view line) {
        if (std::exchange(full, false))
            throw std::runtime_error("the disk is full");
        to(line);
    });
    tell(log);
    CHECK(log.lost() == 1);
    const std::string text = out.str();
    CHECK(std::count(text.begin(), text.end(), '\n') == 3);
}

TEST_CASE("observers: every kind of failure and every phase has a name of its own") {
    for (int number = 1; make_error_code(static_cast<errc>(number)).message() != "unknown"; ++number)
        CHECK(observe::detail::name(static_cast<errc>(number)) != "_OTHER");
    CHECK(observe::detail::name(errc::too_many_pages) == "too_many_pages");
    CHECK(observe::detail::name(errc::circuit_open) == "circuit_open");
    CHECK(observe::detail::name(phase::reading) == "reading");
    CHECK(std::size(observe::detail::parts) * sizeof(time_spent::duration) == sizeof(time_spent));
}

TEST_CASE("observers: a host and its port are told apart") {
    const auto parts = [](std::string_view field) {
        const auto at = observe::detail::place_of(field);
        return std::string(at.host).append("|").append(at.port);
    };
    CHECK(parts("h.example.com") == "h.example.com|");
    CHECK(parts("h.example.com:8443") == "h.example.com|8443");
    CHECK(parts("[::1]:8443") == "[::1]|8443");
    CHECK(parts("[::1]") == "[::1]|");
    CHECK(parts("") == "|");
}

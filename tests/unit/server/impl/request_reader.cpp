#include <bindery/server/impl/request_reader.hpp>

#include <doctest/doctest.h>

#include <cstring>
#include <string>
#include <vector>

using namespace std::string_view_literals;

namespace {

using outcome = bindery::detail::request_reader::outcome;

struct desk {
    bindery::server_limits limits{.max_header = 6000, .max_fields = 4, .max_body = 1000};
    bindery::detail::memory_budget budget{100'000};
    bindery::detail::memory_share memory{budget};
    bindery::protocol::request request;
    bindery::detail::request_reader reader{request, limits, memory};
    std::string seen; ///< what has come out
    bool over = false;

    void receive(std::string_view bytes) {
        while (!bytes.empty() && !over) {
            const auto into = reader.room();
            REQUIRE(into.size() != 0);
            const std::size_t size = std::min(into.size(), bytes.size());
            std::memcpy(into.data(), bytes.data(), size);
            bytes.remove_prefix(size);
            reader.received(size);
            take(reader.advance());
        }
    }
    void take(outcome found) {
        if (found == outcome::incomplete || found == outcome::awaited)
            return;
        if (found == outcome::refused)
            seen += std::to_string(reader.status());
        if (found == outcome::too_large)
            seen += "too large";
        over = found != outcome::complete;
        if (over)
            return;
        seen.append(request.method).append(request.target).append(" ").append(request.fields.lines());
        seen.append(request.body.view()).append(reader.keeps_alive() ? "|" : ".");
        reader.begin();
        if (reader.has_bytes())
            take(reader.advance());
    }
};

std::string read(const std::vector<std::string_view>& pieces) {
    desk at;
    for (const std::string_view piece : pieces)
        at.receive(piece);
    return at.seen;
}

} // namespace

TEST_CASE("request reader: what comes out does not depend on how the bytes are cut") {
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
    const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    const std::string get = "GET /b HTTP/1.1\r\nHost: a\r\n\r\n";
    const std::string got = "GET/b Host: a\r\n|";
    const std::string in_chunks = "POST/ Host: a\r\nTransfer-Encoding: chunked\r\n";
    const std::vector<std::pair<std::string, std::string>> table{
        {get, got},
        {get + get, got + got},
        {head + "Content-Length: 3\r\n\r\nabc" + get, "POST/ Host: a\r\nContent-Length: 3\r\nabc|" + got},
        {chunked + "0\r\n\r\n" + get, in_chunks + "|" + got},
        {chunked + "3\r\nabc\r\n0\r\n\r\n" + get, in_chunks + "abc|" + got},
        {chunked + "1\r\na\r\n1;x=\"\\\"\"\r\nb\r\n00;y\r\n\r\n" + get, in_chunks + "ab|" + got},
        {chunked + "0\r\nHost: b\r\nContent-Type: c\r\nConnection: close\r\n\r\n" + get, in_chunks + "|" + got},
        {"GET / HTTP/1.0\r\n\r\n", "GET/ ."},
        {head + "Connection: close\r\n\r\n", "POST/ Host: a\r\nConnection: close\r\n."},
        {head + "Content-Length: 1001\r\n\r\n", "too large"},
        {chunked + "3e8\r\n" + std::string(1000, 'a') + "\r\n1\r\na", "too large"},
        {chunked + "3e9\r\n", "too large"},
        {chunked + "0\r\n\rX\r\n\r\n", "400"},
        {chunked + "g\r\nabc", "400"},
        {get + "nonsense\r\n\r\n", got + "400"},
        {get + head + "A: b\r\n c\r\n\r\n", got + "400"},
        {head + "B: b\r\nC: c\r\nD: d\r\nE: e\r\n\r\n", "431"},
        {head + "A: " + std::string(6000, 'a'), "431"},
        {"GET / HTTP/3.0\r\n\r\n", "505"},
        {"GET / HTTP/1.1\n\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\n\r\n", "400"},
        {head + "Expect: magic\r\n\r\n", "417"},
    };
    for (const auto& [bytes, expected] : table) {
        const std::string_view all = bytes;
        CAPTURE(all.substr(0, 200));
        CHECK(read({all}) == expected);
        for (std::size_t cut = 0; cut < all.size(); cut += all.size() < 300 ? 1 : 97)
            CHECK_MESSAGE(read({all.substr(0, cut), all.substr(cut)}) == expected, cut);
        std::vector<std::string_view> bytewise;
        for (std::size_t at = 0; at != all.size(); ++at)
            bytewise.push_back(all.substr(at, 1));
        CHECK(read(bytewise) == expected);
    }
}

TEST_CASE("request reader: a peer that waits to be told to go on is told once per request") {
    desk at;
    const auto feed = [&](std::string_view bytes) {
        std::memcpy(at.reader.room().data(), bytes.data(), bytes.size());
        at.reader.received(bytes.size());
        return at.reader.advance();
    };
    for (int i = 0; i != 2; ++i) {
        CHECK(feed("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n") == outcome::incomplete);
        CHECK(feed("Content-Length: 2\r\n\r\n") == outcome::awaited);
        CHECK(feed("a") == outcome::incomplete);
        CHECK(feed("b") == outcome::complete);
        at.reader.begin();
    }
    CHECK(feed("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n") == outcome::incomplete);
}

TEST_CASE("request reader: takes no memory that the budget does not have, and gives all of it back") {
    bindery::detail::memory_budget budget{200'000};
    const std::string body(1000, 'b');
    {
        desk at;
        at.limits.max_body = 1'000'000;
        bindery::detail::memory_share memory{budget};
        bindery::protocol::request request;
        bindery::detail::request_reader reader{request, at.limits, memory};
        const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n";
        outcome found = outcome::incomplete;
        std::size_t taken = 0;
        for (std::string_view next = head; found == outcome::incomplete; next = body) {
            std::memcpy(reader.room().data(), next.data(), next.size());
            reader.received(next.size());
            found = reader.advance();
            CHECK(request.body.capacity() <= 200'000);
            taken += next.size();
        }
        CHECK(found == outcome::refused);
        CHECK(reader.status() == 503);
        CHECK(taken > 100'000);
        CHECK(taken <= 201'000);
        CHECK(budget.is_scarce());
        CHECK(!budget.take(100'000));
    }
    CHECK(!budget.is_scarce());
    CHECK(budget.take(200'000));
    CHECK(!budget.take(1));
}

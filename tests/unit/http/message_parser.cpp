#include <bindery/http/message_parser.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace std::string_view_literals;

namespace {

namespace http = boost::beast::http;

template <bool is_request>
class recording final : public bindery::detail::message_parser<is_request> {
    using base = bindery::detail::message_parser<is_request>;

public:
    explicit recording(std::size_t max_header = 4096, std::size_t max_body = 4096) : base(max_header, max_body) {
        this->eager(true);
    }
    std::string body, fields;

private:
    void on_field(http::field, std::string_view name, std::string_view value, boost::system::error_code&) override {
        fields.append(name).append("=").append(value).append(";");
    }
    void on_body(std::string_view bytes, boost::system::error_code&) override { body.append(bytes); }
};

/// What `Parser` makes of a message in pieces: as a connection does it, what is not used comes again with the rest.
template <class Parser>
std::string read(Parser& parser, const std::vector<std::string_view>& pieces) {
    std::string waiting;
    boost::system::error_code failure;
    for (const auto piece : pieces) {
        waiting.append(piece);
        do
            waiting.erase(0, parser.feed(waiting, failure));
        while (!failure && !parser.is_done() && !waiting.empty());
        if (failure && failure != http::error::need_more)
            return failure.message();
    }
    boost::system::error_code at_the_end;
    if (!parser.is_done()) {
        parser.feed(waiting, at_the_end); // as when the end of the stream is told with no byte
        parser.feed_end(at_the_end);
    }
    return at_the_end ? at_the_end.message() : "done" + ('|' + parser.body) + '|' + waiting;
}

constexpr auto request = "POST / HTTP/1.1\r\nHost: h\r\n"sv;
constexpr auto response = "HTTP/1.1 200 OK\r\nX: y\r\n"sv;
constexpr auto chunked = "Transfer-Encoding: chunked\r\n\r\n"sv;

/// Calls `check(parser, message)` with parsers and whole messages of both directions.
template <class Check>
void both_ways(std::string_view rest, Check check) {
    check([](auto... limits) { return recording<true>(limits...); }, std::string(request).append(rest));
    check([](auto... limits) { return recording<false>(limits...); }, std::string(response).append(rest));
}

} // namespace

TEST_CASE("message_parser: a chunked message means the same wherever it is cut, and trips no assertion") {
    for (const std::string_view rest :
         {"0\r\n\r\n"sv, "0;last=1\r\n\r\n"sv, "00\r\nA: b\r\nC: d\r\n\r\n"sv, "0\r\nA: b\r\n c\r\n\r\n"sv,
          "1\r\nx\r\n0\r\n\r\n"sv, "3;a=\"q\\\"\"\r\nabc\r\n1 ; b\r\nd\r\n0;e=f\r\nTrailer: t\r\n\r\n"sv,
          "00000A\r\n0\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n"sv, "0\r\n\r"sv, "0\r"sv, "0\r\nX"sv, "5\r\nabc"sv, "x\r\n\r\n"sv,
          "0\n\r\n\r\n"sv, "0\r\n\rX\r\n\r\n"sv, "1\r\nxy\r\n"sv, "0;\"\r\n\r\n"sv, "0;a=\"\r\n\r\n\"\r\n\r\n"sv,
          "0\r\nContent-Length: 3\r\n\r\n"sv, "ffffffffffffffffff\r\n"sv})
        both_ways(std::string(chunked).append(rest), [&](auto make, const std::string& message) {
            CAPTURE(message);
            const std::string_view all = message;
            auto whole = make();
            const std::string meant = read(whole, {all});

            std::vector<std::string_view> bytes;
            for (std::size_t i = 0; i != all.size(); ++i)
                bytes.push_back(all.substr(i, 1));
            auto by_byte = make();
            CHECK(read(by_byte, bytes) == meant);
            for (std::size_t i = 0; i <= all.size(); ++i)
                for (std::size_t j = i; j <= all.size(); ++j) {
                    auto cut = make();
                    if (read(cut, {all.substr(0, i), all.substr(i, j - i), all.substr(j)}) != meant)
                        FAIL_CHECK("cut at ", i, " and ", j);
                }
        });
}

TEST_CASE("message_parser: only chunked is a transfer coding, once, and in HTTP/1.1") {
    for (const char* coding : {"identity", "xchunked", "gzip", "chunked, identity", "", "gzip, chunked", "chunked;q=1",
                               "chunked, chunked", "chunked,", "\"chunked\""}) {
        CAPTURE(coding);
        for (const char* length : {"", "Content-Length: 5\r\n"})
            both_ways(std::string("Transfer-Encoding: ") + coding + "\r\n" + length + "\r\n0\r\n\r\n",
                      [](auto make, const std::string& message) {
                          auto parser = make();
                          CHECK(read(parser, {message}) ==
                                make_error_code(http::error::bad_transfer_encoding).message());
                      });
    }
    for (const char* both : {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                             "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                             "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"})
        both_ways(both, [](auto make, const std::string& message) {
            auto parser = make();
            CHECK_FALSE(read(parser, {message}).starts_with("done"));
        });
    recording<true> old;
    CHECK_FALSE(read(old, {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}).starts_with("done"));
    both_ways("transfer-encoding: Chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n", [](auto make, const std::string& message) {
        auto parser = make();
        CHECK(read(parser, {message}) == "done|x|");
    });
}

TEST_CASE("message_parser: trailers are no header fields") {
    both_ways(std::string(chunked) + "0\r\nAuthorization: a\r\nX: z\r\n\r\n",
              [](auto make, const std::string& message) {
                  auto parser = make();
                  CHECK(read(parser, {message}) == "done||");
                  CHECK(parser.fields.find("Authorization") == std::string::npos);
                  CHECK(parser.fields.find("z") == std::string::npos);
              });
}

TEST_CASE("message_parser: header, chunk extensions and trailers are bounded together, however they come") {
    const std::string limit = make_error_code(http::error::header_limit).message();
    constexpr std::size_t most = 300;
    const std::string field = ": a\r\nX"; // one byte of the next field keeps Beast from counting this one
    const std::string chunk = "1;a=" + std::string(20, 'b') + "\r\nx\r\n";
    struct endless {
        std::string begin, piece;
    };
    for (const auto& [begin, piece] :
         {endless{"X", field}, endless{std::string(chunked) + "0\r\nX", field}, endless{std::string(chunked), chunk},
          endless{std::string(chunked) + "1;a=\"", "b"}, endless{std::string(chunked), "0"},
          endless{std::string(chunked) + "0;a=", "\"\""}, endless{std::string(chunked) + "0\r\nX: ", "y"}})
        both_ways(begin, [&, piece = piece](auto make, const std::string& message) {
            CAPTURE(message);
            std::vector<std::string_view> pieces{message};
            for (std::size_t sent = 0; sent < 8 * most; sent += piece.size())
                pieces.push_back(piece);
            auto parser = make(most);
            CHECK(read(parser, pieces) == limit);
        });

    // What a chunk costs by itself does not count.
    std::string many(chunked);
    for (std::size_t i = 0; i != 10 * most; ++i)
        many += "0000000000000001\r\nx\r\n";
    both_ways(many + "0\r\n\r\n", [](auto make, const std::string& message) {
        auto parser = make(most);
        CHECK(read(parser, {message}).starts_with("done|xxx"));
    });

    // Nor may what small chunks leave be saved up.
    std::string small(chunked);
    for (std::size_t i = 0; i != 10 * most; ++i)
        small += "1\r\nx\r\n";
    both_ways(small + "0\r\nX: " + std::string(2 * most, 'y'), [&](auto make, const std::string& message) {
        auto parser = make(most);
        CHECK(read(parser, {message}) == limit);
    });
}

TEST_CASE("message_parser: a chunk extension holds no line feed, in quotation marks or not") {
    for (const char* extension : {"a=\"\nxx\"", "a=\"\x01\"", "a=\nb"})
        both_ways(std::string(chunked) + "1;" + extension + "\r\nx\r\n0\r\n\r\n",
                  [](auto make, const std::string& message) {
                      auto parser = make();
                      CHECK_FALSE(read(parser, {message}).starts_with("done"));
                  });
}

TEST_CASE("message_parser: a header that says both close and keep-alive says close") {
    recording<true> old;
    CHECK(read(old, {"POST / HTTP/1.0\r\nConnection: close, keep-alive\r\nContent-Length: 0\r\n\r\n"})
              .starts_with("done"));
    CHECK_FALSE(old.keeps_alive());
}

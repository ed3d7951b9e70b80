#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/async_client.hpp>
#include <bindery/client/impl/greeting.hpp>
#include <bindery/client/impl/tls.hpp>

#include <support/certificate.hpp>
#include <support/peer.hpp>
#include <support/result.hpp>

#include <boost/asio/bind_executor.hpp>
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

using namespace bindery;
using tests::certificate;
using tests::owned;
using tests::peer;
using tests::serving;
namespace tiw = bindery::api::tencent::tiw::v20190919;
namespace vod = bindery::api::tencent::vod::v20180717;
namespace live = bindery::api::alibaba::live::v20161101;
using namespace std::chrono_literals;

namespace {

constexpr auto host = "vod.intl.tencentcloudapi.com";

/// The server's half of a TLS connection.
class session {
public:
    session(const certificate& mine, peer::tcp::socket& over, int version = TLS1_3_VERSION)
        : session(serving(mine, version).get(), over) {}
    session(SSL_CTX* with, peer::tcp::socket& over) : ssl_(SSL_new(with), SSL_free) {
        SSL_set_fd(ssl_.get(), over.native_handle());
        greeted_ = SSL_accept(ssl_.get()) == 1;
    }
    SSL* native() noexcept { return ssl_.get(); }
    bool has_greeted() const noexcept { return greeted_; }

    void write(std::string_view bytes) { SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())); }
    bool read_request() {
        for (std::string text; greeted_;) {
            char bytes[4096];
            const int size = SSL_read(ssl_.get(), bytes, sizeof bytes);
            if (size <= 0)
                return false;
            text.append(bytes, static_cast<std::size_t>(size));
            const std::size_t head = text.find("\r\n\r\n"), at = text.find("Content-Length: ");
            if (head != text.npos && text.size() >= head + 4 + std::stoul(text.substr(at + 16, 20)))
                return true;
        }
        return false;
    }

private:
    owned<SSL> ssl_;
    bool greeted_;
};

std::string answer(std::string_view id) {
    return peer::http(R"({"Response":{"RequestId":")" + std::string(id) + "\"}}");
}

std::string over_tls(const peer& server) {
    return "https" + server.url().substr(4);
}

const vod::ManageTask abort_task{.TaskId = "task-1", .OperationType = "Abort"};

/// Makes calls in one of both ways, all on the same kept connections.
struct caller {
    bool blocks;
    client cloud;
    boost::asio::io_context context{};

    template <class Op>
    result<typename Op::Output> call(const Op& input) {
        if (blocks)
            return cloud.call(input);
        std::optional<result<typename Op::Output>> outcome;
        cloud.async_call(input,
                         boost::asio::bind_executor(context.get_executor(), [&](result<typename Op::Output> done) {
                             outcome.emplace(std::move(done));
                         }));
        context.restart();
        context.run();
        return std::move(outcome.value());
    }
};

} // namespace

TEST_CASE("client over TLS: what comes behind an answer is never taken for the next one") {
    struct afterthought {
        bool keeps;                          ///< the connection can be used again
        std::function<void(session&)> act{}; ///< after the first answer; null: along with it, in the same record
    };
    const std::map<std::string, afterthought> afterthoughts{
        {"nothing", {true, [](session&) {}}},
        {"an answer in the same record", {false}},
        {"an answer in a record of its own", {false, [](session& to) { to.write(answer("forged")); }}},
        {"one byte", {false, [](session& to) { to.write("H"); }}},
        {"a close_notify", {false, [](session& to) { SSL_shutdown(to.native()); }}},
        {"session tickets",
         {true,
          [](session& to) {
              for (int i = 0; i != 3; ++i) {
                  SSL_new_session_ticket(to.native());
                  SSL_do_handshake(to.native());
              }
          }}},
        {"a key update",
         {true,
          [](session& to) {
              SSL_key_update(to.native(), SSL_KEY_UPDATE_NOT_REQUESTED);
              SSL_do_handshake(to.native());
          }}},
        {"a key update that wants another",
         {true,
          [](session& to) {
              SSL_key_update(to.native(), SSL_KEY_UPDATE_REQUESTED);
              SSL_do_handshake(to.native());
          }}},
        {"tickets, then an answer",
         {false,
          [](session& to) {
              SSL_new_session_ticket(to.native());
              SSL_do_handshake(to.native());
              to.write(answer("forged"));
          }}},
        {"more tickets than anybody needs, then an answer",
         {false,
          [](session& to) {
              for (int i = 0; i != 400; ++i) {
                  SSL_new_session_ticket(to.native());
                  SSL_do_handshake(to.native());
              }
              to.write(answer("forged"));
          }}},
    };
    const certificate mine("peer", std::string("DNS:") + host);
    for (const bool blocks : {true, false})
        for (const auto& [name, after] : afterthoughts) {
            CAPTURE(blocks);
            CAPTURE(name);
            std::promise<void> said;
            int served = 0;
            peer server([&, after = after](peer::tcp::socket& socket) {
                session with(mine, socket);
                while (with.read_request()) {
                    const std::string id = "r-" + std::to_string(++served);
                    if (served != 1) {
                        with.write(answer(id));
                        continue;
                    }
                    with.write(after.act ? answer(id) : answer(id) + answer("forged"));
                    if (after.act)
                        after.act(with);
                    said.set_value();
                }
            });
            caller from{blocks, client{credentials{"id", "key"},
                                       {.endpoint = over_tls(server), .timeout = 10s, .tls = {.ca_pem = mine.pem}}}};
            for (const std::string expected : {"r-1", "r-2", "r-3"}) {
                const auto done = from.call(abort_task);
                if (!done)
                    FAIL(to_string(done.error()));
                CHECK(done->RequestId == expected);
                if (expected == "r-1")
                    said.get_future().wait();
            }
            CHECK(server.connections() == (after.keeps ? 1 : 2));
        }
}

TEST_CASE("client over TLS: the certificate has the host's name where RFC 9525 looks for it, whole") {
    struct naming {
        std::string common_name, alternatives;
        bool good;
    };
    for (const auto& [common_name, alternatives, good] : {
             naming{"peer", std::string("DNS:") + host, true},
             naming{"peer", std::string("DNS:a.example,DNS:") + host, true},
             naming{"peer", "DNS:*.intl.tencentcloudapi.com", true},
             naming{"peer", "DNS:VOD.intl.TencentCloudAPI.com", true},
             naming{host, "", false},
             naming{host, "IP:127.0.0.1", false},
             naming{host, "email:a@b.example", false},
             naming{"peer", "DNS:v*.intl.tencentcloudapi.com", false},
             naming{"peer", "DNS:*d.intl.tencentcloudapi.com", false},
             naming{"peer", "DNS:vod.*.tencentcloudapi.com", false},
             naming{"peer", "DNS:*.tencentcloudapi.com", false},
             naming{"peer", "DNS:other.intl.tencentcloudapi.com", false},
             naming{"peer", "IP:127.0.0.1", false},
         }) {
        CAPTURE(common_name);
        CAPTURE(alternatives);
        const certificate mine(common_name, alternatives);
        peer server([&](peer::tcp::socket& socket) {
            session with(mine, socket);
            if (with.read_request())
                with.write(answer("r"));
        });
        for (const bool blocks : {true, false}) {
            caller from{blocks,
                        client{credentials{"id", "key"}, {.endpoint = over_tls(server), .tls = {.ca_pem = mine.pem}}}};
            const auto done = from.call(abort_task);
            CHECK(done.has_value() == good);
            if (!done) {
                CHECK(done.error() == errc::tls);
                CHECK(done.error().message.find("hostname mismatch") != std::string::npos);
            }
        }
    }
}

TEST_CASE("client over TLS: an address is looked for among the addresses, in whatever form it is written") {
    boost::asio::io_context context;
    for (const auto& [name, alternatives, good] : {std::tuple{"127.0.0.1", "IP:127.0.0.1", true},
                                                   {"127.0.0.1", "DNS:127.0.0.1", false},
                                                   {"::1", "IP:0:0:0:0:0:0:0:1", true},
                                                   {"127.0.0.1", "IP:127.0.0.2", false}}) {
        CAPTURE(name);
        CAPTURE(alternatives);
        const certificate mine("127.0.0.1", alternatives);
        bool greeted = false;
        {
            peer server([&](peer::tcp::socket& socket) { greeted = session(mine, socket).has_greeted(); });
            boost::asio::ssl::context trusting(boost::asio::ssl::context::tls_client);
            REQUIRE(detail::trust(trusting, {.ca_pem = mine.pem}));
            boost::asio::ssl::stream<peer::tcp::socket> over(context, trusting);
            over.next_layer().connect({boost::asio::ip::address_v4::loopback(), server.port()});
            REQUIRE_FALSE(detail::prepare_greeting(over, {.host = name}));
            boost::system::error_code failure;
            over.handshake(boost::asio::ssl::stream_base::client, failure);
            CHECK(failure.failed() == !good);
        }
        CHECK(greeted == good);
    }
}

TEST_CASE("client over TLS: several certificates are trusted together, from a text, a file or both") {
    const certificate one("one", std::string("DNS:") + host), other("other", std::string("DNS:") + host);
    const std::string path =
        (std::filesystem::temp_directory_path() / ("bindery-ca-" + std::to_string(::getpid()))).string();
    std::ofstream(path) << other.pem;
    for (const tls_options& trusted :
         {tls_options{.ca_pem = one.pem + other.pem}, tls_options{.ca_pem = "# both\n" + other.pem + "\n" + one.pem},
          tls_options{.ca_file = path, .ca_pem = one.pem}})
        for (const certificate* mine : {&one, &other}) {
            peer server([&](peer::tcp::socket& socket) {
                session with(*mine, socket);
                if (with.read_request())
                    with.write(answer("r"));
            });
            const auto done =
                client{credentials{"id", "key"}, {.endpoint = over_tls(server), .tls = trusted}}.call(abort_task);
            if (!done)
                FAIL_CHECK(to_string(done.error()));
        }
    std::filesystem::remove(path);
    const auto none =
        client{credentials{"id", "key"}, {.endpoint = "https://127.0.0.1:1", .tls = {.ca_pem = "none"}}}.call(
            abort_task);
    REQUIRE_FALSE(none);
    CHECK(none.error() == errc::tls);
}

TEST_CASE("client: an answer that comes before the request was sent whole is the outcome") {
    struct early {
        int status;
        std::string answer;
    };
    const std::vector<early> all{
        {413, peer::http("too big", "413 Payload Too Large", "Connection: close\r\n")},
        {401, peer::http(R"({"Response":{"Error":{"Code":"AuthFailure","Message":"m"},"RequestId":"r"}})",
                         "401 Unauthorized", "Connection: close\r\n")},
    };
    const certificate mine("peer", std::string("DNS:") + host);
    const vod::ExecuteFunction large{.FunctionName = "F", .FunctionArg = std::string(8'000'000, 'x')};
    for (const auto& [status, answer] : all)
        for (const bool blocks : {true, false})
            for (const bool tls : {true, false})
                for (const bool stays : {true, false}) { // or closes, with most of the request unread
                    if (stays && status == 401)
                        continue; // for the time it takes
                    CAPTURE(status);
                    CAPTURE(blocks);
                    CAPTURE(tls);
                    CAPTURE(stays);
                    std::promise<void> told;
                    peer server([&, &answer = answer](peer::tcp::socket& socket) {
                        char head[1024];
                        if (tls) {
                            session with(mine, socket);
                            SSL_read(with.native(), head, sizeof head);
                            with.write(answer);
                        } else {
                            socket.read_some(boost::asio::buffer(head));
                            peer::write(socket, answer);
                        }
                        if (stays)
                            told.get_future().wait();
                    });
                    caller from{blocks, client{credentials{"id", "key"},
                                               {.endpoint = tls ? over_tls(server) : server.url(),
                                                .tls = {.ca_pem = mine.pem}}}};
                    const auto done = from.call(large);
                    told.set_value();
                    REQUIRE_FALSE(done);
                    CHECK(done.error().http_status == status);
                    CHECK(done.error().code == (status == 401 ? "AuthFailure" : ""));
                    CHECK(server.connections() == 1);
                }
}

TEST_CASE(
    "client: a large request is sent whole to a service that takes its time, tickets and interim answers or not") {
    const certificate mine("peer", std::string("DNS:") + host);
    const vod::ExecuteFunction large{.FunctionName = "F", .FunctionArg = std::string(1'500'000, 'x')};
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        peer server([&](peer::tcp::socket& socket) {
            session with(mine, socket);
            char byte;
            SSL_read(with.native(), &byte, 1); // it has begun to come
            for (int i = 0; i != 20; ++i) {
                SSL_new_session_ticket(with.native());
                SSL_do_handshake(with.native());
                with.write("HTTP/1.1 102 Processing\r\n\r\n");
            }
            while (with.read_request())
                with.write(answer("r"));
        });
        caller from{blocks, client{credentials{"id", "key"},
                                   {.endpoint = over_tls(server), .timeout = 10s, .tls = {.ca_pem = mine.pem}}}};
        const auto done = from.call(large);
        if (!done)
            FAIL(to_string(done.error()));
        CHECK(from.call(large));
        CHECK(server.connections() == 1);
    }
}

TEST_CASE("client: a connection that replaces a kept one has its own time to connect") {
    const certificate mine("peer", "DNS:" + std::string(tiw::DescribeVideoGenerationTask::about.host));
    const tiw::DescribeVideoGenerationTask task{.SdkAppId = 1400000000, .TaskId = "t"};
    for (const bool blocks : {true, false})
        for (const bool greets : {true, false}) {
            CAPTURE(blocks);
            CAPTURE(greets);
            std::promise<void> told;
            {
                peer server([&, number = 0](peer::tcp::socket& socket) mutable {
                    if (++number == 2 && !greets)
                        return told.get_future().wait();
                    session with(mine, socket);
                    if (with.read_request())
                        with.write(answer("r"));
                    if (number == 1 && with.read_request())
                        std::this_thread::sleep_for(400ms); // longer than connecting may take
                });
                caller from{blocks, client{credentials{"id", "key"},
                                           {.endpoint = over_tls(server),
                                            .region = "ap-singapore",
                                            .connect_timeout = 300ms,
                                            .timeout = 60s,
                                            .tls = {.ca_pem = mine.pem}}}};
                const auto first = from.call(task);
                if (!first)
                    FAIL(to_string(first.error()));
                const auto begun = std::chrono::steady_clock::now();
                const auto again = from.call(task);
                CHECK(again.has_value() == greets);
                if (!again) {
                    CHECK(again.error() == errc::timeout);
                    CHECK(std::chrono::steady_clock::now() - begun < 30s);
                }
                told.set_value();
                CHECK(server.connections() == 2);
            }
        }
}

TEST_CASE("client: times longer than any clock counts are as good as none") {
    constexpr auto longest = std::chrono::milliseconds::max();
    const certificate mine("peer", std::string("DNS:") + host);
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        peer server([&](peer::tcp::socket& socket) {
            session with(mine, socket);
            while (with.read_request())
                with.write(answer("r"));
        });
        caller from{blocks, client{credentials{"id", "key"},
                                   {.endpoint = over_tls(server),
                                    .connect_timeout = longest,
                                    .timeout = longest,
                                    .max_idle_time = longest,
                                    .tls = {.ca_pem = mine.pem}}}};
        for (int i = 0; i != 2; ++i) {
            const auto done = from.call(abort_task);
            if (!done)
                FAIL(to_string(done.error()));
        }
        CHECK(server.connections() == 1);
    }
}

TEST_CASE("client over TLS: what cannot be looked for in a certificate is a failure, never a success") {
    boost::asio::io_context context;
    boost::asio::ssl::context tls(boost::asio::ssl::context::tls_client);
    const std::string too_long(256, 'a');
    for (const std::string_view name :
         {std::string_view(), std::string_view(too_long), std::string_view("fe80::1%1")}) {
        CAPTURE(name);
        boost::asio::ssl::stream<peer::tcp::socket> stream(context, tls);
        CHECK(detail::prepare_greeting(stream, {.host = name}));
    }
    boost::asio::ssl::stream<peer::tcp::socket> stream(context, tls);
    CHECK_FALSE(detail::prepare_greeting(stream, {.host = host}));
}

TEST_CASE("client: a process and its child after fork share no connection and no nonce") {
    for (const bool blocks : {true, false}) {
        CAPTURE(blocks);
        std::mutex mutex;
        std::vector<std::thread> sessions;
        std::multiset<std::string> nonces;
        int connections = 0;
        peer server([&](peer::tcp::socket& socket) {
            const std::lock_guard lock(mutex);
            const std::string id = std::to_string(++connections);
            sessions.emplace_back([&, id, moved = std::make_shared<peer::tcp::socket>(std::move(socket))] {
                for (;;) {
                    const std::string request = peer::read_request(*moved);
                    if (request.empty())
                        return;
                    constexpr std::string_view name = "x-acs-signature-nonce: ";
                    {
                        const std::lock_guard lock(mutex);
                        nonces.insert(request.substr(request.find(name) + name.size(), 32));
                    }
                    peer::write(*moved, peer::http("{\"RequestId\":\"" + id + "\"}"));
                }
            });
        });
        {
            caller from{blocks, client{credentials{"id", "key"}, {.endpoint = server.url(), .timeout = 10s}}};
            const auto is_answered_on = [&](const char* connection) {
                const auto done = from.call(live::StartEdgeTranscodeJob{.ClusterId = "c", .JobId = "j"});
                return done && done->RequestId == std::string(connection);
            };
            CHECK(is_answered_on("1"));
            from.context.notify_fork(boost::asio::io_context::fork_prepare);
            const pid_t child = ::fork();
            if (child == 0) {
                from.context.notify_fork(boost::asio::io_context::fork_child);
                ::_exit(is_answered_on("2") && is_answered_on("2") ? 0 : 1);
            }
            from.context.notify_fork(boost::asio::io_context::fork_parent);
            CHECK(is_answered_on("1"));
            int status = -1;
            ::waitpid(child, &status, 0);
            CHECK(status == 0);
            CHECK(is_answered_on("1"));
        }
        for (auto& each : sessions)
            each.join();
        CHECK(nonces.size() == 5);
        CHECK(std::set<std::string>(nonces.begin(), nonces.end()).size() == 5);
        CHECK(connections == 2);
    }
}

TEST_CASE("client over TLS: a host's next connection resumes the session of the one before") {
    const certificate mine("peer", "DNS:*.intl.tencentcloudapi.com,DNS:*.tencentcloudapi.com");
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION})
        for (const bool blocks : {true, false}) {
            CAPTURE(version);
            CAPTURE(blocks);
            const auto context = serving(mine, version);
            std::vector<bool> resumed;
            peer server([&](peer::tcp::socket& socket) {
                session with(context.get(), socket);
                resumed.push_back(SSL_session_reused(with.native()) == 1);
                if (with.read_request())
                    with.write(peer::http(R"({"Response":{"RequestId":"r"}})", "200 OK", "Connection: close\r\n"));
            });
            caller from{blocks,
                        client{credentials{"id", "key"},
                               {.endpoint = over_tls(server), .region = "ap-singapore", .tls = {.ca_pem = mine.pem}}}};
            for (int i = 0; i != 3; ++i)
                CHECK(from.call(abort_task));
            CHECK(from.call(tiw::DescribeVideoGenerationTask{.SdkAppId = 1, .TaskId = "t"}));
            CHECK(resumed == std::vector<bool>{false, true, true, false});
        }
}

TEST_CASE("client over TLS: a pinned key is asked for besides trust, or in place of it") {
    const certificate mine("peer", std::string("DNS:") + host), other("other", "DNS:other");
    const auto pin_of = [](const certificate& of) {
        unsigned char* key = nullptr;
        const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(of.text.get()), &key);
        unsigned char digest[32], text[45];
        EVP_Digest(key, static_cast<std::size_t>(size), digest, nullptr, EVP_sha256(), nullptr);
        OPENSSL_free(key);
        return std::string(reinterpret_cast<char*>(text), static_cast<std::size_t>(EVP_EncodeBlock(text, digest, 32)));
    };
    peer server([&](peer::tcp::socket& socket) {
        session with(mine, socket);
        while (with.read_request())
            with.write(answer("r"));
    });
    const auto called = [&](bool blocks, tls_options how) {
        caller from{blocks, client{credentials{"id", "key"}, {.endpoint = over_tls(server), .tls = std::move(how)}}};
        const auto done = from.call(abort_task);
        return done ? std::string("ok") : to_string(done.error());
    };
    for (const bool blocks : {true, false}) {
        CHECK(called(blocks, {.ca_pem = mine.pem, .pins = {pin_of(mine)}}) == "ok");
        CHECK(called(blocks, {.ca_pem = mine.pem, .pins = {pin_of(other), "sha256/" + pin_of(mine)}}) == "ok");
        CHECK(called(blocks, {.ca_pem = mine.pem, .pins = {pin_of(other)}}).find("pinned key") != std::string::npos);
        CHECK(called(blocks, {.ca_pem = other.pem, .pins = {pin_of(mine)}}).find("self-signed") != std::string::npos);
        CHECK(called(blocks, {.verify = false, .pins = {pin_of(mine)}}) == "ok");
        CHECK(called(blocks, {.verify = false, .pins = {pin_of(other)}}).find("pinned key") != std::string::npos);
    }
    for (const std::string bad : {"", "sha256/", "md5", "AAAA", "!!!!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}) {
        const auto made = client::make(credentials{"id", "key"}, {.tls = {.pins = {bad}}});
        REQUIRE_FALSE(made);
        CHECK(made.error().message.starts_with("tls.pins: "));
    }
}

TEST_CASE("client over TLS: shows the certificate that it is given, from texts, files or both") {
    const certificate mine("peer", std::string("DNS:") + host), own("client", "DNS:client"),
        other("other", "DNS:other");
    const auto key_of = [](const certificate& of, const char* password) {
        const owned<BIO> out{BIO_new(BIO_s_mem()), BIO_free_all};
        PEM_write_bio_PrivateKey(out.get(), of.key.get(), password != nullptr ? EVP_aes_128_cbc() : nullptr, nullptr, 0,
                                 nullptr, const_cast<char*>(password));
        char* data = nullptr;
        const long size = BIO_get_mem_data(out.get(), &data);
        return std::string(data, static_cast<std::size_t>(size));
    };
    std::string folder = (std::filesystem::temp_directory_path() / "bindery-XXXXXX").string();
    REQUIRE(::mkdtemp(folder.data()) != nullptr);
    const std::string certificate_file = folder + "/certificate", key_file = folder + "/key", both = folder + "/both";
    std::ofstream(certificate_file) << own.pem;
    std::ofstream(key_file) << key_of(own, nullptr);
    std::ofstream(both) << own.pem << key_of(own, nullptr);

    const auto context = serving(mine);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), own.text.get());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_CTX_set_session_id_context(context.get(), reinterpret_cast<const unsigned char*>("x"), 1);
    peer server([&](peer::tcp::socket& socket) {
        session with(context.get(), socket);
        while (with.read_request())
            with.write(answer("r"));
    });
    const auto made = [&](tls_options how) {
        how.ca_pem = mine.pem;
        return client::make(credentials{"id", "key"}, {.endpoint = over_tls(server), .tls = std::move(how)});
    };
    for (const tls_options& how :
         {tls_options{.certificate_pem = own.pem, .key_pem = key_of(own, nullptr)},
          {.certificate_pem = own.pem + key_of(own, nullptr)},
          {.certificate_file = certificate_file, .key_file = key_file},
          {.certificate_file = both},
          {.certificate_file = certificate_file, .key_pem = key_of(own, nullptr)},
          {.certificate_pem = own.pem, .key_file = key_file},
          {.certificate_pem = own.pem, .key_pem = key_of(own, "s3cret"), .key_password = "s3cret"}})
        for (const bool blocks : {true, false}) {
            caller from{blocks, made(how).value()};
            const auto done = from.call(abort_task);
            if (!done)
                FAIL_CHECK(to_string(done.error()));
        }
    for (const tls_options& how :
         {tls_options{.certificate_pem = own.pem},
          {.certificate_pem = "none"},
          {.certificate_file = folder + "/missing"},
          {.certificate_file = certificate_file, .key_file = folder + "/missing"},
          {.key_pem = key_of(own, nullptr)},
          {.certificate_pem = own.pem, .key_pem = key_of(other, nullptr)},
          {.certificate_pem = own.pem, .key_pem = key_of(own, "s3cret")},
          {.certificate_pem = own.pem, .key_pem = key_of(own, "s3cret"), .key_password = "other"}}) {
        const auto refused = made(how);
        REQUIRE_FALSE(refused);
        CHECK(refused.error() == errc::tls);
        CHECK(refused.error().message.starts_with("tls"));
        CHECK(to_string(refused.error()).find("s3cret") == std::string::npos);
    }
    CHECK(made({}).value().call(abort_task).has_error());
    std::filesystem::remove_all(folder);
}

TEST_CASE("client over TLS: one's own certificates are trusted in place of the system's, or beside them") {
    const certificate own("own", std::string("DNS:") + host), of_system("system", std::string("DNS:") + host);
    const std::string path =
        (std::filesystem::temp_directory_path() / ("bindery-system-" + std::to_string(::getpid()))).string();
    std::ofstream(path) << of_system.pem;
    ::setenv("SSL_CERT_FILE", path.c_str(), 1);
    const auto is_trusted = [&](const certificate& shown, const tls_options& how) {
        peer server([&](peer::tcp::socket& socket) {
            session with(shown, socket);
            if (with.read_request())
                with.write(answer("r"));
        });
        return client{credentials{"id", "key"}, {.endpoint = over_tls(server), .tls = how}}
            .call(abort_task)
            .has_value();
    };
    CHECK(is_trusted(of_system, {}));
    CHECK_FALSE(is_trusted(of_system, {.ca_pem = own.pem}));
    CHECK(is_trusted(of_system, {.ca_pem = own.pem, .system_too = true}));
    CHECK(is_trusted(own, {.ca_pem = own.pem, .system_too = true}));
    ::unsetenv("SSL_CERT_FILE");
    std::filesystem::remove(path);
}

TEST_CASE("client over TLS: a proxy's tunnel is greeted through, and its refusal is not the service's") {
    const certificate mine("peer", std::string("DNS:") + host);
    for (const bool blocks : {true, false}) {
        std::string asked, opens = "HTTP/1.1 200 Fine\r\n\r\n";
        peer proxy([&](peer::tcp::socket& socket) {
            asked = peer::read_request(socket);
            peer::write(socket, opens);
            session with(mine, socket);
            while (with.read_request())
                with.write(answer("r"));
        });
        caller from{blocks, client{credentials{"id", "key"},
                                   {.timeout = 10s, .tls = {.ca_pem = mine.pem}, .proxy = {.https = proxy.url()}}}};
        for (int i = 0; i != 2; ++i) {
            const auto done = from.call(abort_task);
            if (!done)
                FAIL_CHECK(to_string(done.error()));
        }
        CHECK(proxy.connections() == 1);
        CHECK(asked.starts_with(std::string("CONNECT ") + host + ":443 HTTP/1.1\r\n"));
    }
}

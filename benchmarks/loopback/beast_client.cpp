// The floor for a client: Beast moving the bytes of a request made in advance and of its answer, without looking at
// either.

#include "run_load.hpp"
#include "signed_request.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using plain_stream = tcp::socket;
using tls_stream = asio::ssl::stream<tcp::socket>;

asio::ssl::context& tls_context() {
    static asio::ssl::context context(asio::ssl::context::tls_client);
    return context;
}

http::request<http::string_body> request_to_send() {
    const auto prepared = loopback::signed_request();
    http::request<http::string_body> out(http::verb::post, "/", 11);
    for (const auto& field : prepared.fields)
        out.insert(field.name, field.value);
    out.body() = prepared.body.view();
    out.prepare_payload();
    return out;
}

plain_stream make_stream(asio::io_context& context, plain_stream*) {
    return plain_stream(context);
}
tls_stream make_stream(asio::io_context& context, tls_stream*) {
    return tls_stream(context, tls_context());
}
void greet(plain_stream&) {}
void greet(tls_stream& stream) {
    stream.handshake(asio::ssl::stream_base::client);
}

template <class Stream>
class connection : public loopback::caller {
public:
    connection(asio::io_context& context, const loopback::settings& wanted)
        : stream_(make_stream(context, static_cast<Stream*>(nullptr))) {
        stream_.lowest_layer().connect({asio::ip::address_v4::loopback(), wanted.port});
        stream_.lowest_layer().set_option(tcp::no_delay(true));
        greet(stream_);
    }

    void call() override {
        http::async_write(stream_, request_, [this](error_code failure, std::size_t) {
            loopback::must(!failure, "write failed");
            response_ = {};
            http::async_read(stream_, buffer_, response_, [this](error_code broken, std::size_t) {
                loopback::must(!broken && response_.result() == http::status::ok, "read failed");
                ended();
            });
        });
    }
    void call_and_wait() {
        http::write(stream_, request_);
        response_ = {};
        http::read(stream_, buffer_, response_);
        loopback::must(response_.result() == http::status::ok, "read failed");
    }

private:
    Stream stream_;
    http::request<http::string_body> request_ = request_to_send();
    http::response<http::string_body> response_;
    boost::beast::flat_buffer buffer_;
};

template <class Stream>
void run(const loopback::settings& wanted) {
    if (wanted.in_flight != 0)
        return loopback::run_load(
            wanted, [&](asio::io_context& context) { return std::make_unique<connection<Stream>>(context, wanted); });
    asio::io_context context;
    connection<Stream> only(context, wanted);
    loopback::run_blocking(wanted, [&] { only.call_and_wait(); });
}

} // namespace

int main(int argc, char** argv) {
    const loopback::settings wanted(argc, argv);
    wanted.tls ? run<tls_stream>(wanted) : run<plain_stream>(wanted);
}

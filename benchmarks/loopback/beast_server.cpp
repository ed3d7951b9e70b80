// The floor for a server: Beast that reads a request and answers with a text made in advance.

#include "serve.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <memory>
#include <thread>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

template <class Stream>
class session : public std::enable_shared_from_this<session<Stream>> {
public:
    template <class... Arguments>
    explicit session(Arguments&&... arguments) : stream_(std::forward<Arguments>(arguments)...) {
        response_.set(http::field::content_type, "application/json");
        response_.body() = R"({"Response":{"Result":"XXX","RequestId":"8ad61e3a-6b8e-4b4e-9256-fdc701190064"}})";
        response_.prepare_payload();
    }

    void start() {
        stream_.lowest_layer().set_option(tcp::no_delay(true));
        if constexpr (std::is_same_v<Stream, tcp::socket>) {
            read();
        } else {
            stream_.async_handshake(asio::ssl::stream_base::server,
                                    [self = this->shared_from_this()](error_code failed) {
                                        if (!failed)
                                            self->read();
                                    });
        }
    }

private:
    void read() {
        request_ = {};
        http::async_read(stream_, buffer_, request_, [self = this->shared_from_this()](error_code failed, std::size_t) {
            if (!failed)
                self->write();
        });
    }
    void write() {
        http::async_write(stream_, response_, [self = this->shared_from_this()](error_code failed, std::size_t) {
            if (!failed)
                self->read();
        });
    }

    Stream stream_;
    boost::beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> response_;
};

/// Accepts on the first context and spreads the connections over all.
class service {
public:
    explicit service(const loopback::server_settings& wanted)
        : tls_(asio::ssl::context::tls_server), over_tls_(wanted.tls) {
        for (unsigned i = 0; i != wanted.threads; ++i)
            contexts_.push_back(std::make_unique<asio::io_context>(1));
        acceptor_.emplace(*contexts_[0], tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        if (over_tls_) {
            const auto made = loopback::certificate();
            tls_.use_certificate_chain(asio::buffer(made.certificate_chain));
            tls_.use_private_key(asio::buffer(made.private_key.reveal().data(), made.private_key.reveal().size()),
                                 asio::ssl::context::pem);
        }
        accept();
    }

    unsigned short port() const { return acceptor_->local_endpoint().port(); }
    void run() {
        for (const auto& each : contexts_) {
            std::thread([context = each.get()] {
                const auto work = asio::make_work_guard(*context);
                context->run();
            }).detach();
        }
    }

private:
    void accept() {
        asio::io_context& context = *contexts_[next_++ % contexts_.size()];
        acceptor_->async_accept(context, [this](error_code failed, tcp::socket socket) {
            if (!failed && over_tls_)
                std::make_shared<session<asio::ssl::stream<tcp::socket>>>(std::move(socket), tls_)->start();
            else if (!failed)
                std::make_shared<session<tcp::socket>>(std::move(socket))->start();
            accept();
        });
    }

    std::vector<std::unique_ptr<asio::io_context>> contexts_;
    std::optional<tcp::acceptor> acceptor_;
    asio::ssl::context tls_;
    bool over_tls_;
    std::size_t next_ = 0;
};

} // namespace

int main(int argc, char** argv) {
    const loopback::server_settings wanted(argc, argv);
    service serving(wanted);
    serving.run();
    loopback::print_port_and_wait(serving.port());
    std::_Exit(0);
}

#ifndef BINDERY_CLIENT_IMPL_RUN_HPP
#define BINDERY_CLIENT_IMPL_RUN_HPP

// One call on its way: resolve, connect, greet, write, read. A state machine whose every step is one socket operation
// that comes back to `resume`, the same for blocking and asynchronous calls.

#include <bindery/client/impl/pool.hpp>

#include <boost/asio/ssl/host_name_verification.hpp>

#include <functional>

namespace bindery::detail {

/// Where a call connects to, and how.
struct route {
    endpoint to;
    std::string host; ///< name that the certificate must have
    boost::asio::ssl::context* tls;
    bool verify;
    connection::clock::time_point connect_until;
    connection::clock::time_point until;
    std::size_t max_header;
    std::size_t max_body;
};

class run : public std::enable_shared_from_this<run> {
public:
    using error_code = boost::system::error_code;
    /// Told the end; the connection comes along when it can be kept.
    using done = std::function<void(result<void>, std::unique_ptr<connection>)>;

    run(std::unique_ptr<connection> on, route where, bool reused, bool repeatable, done when_done)
        : connection_(std::move(on)), route_(std::move(where)), resolver_(connection_->socket().get_executor()),
          reused_(reused), repeatable_(repeatable), done_(std::move(when_done)) {}

    run(const run&) = delete;
    virtual ~run() = default;

    bool has_ended() const noexcept { return stage_ == stage::ended; }
    connection::clock::time_point until() const noexcept {
        return stage_ < stage::writing ? route_.connect_until : route_.until;
    }

    void begin() {
        if (stage_ == stage::ended)
            return;
        if (reused_)
            write();
        else
            resolve();
    }

    /// Ends the call now; an operation that is under way comes back to a call that has ended.
    void expire() {
        if (has_ended())
            return;
        fail(errc::timeout, std::string("the time was up while ") + describe(stage_) + ' ' + place(), {});
    }
    void cancel() {
        if (!has_ended())
            fail(errc::cancelled, std::string("while ") + describe(stage_), {});
    }

    boost::asio::any_io_executor get_executor() { return resolver_.get_executor(); }

    /// Takes the connection out of a call that has ended, to be destroyed with its execution context.
    std::unique_ptr<connection> take_connection() noexcept { return std::move(connection_); }
    bool ended_while_resolving() const noexcept { return ended_while_resolving_; }

private:
    enum class stage {
        waiting,
        resolving,
        connecting,
        greeting,
        writing,
        reading,
        ended
    };

    static const char* describe(stage at) noexcept {
        constexpr const char* texts[] = {"waiting to call", "resolving", "connecting to", "greeting", "sending to",
                                         "waiting for",     ""};
        return texts[static_cast<int>(at)];
    }
    std::string place() const { return route_.to.host + ':' + route_.to.port; }

    struct step {
        std::shared_ptr<run> self;
        void operator()(error_code failure, std::size_t bytes = 0) const { self->resume(failure, bytes); }
        void operator()(error_code failure, connection::tcp::resolver::results_type found) const {
            self->resolved(failure, std::move(found));
        }
    };
    step next() { return {shared_from_this()}; }

    void resolve() {
        stage_ = stage::resolving;
        error_code no_address;
        const auto address = boost::asio::ip::make_address(route_.to.host, no_address);
        const auto port = static_cast<unsigned short>(std::stoul(route_.to.port));
        if (!no_address) {
            targets_ = {connection::tcp::endpoint(address, port)};
            return connect();
        }
        resolver_.async_resolve(route_.to.host, route_.to.port, next());
    }
    void resolved(const error_code& failure, connection::tcp::resolver::results_type found) {
        if (has_ended())
            return;
        if (failure)
            return fail(errc::transport, "the name " + route_.to.host + " cannot be resolved", failure);
        targets_.assign(found.begin(), found.end());
        connect();
    }
    void connect() {
        stage_ = stage::connecting;
        if (at_ == targets_.size())
            return fail(errc::transport, "cannot connect to " + place(), last_failure_);
        error_code ignored;
        connection_->socket().close(ignored);
        connection_->socket().async_connect(targets_[at_++], next());
    }
    void connected() {
        error_code ignored;
        connection_->socket().set_option(connection::tcp::no_delay(true), ignored);
        connection_->socket().non_blocking(true, ignored); // for is_quiet; Asio's own operations wait by themselves
        if (!route_.to.tls)
            return write();
        stage_ = stage::greeting;
        connection_->use_tls(*route_.tls);
        if (SSL_set_tlsext_host_name(connection_->tls().native_handle(), route_.host.c_str()) != 1)
            return fail(errc::tls, "the host name " + route_.host + " cannot be sent", {});
        if (route_.verify)
            connection_->tls().set_verify_callback(boost::asio::ssl::host_name_verification(route_.host), ignored);
        connection_->tls().async_handshake(boost::asio::ssl::stream_base::client, next());
    }

    void write() {
        stage_ = stage::writing;
        written_ = 0;
        connection_->async_write_some(connection_->output.view(), next());
    }
    void read() {
        stage_ = stage::reading;
        received_ = 0;
        expect_response();
        connection_->async_read_some(next());
    }
    void expect_response() {
        connection_->response.clear();
        auto& parser = connection_->parser.emplace();
        parser.eager(true);
        parser.header_limit(static_cast<std::uint32_t>(route_.max_header));
        parser.body_limit(route_.max_body);
    }

    void resume(const error_code& failure, std::size_t bytes) {
        switch (stage_) {
        case stage::connecting:
            last_failure_ = failure;
            return failure ? connect() : connected();
        case stage::greeting:
            if (failure)
                return fail(errc::tls, "no safe connection to " + route_.host + " at " + place(), failure);
            return write();
        case stage::writing:
            if (failure)
                return broken(failure);
            written_ += bytes;
            if (written_ == connection_->output.size())
                return read();
            return connection_->async_write_some(connection_->output.view().substr(written_), next());
        case stage::reading:
            received_ += bytes;
            connection_->input().commit(connection_->input().room(0) + bytes);
            return parse(failure);
        default:
            return; // ended
        }
    }

    void parse(const error_code& stream_failure) {
        namespace http = boost::beast::http;
        auto& parser = *connection_->parser;
        buffer& input = connection_->input();
        error_code failure;
        while (input.size() != 0 && !parser.is_done()) {
            const std::size_t used = parser.put(boost::asio::buffer(input.data(), input.size()), failure);
            input.consume(used);
            if (failure)
                break;
        }
        if (failure == http::error::need_more)
            failure = {};
        if (!failure && !parser.is_done() && stream_failure) {
            if (stream_failure != boost::asio::error::eof &&
                stream_failure != boost::asio::ssl::error::stream_truncated)
                return broken(stream_failure);
            if (received_ != 0 && parser.is_header_done())
                parser.put_eof(failure);
            if (!parser.is_done())
                return broken(failure ? failure : stream_failure);
        }
        if (failure)
            return fail(errc::protocol, "the response of " + place() + " is not HTTP within the limits", failure);
        if (!parser.is_done())
            return connection_->async_read_some(next());
        if (parser.get().result_int() / 100 == 1) { // an interim response; the real one follows
            expect_response();
            return input.size() != 0 ? parse(stream_failure) : connection_->async_read_some(next());
        }
        finish(parser.keep_alive() && !stream_failure && input.size() == 0);
    }

    void finish(bool keep) {
        auto& message = connection_->parser->get();
        protocol::response& response = connection_->response;
        response.status = static_cast<int>(message.result_int());
        for (const auto& field : message.base())
            if (!response.fields.add(std::string_view(field.name_string().data(), field.name_string().size()),
                                     std::string_view(field.value().data(), field.value().size())))
                keep = false;
        std::swap(response.body, message.body());
        end();
        if (!keep)
            connection_->close();
        auto tell = std::move(done_);
        tell({}, std::move(connection_));
    }

    /// A kept connection may have been closed by the other side at the very moment of its use: then a call that did
    /// nothing, or only reads, goes out once more on a new one.
    void broken(const error_code& failure) {
        const bool untouched = written_ == 0 || repeatable_;
        if (reused_ && received_ == 0 && untouched) {
            reused_ = false;
            connection_->close();
            return resolve();
        }
        const bool sent = written_ != 0;
        fail(errc::transport,
             std::string("the connection to ") + place() +
                 (sent ? " ended before the whole answer came; the service may have acted on the call"
                       : " ended before the call was sent"),
             failure);
    }

    void fail(errc kind, std::string message, error_code cause) {
        ended_while_resolving_ = stage_ == stage::resolving;
        end();
        resolver_.cancel();
        error_code ignored;
        connection_->socket().close(ignored); // the TLS layer stays until its pending operation has come back
        error broken{kind, std::move(message)};
        broken.cause = cause;
        auto tell = std::move(done_);
        tell(std::move(broken), nullptr);
    }

    void end() {
        stage_ = stage::ended;
        on_end();
    }
    virtual void on_end() noexcept {}

    std::unique_ptr<connection> connection_;
    route route_;
    connection::tcp::resolver resolver_;
    std::vector<connection::tcp::endpoint> targets_;
    std::size_t at_ = 0;
    error_code last_failure_;
    stage stage_ = stage::waiting;
    bool reused_;
    bool repeatable_;
    bool ended_while_resolving_ = false;
    std::size_t written_ = 0;
    std::size_t received_ = 0;
    done done_;
};

} // namespace bindery::detail

#endif

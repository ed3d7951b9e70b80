#ifndef BINDERY_TESTS_SUPPORT_FAULTY_PEER_HPP
#define BINDERY_TESTS_SUPPORT_FAULTY_PEER_HPP

// A service, or a proxy with a service behind it, that does one thing wrong at one byte of a call, and tells how far
// the call had come.

#include <support/certificate.hpp>
#include <support/peer.hpp>

#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <vector>

#include <sys/time.h>

namespace bindery::tests {

enum class fault {
    none,
    close,    ///< the connection ends, without a word of TLS
    reset,    ///< it is torn down
    stall,    ///< nothing more is taken or sent
    garble,   ///< a bit of the byte is another
    truncate, ///< the answer ends early, and the connection in good order
    early,    ///< the answer comes before the whole request
    twice,    ///< so many bytes of another answer follow the answer
};

/// What to do in one call. `at` counts bytes of the wire from the call's beginning, but for `truncate` and `twice`.
struct fault_plan {
    fault what = fault::none;
    enum {
        received,
        sent
    } counted = received;
    std::size_t at = 0;
    bool last = false; ///< the answer says that it is the connection's last
    int number = 0;    ///< of the call
};

/// How far a call had come.
struct fault_report {
    static constexpr std::size_t never = static_cast<std::size_t>(-1);

    std::size_t received = 0, sent = 0; ///< bytes of the wire
    std::size_t request_from = never;   ///< of those received
    std::size_t answer_from = never;    ///< of those sent
    bool tunnelled = false;             ///< all of the proxy's answer has been sent
    bool greeted = false;               ///< so has all of the service's part in greeting
    bool request_begun = false;         ///< some of it has come
    bool answered = false;              ///< all of the answer has been sent
    std::size_t answer_size = 0;        ///< without TLS
    std::string answer{};               ///< its bytes on the wire
};

class faulty_peer {
public:
    using tcp = peer::tcp;
    struct manner {
        bool tls = false;
        bool tunnels = false; ///< plays the proxy first
        bool chunked = false; ///< answers
    };

    faulty_peer(manner how, const certificate& mine)
        : how_(how), context_(serving(mine)), server_([this](tcp::socket& socket) { serve(socket); }) {
        SSL_CTX_set_num_tickets(context_.get(), 0); // every greeting is a whole one
    }
    ~faulty_peer() { release(); }

    std::string url() const { return (how_.tls ? "https" : "http") + server_.url().substr(4); }
    std::string proxy_url() const { return server_.url(); }

    /// For the next call.
    void arm(const fault_plan& plan) {
        const std::lock_guard lock(mutex_);
        plan_ = plan;
        plan_.number = ++calls_;
        settled_ = false;
    }
    bool has_settled() {
        const std::lock_guard lock(mutex_);
        return settled_;
    }
    /// How far the call had come when the fault struck, or the peer was through with it.
    fault_report settled() {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, std::chrono::seconds(30), [&] { return settled_; }))
            FAIL("the peer never came to the call's end");
        return report_;
    }
    /// Of the last answer.
    std::string last_id() {
        const std::lock_guard lock(mutex_);
        return "r-" + std::to_string(answers_);
    }
    /// Lets go of the connections that have stalled.
    void release() {
        const std::lock_guard lock(mutex_);
        stalled_.clear();
    }

private:
    struct over {};

    /// One connection, as one call after another has it.
    class connection {
    public:
        connection(faulty_peer& of, tcp::socket& socket) : of_(of), socket_(socket) {
            wait_at_most(std::chrono::seconds(30));
            begin();
        }

        void run() {
            if (of_.how_.tunnels) {
                read_until([](const std::string& text) { return text.ends_with("\r\n\r\n"); });
                send("HTTP/1.1 200 Established\r\n\r\n");
            }
            report_.tunnelled = true;
            if (of_.how_.tls)
                greet();
            report_.greeted = true;
            const int early = ssl_ != nullptr ? BIO_pending(SSL_get_rbio(ssl_.get())) : 0;
            report_.request_from = report_.received - static_cast<std::size_t>(early);
            report_.request_begun = early != 0;
            for (;;) {
                read_until([](const std::string& text) {
                    const std::size_t head = text.find("\r\n\r\n"), at = text.find("Content-Length: ");
                    return head != text.npos && text.size() == head + 4 + std::stoul(text.substr(at + 16));
                });
                if (report_.answer_from == fault_report::never)
                    answer();
                report_.answered = true;
                if (plan_.last || plan_.what == fault::garble)
                    finish();
                strike_if_due();
                settle();
                char byte;
                if (::recv(socket_.native_handle(), &byte, 1, MSG_PEEK) <= 0)
                    throw over(); // which is nobody's call
                begin();
                report_.tunnelled = report_.greeted = true;
                report_.request_from = 0;
            }
        }
        void settle() { of_.settle(plan_.number, report_); }

    private:
        bool strikes(fault what) const noexcept { return plan_.what == what; }
        bool is_due() const noexcept {
            return plan_.at == (plan_.counted == fault_plan::sent ? report_.sent : report_.received);
        }
        void begin() {
            plan_ = of_.take_plan();
            report_ = {};
        }
        void strike_if_due() {
            if (!is_due())
                return;
            if (strikes(fault::reset)) {
                socket_.set_option(boost::asio::socket_base::linger(true, 0));
                socket_.close();
                throw over();
            }
            if (strikes(fault::stall)) {
                of_.hold(std::move(socket_));
                throw over();
            }
            if (strikes(fault::close))
                finish();
        }
        /// Ends the connection in order. Bytes that nobody reads would tear it down.
        [[noreturn]] void finish() {
            boost::system::error_code failure;
            socket_.shutdown(tcp::socket::shutdown_send, failure);
            settle();
            for (char bytes[4096]; ::recv(socket_.native_handle(), bytes, sizeof bytes, 0) > 0;) {
            }
            throw over();
        }

        // The wire.

        std::size_t receive(char* into, std::size_t most) {
            strike_if_due();
            if (plan_.counted == fault_plan::received && plan_.at > report_.received)
                most = (std::min)(most, plan_.at - report_.received);
            const ssize_t size = ::recv(socket_.native_handle(), into, most, 0);
            if (size <= 0)
                throw over();
            report_.received += static_cast<std::size_t>(size);
            report_.request_begun |= report_.received > report_.request_from;
            return static_cast<std::size_t>(size);
        }
        void send(std::string bytes) {
            strike_if_due();
            const std::size_t left = plan_.at - report_.sent;
            const bool inside = plan_.counted == fault_plan::sent && plan_.at >= report_.sent && left < bytes.size();
            if (inside && strikes(fault::garble)) {
                bytes[left] = static_cast<char>(bytes[left] ^ 1);
                wait_at_most(std::chrono::milliseconds(400)); // both sides may wait for more
            } else if (inside && (strikes(fault::close) || strikes(fault::reset) || strikes(fault::stall)))
                bytes.resize(left);
            peer::write(socket_, bytes);
            report_.sent += bytes.size();
            if (report_.answer_from != fault_report::never)
                report_.answer += bytes;
            if (inside)
                strike_if_due();
        }
        void wait_at_most(std::chrono::microseconds limit) {
            const timeval patience{limit.count() / 1'000'000, limit.count() % 1'000'000};
            ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        }

        // TLS, or what there is instead.

        void greet() {
            ssl_.reset(SSL_new(of_.context_.get()));
            SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
            for (;;) {
                const int outcome = SSL_accept(ssl_.get());
                const bool answered = flush();
                if (outcome == 1)
                    return;
                report_.greeted |= answered;
                feed(outcome);
            }
        }
        /// Gives TLS what it wants more of.
        void feed(int outcome) {
            if (SSL_get_error(ssl_.get(), outcome) != SSL_ERROR_WANT_READ)
                throw over();
            char bytes[4096];
            const std::size_t size = receive(bytes, sizeof bytes);
            BIO_write(SSL_get_rbio(ssl_.get()), bytes, static_cast<int>(size));
        }
        bool flush() {
            std::string bytes(BIO_pending(SSL_get_wbio(ssl_.get())), '\0');
            if (bytes.empty())
                return false;
            BIO_read(SSL_get_wbio(ssl_.get()), bytes.data(), static_cast<int>(bytes.size()));
            send(std::move(bytes));
            return true;
        }

        template <class Complete>
        void read_until(Complete complete) {
            for (std::string text; !complete(text);) {
                if (strikes(fault::early) && report_.greeted && report_.answer_from == fault_report::never &&
                    report_.received >= plan_.at)
                    answer();
                char bytes[4096];
                if (ssl_ == nullptr) {
                    text.append(bytes, receive(bytes, sizeof bytes));
                    continue;
                }
                const int size = SSL_read(ssl_.get(), bytes, sizeof bytes);
                if (size > 0)
                    text.append(bytes, static_cast<std::size_t>(size));
                else
                    feed(size);
            }
        }
        void answer() {
            std::string text = write_answer(of_.next_id());
            report_.answer_size = text.size();
            if (strikes(fault::truncate))
                text.resize((std::min)(plan_.at, text.size()));
            if (strikes(fault::twice))
                text += write_answer("forged").substr(0, plan_.at);
            report_.answer_from = report_.sent;
            if (ssl_ == nullptr) {
                send(std::move(text));
            } else {
                if (!text.empty())
                    SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size()));
                if (strikes(fault::truncate))
                    SSL_shutdown(ssl_.get());
                flush();
            }
            if (strikes(fault::truncate))
                finish();
        }
        std::string write_answer(const std::string& id) const {
            const std::string body = R"({"Response":{"RequestId":")" + id + "\"}}", close = "Connection: close\r\n";
            const std::string head = "HTTP/1.1 200 OK\r\n" + (plan_.last ? close : std::string());
            if (!of_.how_.chunked)
                return head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
            std::string text = head + "Transfer-Encoding: chunked\r\n\r\n";
            for (std::size_t at = 0; at < body.size(); at += 10) {
                const std::string piece = body.substr(at, 10);
                text += "0123456789a"[piece.size()] + (";x=y\r\n" + piece) + "\r\n";
            }
            return text + "0\r\nDate: now\r\n\r\n";
        }

        faulty_peer& of_;
        tcp::socket& socket_;
        fault_plan plan_{};
        fault_report report_{};
        owned<SSL> ssl_{nullptr, SSL_free};
    };

    void serve(tcp::socket& socket) {
        connection one(*this, socket);
        try {
            one.run();
        } catch (const over&) {
            one.settle();
        }
    }
    fault_plan take_plan() {
        const std::lock_guard lock(mutex_);
        return std::exchange(plan_, {});
    }
    void settle(int call, const fault_report& report) {
        const std::lock_guard lock(mutex_);
        if (call != calls_ || std::exchange(settled_, true))
            return;
        report_ = report;
        changed_.notify_all();
    }
    void hold(tcp::socket socket) {
        const std::lock_guard lock(mutex_);
        stalled_.push_back(std::move(socket));
    }
    std::string next_id() {
        const std::lock_guard lock(mutex_);
        return "r-" + std::to_string(++answers_);
    }

    const manner how_;
    owned<SSL_CTX> context_;
    std::mutex mutex_;
    std::condition_variable changed_;
    fault_plan plan_{};
    fault_report report_{};
    bool settled_ = true;
    int calls_ = 0;
    int answers_ = 1'000; ///< so that all ids are as long
    std::vector<tcp::socket> stalled_;
    peer server_; // last: it uses the rest
};

} // namespace bindery::tests

#endif

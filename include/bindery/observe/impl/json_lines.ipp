#ifndef BINDERY_OBSERVE_IMPL_JSON_LINES_IPP
#define BINDERY_OBSERVE_IMPL_JSON_LINES_IPP

#include <bindery/detail/config.hpp>
#include <bindery/json/write.hpp>
#include <bindery/observe/detail/names.hpp>
#include <bindery/observe/json_lines.hpp>
#include <bindery/signing/utc.hpp>

namespace bindery::observe {

namespace detail {

/// One object; members one after the other.
class json_line {
public:
    void text(std::string_view name, std::string_view value) {
        begin(name);
        json::write_text(out_, value);
    }
    template <class Number>
    void number(std::string_view name, Number value) {
        begin(name);
        append_number(out_, value);
    }
    /// Those that are not true are left out.
    void flag(std::string_view name) {
        begin(name);
        out_.append("true");
    }

    void time(std::chrono::milliseconds at) {
        const auto second = std::chrono::floor<std::chrono::seconds>(at);
        const auto written = signing::utc_time(second.count());
        if (!written)
            return;
        std::string stamp(written->view().substr(0, 19));
        stamp += '.';
        stamp += std::to_string(1'000 + (at - second).count()).substr(1);
        text("timestamp", stamp += 'Z');
    }
    void call(std::string_view event, const observed_call& call) {
        text("event.name", event);
        number("bindery.call", call.number);
        text("rpc.system.name", call.provider);
        text("rpc.method", std::string(call.about.service).append("/").append(call.about.action));
        text("bindery.api.version", call.about.version);
    }
    void server(const place& at) {
        if (!at.host.empty())
            text("server.address", at.host);
        int port = 0;
        if (std::from_chars(at.port.data(), at.port.data() + at.port.size(), port).ec == std::errc())
            number("server.port", port);
    }
    void outcome(const observed_outcome& of) {
        if (of.failure) {
            text("error.type", kind_of(of));
            text("bindery.error.phase", name(of.phase));
            if (of.outcome_unknown)
                flag("bindery.outcome_unknown");
        }
        if (of.http_status != 0)
            number("http.response.status_code", of.http_status);
        if (!of.request_id.empty())
            text("bindery.request_id", shown(of.request_id));
    }
    void times(std::chrono::nanoseconds duration, const time_spent& spent) {
        number("duration", seconds(duration));
        for (const part& each : parts)
            if ((spent.*each.of).count() != 0)
                number(std::string("bindery.spent.").append(each.name), seconds(spent.*each.of));
    }

    buffer end() {
        out_.push_back('}');
        return std::move(out_);
    }

private:
    void begin(std::string_view name) {
        out_.push_back(out_.size() == 0 ? '{' : ',');
        json::write_text(out_, name);
        out_.push_back(':');
    }

    buffer out_;
};

} // namespace detail

BINDERY_DECL std::chrono::milliseconds json_lines::now() const {
    using namespace std::chrono;
    return clock_ ? milliseconds(clock_()) : duration_cast<milliseconds>(system_clock::now().time_since_epoch());
}

BINDERY_DECL void json_lines::attempt_ends(const observed_call& call, const observed_attempt& attempt) noexcept {
    put([&] {
        detail::json_line line;
        line.time(now());
        line.call("http.client.request", call);
        line.text("http.request.method", attempt.method);
        line.text("url.scheme", attempt.tls ? "https" : "http");
        const detail::place meant = detail::place_of(call, attempt);
        line.server(meant);
        if (detail::is_elsewhere(meant, attempt))
            line.text("bindery.endpoint", std::string(attempt.address).append(":").append(attempt.port));
        if (attempt.number != 1)
            line.number("http.request.resend_count", attempt.number - 1);
        line.number("http.request.size", attempt.bytes_sent);
        line.number("http.response.size", attempt.bytes_received);
        if (attempt.reused)
            line.flag("bindery.connection.reused");
        line.outcome(attempt.outcome);
        if (attempt.pause)
            line.number("bindery.pause", detail::seconds(*attempt.pause));
        line.times(attempt.duration, attempt.spent);
        return line.end();
    });
}

BINDERY_DECL void json_lines::call_ends(const observed_call& call, const observed_end& end) noexcept {
    put([&] {
        detail::json_line line;
        line.time(now());
        line.call("rpc.client.call", call);
        line.server(detail::place_of(call.host));
        line.number("bindery.attempts", end.attempts);
        line.outcome(end.outcome);
        line.times(end.duration, end.spent);
        return line.end();
    });
}

} // namespace bindery::observe

#endif

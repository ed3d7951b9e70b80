#ifndef BINDERY_SERVER_IMPL_HTTP_HEAD_HPP
#define BINDERY_SERVER_IMPL_HTTP_HEAD_HPP

#include <bindery/detail/buffer.hpp>
#include <bindery/protocol/message.hpp>
#include <bindery/signing/utc.hpp>

#include <boost/beast/http/status.hpp>

#include <array>
#include <charconv>

namespace bindery::detail {

/// The value of a Date field, kept for the second it is right.
class http_date {
public:
    std::string_view at(std::int64_t seconds) noexcept {
        if (seconds != seconds_)
            write(seconds);
        return {text_.data(), text_.size()};
    }

private:
    void write(std::int64_t seconds) noexcept {
        const auto time = signing::utc_time(seconds).value_or(*signing::utc_time(0));
        const std::string_view iso = time.view(); // YYYY-MM-DDThh:mm:ssZ
        const auto day =
            static_cast<std::size_t>(((signing::utc_day(seconds) % 7) + 11) % 7); // 1970-01-01 was a Thursday
        const auto month = static_cast<std::size_t>((iso[5] - '0') * 10 + (iso[6] - '0') - 1);
        char* out = text_.data();
        const auto put = [&](std::string_view part) { out = std::copy(part.begin(), part.end(), out); };
        put(std::string_view("SunMonTueWedThuFriSat").substr(day * 3, 3));
        put(", ");
        put(iso.substr(8, 2));
        put(" ");
        put(std::string_view("JanFebMarAprMayJunJulAugSepOctNovDec").substr(month * 3, 3));
        put(" ");
        put(iso.substr(0, 4));
        put(" ");
        put(iso.substr(11, 8));
        put(" GMT");
        seconds_ = seconds;
    }

    std::int64_t seconds_ = -1;
    std::array<char, 29> text_{};
};

enum class connection_field : unsigned char {
    none,
    close,
    keep_alive
};

/// Writes a response's status line and header fields.
inline void write_http_head(const protocol::response& answer, std::string_view date, connection_field connection,
                            buffer& out) {
    char digits[20];
    const auto number = [&](std::size_t value) {
        out.append(digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, value).ptr - digits));
    };
    const auto reason =
        boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(answer.status)));
    out.append("HTTP/1.1 ");
    number(static_cast<std::size_t>(answer.status));
    out.append(" ");
    out.append(reason.data(), reason.size());
    out.append("\r\nDate: ");
    out.append(date);
    for (const protocol::fields::field& each : answer.fields) {
        out.append("\r\n");
        out.append(each.name);
        out.append(": ");
        out.append(each.value);
    }
    out.append("\r\nContent-Length: ");
    number(answer.body.size());
    if (connection == connection_field::close)
        out.append("\r\nConnection: close");
    if (connection == connection_field::keep_alive)
        out.append("\r\nConnection: keep-alive");
    out.append("\r\n\r\n");
}

} // namespace bindery::detail

#endif

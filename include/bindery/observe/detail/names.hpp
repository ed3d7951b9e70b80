#ifndef BINDERY_OBSERVE_DETAIL_NAMES_HPP
#define BINDERY_OBSERVE_DETAIL_NAMES_HPP

// How observers call what they are told, and what they share in telling it.

#include <bindery/observer.hpp>
#include <bindery/signing/request.hpp>
#include <bindery/types/presentable.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

namespace bindery::observe::detail {

struct part {
    std::string_view name;
    time_spent::duration time_spent::*of;
};
inline constexpr part parts[] = {
    {"turn", &time_spent::turn},
    {"permit", &time_spent::permit},
    {"credentials", &time_spent::credentials},
    {"connection", &time_spent::connection},
    {"preparing", &time_spent::preparing},
    {"resolving", &time_spent::resolving},
    {"connecting", &time_spent::connecting},
    {"tunnelling", &time_spent::tunnelling},
    {"greeting", &time_spent::greeting},
    {"sending", &time_spent::sending},
    {"receiving", &time_spent::receiving},
    {"reading", &time_spent::reading},
    {"pausing", &time_spent::pausing},
};

/// As the enumerator is called.
constexpr std::string_view name(errc of) noexcept {
    constexpr std::string_view names[] = {
        "",     "validation", "credentials", "signing",      "rate_limited",  "transport",
        "tls",  "timeout",    "cancelled",   "protocol",     "api",           "circuit_open",
        "busy", "proxy",      "task_failed", "not_finished", "too_many_pages"};
    const auto number = static_cast<std::size_t>(of);
    return number < std::size(names) ? names[number] : std::string_view("_OTHER");
}
constexpr std::string_view name(phase of) noexcept {
    constexpr std::string_view names[] = {"preparing", "resolving", "connecting", "tunnelling",
                                          "greeting",  "sending",   "receiving",  "reading"};
    const auto number = static_cast<std::size_t>(of);
    return number < std::size(names) ? names[number] : std::string_view("_OTHER");
}

/// Text from outside, bounded and fit to be shown.
inline std::string shown(std::string_view text) {
    constexpr std::size_t most = 128; // bytes
    return bindery::detail::presentable(text.substr(0, most));
}

/// What failed: the service's error code, or our own word. Of an outcome that is a failure.
inline std::string kind_of(const observed_outcome& outcome) {
    return *outcome.failure == errc::api && !outcome.code.empty() ? shown(outcome.code)
                                                                  : std::string(name(*outcome.failure));
}

/// A host field's two halves; the port is empty when it is the usual one.
struct place {
    std::string_view host, port;
};
constexpr place place_of(std::string_view field) noexcept {
    const std::string_view host = signing::without_port(field);
    return {host, field.substr((std::min)(host.size() + 1, field.size()))};
}
/// Where an attempt was meant to go.
constexpr place place_of(const observed_call& call, const observed_attempt& attempt) noexcept {
    place at = place_of(call.host);
    if (at.port.empty())
        at.port = attempt.tls ? "443" : "80";
    return at;
}
/// Whether it was connected somewhere else, see `client_options::endpoint`.
constexpr bool is_elsewhere(const place& meant, const observed_attempt& attempt) noexcept {
    return meant.host != attempt.address || meant.port != attempt.port;
}

template <class Text, class Number>
void append_number(Text& out, Number number) {
    char digits[32];
    out.append(std::string_view(
        digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, number).ptr - digits)));
}
inline double seconds(std::chrono::nanoseconds of) noexcept {
    return std::chrono::duration<double>(of).count();
}

} // namespace bindery::observe::detail

#endif

#ifndef BINDERY_ERROR_HPP
#define BINDERY_ERROR_HPP

#include <bindery/violation.hpp>

#ifndef __cpp_exceptions
#error "bindery needs exceptions: compile without -fno-exceptions. Only to build and validate requests does without."
#endif

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bindery {

/// What failed, coarsely.
enum class errc {
    validation = 1, ///< the request breaks a rule of the page; nothing was sent
    credentials,    ///< no usable credentials
    signing,        ///< the request could not be signed
    rate_limited,   ///< the page's rate, to which the client keeps, has no room for the call; nothing was sent
    transport,      ///< the network failed
    tls,            ///< the handshake or the certificate check failed
    timeout,        ///< the time allowed for the call has passed
    cancelled,      ///< the caller cancelled
    protocol,       ///< the answer is not one of this API
    api,            ///< the service answered with an error of its own, see `error::code`
    circuit_open,   ///< the endpoint keeps failing, and is not called before `error::retry_after` has passed
    busy,           ///< as many calls as may be are under way, and wait; nothing was sent
    proxy,          ///< the proxy did not connect, or refused the call
    task_failed,    ///< what was waited for has come to a state that the page calls a failure
    not_finished,   ///< what was waited for has come to no final state in the time allowed
    too_many_pages, ///< the answer has more pages than the caller allows
};

/// How far a call came.
enum class phase : std::uint8_t {
    preparing, ///< nothing has been done but to judge and write the request, or to wait for its turn
    resolving,
    connecting,
    tunnelling, ///< a proxy was asked to connect
    greeting,
    sending,
    receiving, ///< the request has been sent
    reading,   ///< the answer is there
};

namespace detail {

class error_category final : public boost::system::error_category {
public:
    const char* name() const noexcept override { return "bindery"; }
    std::string message(int value) const override {
        constexpr const char* texts[] = {
            "success",
            "the request breaks a rule of the API",
            "no usable credentials",
            "the request could not be signed",
            "the API's rate limit is used up",
            "the network failed",
            "the TLS connection could not be made safely",
            "the call took too long",
            "the call was cancelled",
            "the answer is not one of this API",
            "the service refused the call",
            "the endpoint keeps failing and is left alone",
            "too many calls are under way",
            "the proxy did not let the call through",
            "the task failed",
            "the task has not finished in time",
            "the answer has too many pages",
        };
        return value >= 0 && static_cast<std::size_t>(value) < std::size(texts) ? texts[value] : "unknown";
    }
};

} // namespace detail

inline const boost::system::error_category& error_category() noexcept {
    static const detail::error_category category;
    return category;
}

inline boost::system::error_code make_error_code(errc code) noexcept {
    return {static_cast<int>(code), error_category()};
}

/// Why a call has no output: what failed (`kind`), our own explanation (`message`) and, kept apart from it, what the
/// service said (`code`, `remote_message`, `request_id`, `http_status`). Never holds a secret.
class error {
public:
    errc kind;
    std::string message = {};
    boost::system::error_code cause = {}; ///< of the network or of TLS, if there is one
    bindery::violations violations = {};  ///< of the request; with errc::protocol, of the answer
    std::string code = {};                ///< the service's error code, e.g. "InvalidParameterValue.TaskId"
    std::string remote_message = {};      ///< the service's explanation: text from outside
    std::string request_id = {};
    int http_status = 0; ///< 0: no answer
    /// How long to wait before the next call, when the service asks for it, the circuit is open, or the rate has
    /// no room before.
    std::optional<std::chrono::milliseconds> retry_after = {};
    bindery::phase phase = bindery::phase::preparing; ///< in which the call, its last attempt, failed
    /// The operation changes something, and the service may have done it: in this attempt, which did not end with its
    /// word or ended with a fault of its own, or in an earlier one, whose deduplication id it then refuses.
    bool outcome_unknown = false;
    std::vector<error> earlier = {}; ///< what the attempts of the call before this one ended with, in their order

    /// The declared error of an operation that this is. A code the page does not list is taken for its first parts:
    /// `FailedOperation.New` for `FailedOperation`. Nothing for any other failure.
    template <class Errc>
    std::optional<Errc> as() const {
        if (kind != errc::api)
            return std::nullopt;
        const auto declared = declared_errors(Errc{});
        for (std::string_view wanted = code;;) {
            for (std::size_t i = 0; i != declared.size(); ++i)
                if (declared[i].code == wanted)
                    return static_cast<Errc>(i);
            const std::size_t dot = wanted.rfind('.');
            if (dot == wanted.npos)
                return std::nullopt;
            wanted = wanted.substr(0, dot);
        }
    }

    /// Whether the service answered with exactly this declared error.
    template <class Errc>
        requires requires(Errc listed) { declared_errors(listed); }
    friend bool operator==(const error& failure, Errc listed) {
        return failure.kind == errc::api &&
               failure.code == declared_errors(listed)[static_cast<std::size_t>(listed)].code;
    }
    friend bool operator==(const error& failure, errc of) noexcept { return failure.kind == of; }
};

/// All of it in a few lines; the first says what happened.
inline std::string to_string(const error& failure) {
    std::string text = failure.kind == errc::api ? failure.code : make_error_code(failure.kind).message();
    const std::string& explanation = failure.kind == errc::api ? failure.remote_message : failure.message;
    if (!explanation.empty())
        (text += ": ") += explanation;
    if (failure.cause)
        ((text += " (") += failure.cause.message()) += ')';
    if (failure.http_status != 0 && (failure.kind == errc::protocol || failure.http_status != 200))
        (text += " [HTTP ") += std::to_string(failure.http_status) + ']';
    if (!failure.request_id.empty())
        ((text += " [request ") += failure.request_id) += ']';
    if (failure.retry_after)
        ((text += "; to be called again in ") += std::to_string(failure.retry_after->count())) += " ms";
    if (failure.outcome_unknown)
        text += "; the service may have acted on the call";
    detail::blank_control_characters(text);
    for (const violation& broken : failure.violations)
        (text += "\n  ") += to_string(broken);
    for (std::size_t i = 0; i != failure.earlier.size(); ++i)
        (((text += "\n  attempt ") += std::to_string(i + 1)) += ": ") += to_string(failure.earlier[i]);
    return text;
}

template <class Char, class Traits>
std::basic_ostream<Char, Traits>& operator<<(std::basic_ostream<Char, Traits>& out, const error& failure) {
    return out << to_string(failure).c_str();
}

/// What `result::value()` throws; carries the same error.
class exception : public std::runtime_error {
public:
    explicit exception(bindery::error failure) : std::runtime_error(to_string(failure)), error_(std::move(failure)) {}
    const bindery::error& error() const noexcept { return error_; }

private:
    bindery::error error_;
};

[[noreturn]] inline void throw_exception_from_error(const error& failure, const boost::source_location&) {
    throw exception(failure);
}

/// A value or an error. `value()` throws `bindery::exception`; nothing else does.
template <class T>
using result = boost::system::result<T, error>;

} // namespace bindery

template <>
struct boost::system::is_error_code_enum<bindery::errc> : std::true_type {};

#endif

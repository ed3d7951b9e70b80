#ifndef BINDERY_PROTOCOL_PROVIDER_HPP
#define BINDERY_PROTOCOL_PROVIDER_HPP

// What a cloud must be told to bindery as, for its callers; gateway.hpp is the server's side. A user can write one; the
// library's own are in provider/.

#include <bindery/error.hpp>
#include <bindery/model/operation.hpp>
#include <bindery/protocol/message.hpp>
#include <bindery/reading.hpp>

#include <charconv>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace bindery::reflect {
struct structure;
}

namespace bindery::signing {
struct credentials;
}

namespace bindery::protocol {

struct request;
struct response;

/// One call without its types. All of it is valid only while it is written.
struct call {
    const operation* about;
    const reflect::structure* input;
    const void* value;
    std::string_view host;     ///< as it travels in the Host field
    std::string_view region;   ///< empty: none
    std::string_view language; ///< of messages, e.g. "en-US"; empty: the service's choice
};

/// What makes two requests differ: nothing below the client reads a clock or a random source.
struct stamp {
    std::int64_t seconds;   ///< since 1970, UTC
    std::string_view nonce; ///< never the same twice
};

/// Turns calls into signed requests. Keeps keys and buffers, so it belongs to one thread at a time; a client keeps some
/// and uses each for one call after another.
class request_writer {
public:
    virtual ~request_writer() = default;

    /// Writes the request anew into `out`, which may hold an earlier one. The value is valid by the page's rules, or
    /// was let pass. Fails with errc::signing when it cannot be signed, errc::validation when it cannot be sent;
    /// nothing is then sent, whatever is in `out`. The fields that frame a message (Content-Length, Connection) are not
    /// its own.
    virtual result<void> write(const call& what, const signing::credentials& who, const stamp& when, request& out) = 0;
};

/// Where a request carries what it asks for.
enum class carriage : unsigned char {
    query,     ///< of a POST without a body
    get,       ///< the query of a GET
    form,      ///< a POST of application/x-www-form-urlencoded
    json,      ///< a POST of application/json
    multipart, ///< a POST of multipart/form-data
};

/// A signing scheme of a provider's together with a carriage: what a client can be told to use in place of the
/// provider's own choice. The constants are members of the provider's `scheme`, in a header of its own; a program that
/// names none reads and links none.
struct scheme {
    std::string_view provider; ///< its name
    std::string_view name;     ///< as requests have it, and servers' settings
    protocol::carriage carriage;
    std::unique_ptr<request_writer> (*make_writer)(const scheme& of);
};

/// Names of the environment variables that a provider's users keep credentials in.
struct credential_variables {
    std::string_view secret_id;
    std::string_view secret_key;
    std::string_view token;
};

/// How an answer is read.
struct answer_options {
    read_limits limits{};
    strictness values = strictness::tolerant;
    /// Takes what was left out of a tolerantly read output since it does not fit. Null: nobody wants to know.
    violations* mismatches = nullptr;
    /// Asked now and then while a large answer is read, which ends with errc::cancelled when it says true. Null: nobody
    /// is asked.
    const std::function<bool()>* stop = nullptr;
};

/// A cloud. Stateless and thread-safe: all functions are called by many threads at once. It outlives every client that
/// calls it.
class provider {
public:
    virtual ~provider() = default;

    /// For people and keys. Never changes.
    virtual std::string_view name() const noexcept = 0;
    virtual credential_variables variables() const noexcept = 0;
    /// Whether requests are signed, so that nobody can call it without credentials.
    virtual bool signs() const noexcept { return true; }

    /// Whether a header field of that name (in any case) is signed, or looked at where it is not: nobody else may send
    /// it.
    virtual bool reserves(std::string_view /*field*/) const noexcept { return false; }

    /// Called whenever a client has no idle one.
    virtual std::unique_ptr<request_writer> make_writer() const = 0;

    /// Reads a response's output into `out`, a blank object that `output` describes, or the error it carries: errc::api
    /// for one of the service, which counts whatever stands beside it; errc::protocol for an answer that is not one of
    /// the API, is beyond the limits or, read strictly, has a member that does not fit. Read tolerantly, such a member
    /// is left out and told in `mismatches`. `received` is complete, of any status, and holds whatever was sent.
    virtual result<void> read_response(const response& received, const reflect::structure& output, void* out,
                                       const answer_options& how) const = 0;

    /// The service's name for an answer that `out` was read from, a view of either; empty: it gave none.
    virtual std::string_view request_id(const response& /*received*/, const reflect::structure& /*output*/,
                                        const void* /*out*/) const noexcept {
        return {};
    }

    /// Whether the service, by an error code of its own, says that it did nothing since calls come too fast: a
    /// client with a retry_policy makes such a call again. Without one it ends with errc::api like any other error.
    virtual bool is_throttled(const error& failure) const noexcept = 0;

    /// How long the service, which answered with an error, asks to wait before the next call; nothing: it does not say.
    /// A time of day in Retry-After is not understood.
    virtual std::optional<std::chrono::milliseconds> wait_hint(const response& received) const noexcept {
        return whole_number_of<std::chrono::seconds>(received.fields["retry-after"]);
    }

    /// Whether the service, by an error code of its own, says that it did nothing since the signature's time is too far
    /// from its own. Its Date field then tells a client that may correct its clock what time it is there.
    virtual bool is_clock_refusal(const error&) const noexcept { return false; }

protected:
    /// So many units of time as the text says; nothing when it is no whole number, or beyond a day.
    template <class Unit>
    static std::optional<std::chrono::milliseconds> whole_number_of(std::string_view text) noexcept {
        std::uint32_t count = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
        if (failure != std::errc() || end != text.data() + text.size() || Unit(count) > std::chrono::hours(24))
            return std::nullopt;
        return Unit(count);
    }
};

} // namespace bindery::protocol

#endif

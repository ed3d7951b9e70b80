#ifndef BINDERY_PROTOCOL_CREDENTIALS_SOURCE_HPP
#define BINDERY_PROTOCOL_CREDENTIALS_SOURCE_HPP

// How credentials are come by, without doing it: which variables and files to look at, what to ask which service, and
// what its answer means. Whoever has a disk, a network and a clock does as it is told.

#include <bindery/error.hpp>
#include <bindery/protocol/message.hpp>
#include <bindery/signing/credentials.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bindery::protocol {

/// What a source may look at at once, and in which it finds itself.
class surroundings {
public:
    virtual ~surroundings() = default;

    /// Of the environment; empty: it is not set. Valid until somebody changes the environment.
    virtual std::string_view variable(std::string_view name) = 0;
    /// A small file; nothing when there is none. Fails with errc::credentials when it cannot be read.
    virtual result<std::optional<signing::secret>> file(const std::string& path) = 0;
    /// Seconds since 1970, UTC.
    virtual std::int64_t now() = 0;
    /// Text that was never given out before, of letters and digits.
    virtual std::string nonce() = 0;
};

/// Credentials, and until when they are good.
struct found_credentials {
    static constexpr std::int64_t for_ever = (std::numeric_limits<std::int64_t>::max)();

    signing::credentials who;
    std::int64_t until = for_ever; ///< seconds since 1970, UTC
};

/// Here there are none of the kind, which is no fault: a chain goes on with its next source.
struct no_credentials {
    std::string why; ///< and where they would have been
};

struct errand;

/// What a source comes to, in the end or for the moment.
using credentials_step = std::variant<found_credentials, no_credentials, errand>;

/// An HTTP exchange that must be made before the source knows more.
struct errand {
    std::string url;  ///< where to connect, as `endpoint::parse` takes it
    std::string host; ///< over TLS, the name that the certificate must have
    protocol::request request;
    std::chrono::milliseconds timeout; ///< for the whole of it
    /// Takes the answer, of any status, or why there is none.
    std::function<result<credentials_step>(const result<response>& answer, surroundings& world)> then;
};

/// A way to come by credentials. A value that knows nothing secret unless it was told, and may be used by any thread
/// at any time. What it fails with holds no secret.
struct credentials_source {
    std::string_view cloud; ///< name of the provider whose credentials they are; empty: of any
    std::function<result<credentials_step>(surroundings& world)> begin;
};

/// Goes on with `next` when a source has come to its end, at once or after its errands.
inline result<credentials_step>
after(result<credentials_step> first, surroundings& world,
      std::function<result<credentials_step>(result<credentials_step> end, surroundings& world)> next) {
    errand* const ask = first ? std::get_if<errand>(&*first) : nullptr;
    if (ask == nullptr)
        return next(std::move(first), world);
    ask->then = [then = std::move(ask->then), next = std::move(next)](const result<response>& answer,
                                                                      surroundings& around) {
        return after(then(answer, around), around, next);
    };
    return first;
}

/// Goes on with `next` when a source has found credentials; any other end stays.
inline result<credentials_step>
with_credentials(result<credentials_step> first, surroundings& world,
                 std::function<result<credentials_step>(const signing::credentials& who, surroundings& world)> next) {
    return after(std::move(first), world, [next = std::move(next)](result<credentials_step> end, surroundings& around) {
        const auto* const found = end ? std::get_if<found_credentials>(&*end) : nullptr;
        return found != nullptr ? next(found->who, around) : std::move(end);
    });
}

/// These, which never expire.
inline credentials_source fixed_credentials(signing::credentials who, std::string_view cloud = {}) {
    return {cloud, [who = std::move(who)](surroundings&) { return credentials_step(found_credentials{who}); }};
}

namespace detail {

inline result<credentials_step> begin_at(const std::vector<credentials_source>& sources, std::size_t index,
                                         std::string tried, surroundings& world) {
    if (index == sources.size())
        return credentials_step(no_credentials{tried.empty() ? "the chain has no sources" : std::move(tried)});
    return after(sources[index].begin(world), world,
                 [sources, index, tried](result<credentials_step> end, surroundings& around) {
                     const auto* const none = end ? std::get_if<no_credentials>(&*end) : nullptr;
                     if (none != nullptr)
                         return begin_at(sources, index + 1, tried + (tried.empty() ? "" : "; ") + none->why, around);
                     if (!end && !tried.empty()) {
                         error failure = std::move(end).error();
                         failure.message += " (before that: " + tried + ')';
                         return result<credentials_step>(std::move(failure));
                     }
                     return end;
                 });
}

} // namespace detail

/// The first of these, all for one cloud, that has credentials. One that has some but cannot give them (a malformed
/// file, a role that is refused) ends the chain with its error: going on would sign as somebody else than was meant.
inline credentials_source chain(std::vector<credentials_source> sources) {
    const std::string_view cloud = sources.empty() ? std::string_view() : sources.front().cloud;
    return {cloud,
            [sources = std::move(sources)](surroundings& world) { return detail::begin_at(sources, 0, {}, world); }};
}

} // namespace bindery::protocol

#endif

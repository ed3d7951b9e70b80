#ifndef BINDERY_CLIENT_CREDENTIALS_HPP
#define BINDERY_CLIENT_CREDENTIALS_HPP

#include <bindery/protocol/provider.hpp>

#include <chrono>
#include <memory>
#include <string_view>
#include <type_traits>

namespace bindery {

/// For APIs that nobody needs to sign for: `client{anonymous}`. A provider that signs refuses its calls by name.
struct anonymous_t {
    explicit anonymous_t() = default;
};
inline constexpr anonymous_t anonymous{};

namespace detail {

class kept_credentials;

/// What stands behind `credentials`. Called by many threads at once.
struct credentials_holder {
    using known = std::shared_ptr<const signing::credentials>;
    using time_point = std::chrono::steady_clock::time_point;

    /// Waits for them when they have to be got first, but not beyond `until`.
    virtual result<known> get(const protocol::provider& cloud, time_point until) = 0;
    /// Those that may have to be got first, for callers that cannot wait in `get`. Null: it never waits.
    virtual std::shared_ptr<kept_credentials> kept(const protocol::provider&) noexcept;
    virtual ~credentials_holder() = default;
};

/// Says why credentials cannot be used, or lets them pass.
result<credentials_holder::known> judged(credentials_holder::known who);

} // namespace detail

/// Where a client's credentials come from. Copies share them. Thread-safe. An id, key or token with blanks or line ends
/// around it, as they come along when one is copied, and one that is empty, are refused by name and not signed with.
///
/// Those that are looked for in files, or got from a service and got again before they expire, are `refreshed`: see
/// <bindery/client/refreshed.hpp>.
class credentials {
public:
    using known = detail::credentials_holder::known;
    using time_point = detail::credentials_holder::time_point;

    /// These, for every provider.
    credentials(std::string_view secret_id, std::string_view secret_key, std::string_view token = {});

    /// None, for providers that do not sign.
    credentials(anonymous_t);

    /// What the environment holds, under the names that each provider's users know (`provider::variables`). Read at the
    /// first call to a provider and kept.
    static credentials from_environment();

    /// Any other way: a function from a provider to its credentials, called for every call, by any thread.
    template <class Source>
        requires std::is_invocable_r_v<result<known>, Source&, const protocol::provider&>
    explicit credentials(Source from) : holder_(std::make_shared<calling<Source>>(std::move(from))) {}

    explicit credentials(std::shared_ptr<detail::credentials_holder> holder) noexcept : holder_(std::move(holder)) {}

    /// Fails with errc::credentials, or as the function does; with errc::timeout when they are being got until then.
    result<known> get(const protocol::provider& cloud, time_point until = (time_point::max)()) const {
        return holder_->get(cloud, until);
    }

    detail::credentials_holder& holder() const noexcept { return *holder_; }

private:
    template <class Source>
    struct calling final : detail::credentials_holder {
        explicit calling(Source function) : from(std::move(function)) {}
        result<known> get(const protocol::provider& cloud, time_point) override {
            result<known> who = from(cloud);
            return who ? detail::judged(std::move(*who)) : who;
        }
        Source from;
    };
    class fixed;
    class none;
    class environment;

    std::shared_ptr<detail::credentials_holder> holder_;
};

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/client/impl/credentials.ipp>
#endif

#endif

#ifndef BINDERY_CLIENT_CREDENTIALS_HPP
#define BINDERY_CLIENT_CREDENTIALS_HPP

#include <bindery/protocol/provider.hpp>

#include <memory>
#include <string_view>
#include <type_traits>

namespace bindery {

/// Where a client's credentials come from. Copies share them. Thread-safe. An id, key or token with blanks or line ends
/// around it, as they come along when one is copied, is refused by name and not signed with.
class credentials {
public:
    using known = std::shared_ptr<const signing::credentials>;

    /// These, for every provider.
    credentials(std::string_view secret_id, std::string_view secret_key, std::string_view token = {});

    /// What the environment holds, under the names that each provider's users know (`provider::variables`). Read at the
    /// first call to a provider and kept.
    static credentials from_environment();

    /// Any other way: a function from a provider to its credentials, called for every call, by any thread.
    template <class Source>
        requires std::is_invocable_r_v<result<known>, Source&, const protocol::provider&>
    explicit credentials(Source from) : source_(std::make_shared<calling<Source>>(std::move(from))) {}

    /// Fails with errc::credentials, or as the function does.
    result<known> get(const protocol::provider& cloud) const;

private:
    struct source {
        virtual ~source() = default;
        virtual result<known> get(const protocol::provider& cloud) = 0;
    };
    template <class Source>
    struct calling final : source {
        explicit calling(Source function) : from(std::move(function)) {}
        result<known> get(const protocol::provider& cloud) override { return from(cloud); }
        Source from;
    };
    class fixed;
    class environment;

    explicit credentials(std::shared_ptr<source> from) noexcept : source_(std::move(from)) {}

    std::shared_ptr<source> source_;
};

} // namespace bindery

#ifndef BINDERY_COMPILED
#include <bindery/client/impl/credentials.ipp>
#endif

#endif

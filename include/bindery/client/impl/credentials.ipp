#ifndef BINDERY_CLIENT_IMPL_CREDENTIALS_IPP
#define BINDERY_CLIENT_IMPL_CREDENTIALS_IPP

#include <bindery/client/credentials.hpp>
#include <bindery/signing/blanks.hpp>
#include <bindery/signing/credentials.hpp>

#include <cstdlib>
#include <mutex>
#include <vector>

namespace bindery {

namespace detail {

/// Says whose text that was, and not which.
inline error refuse_padded(std::string_view name) {
    return {errc::credentials, "the " + std::string(name) + " has blanks or line ends around it"};
}

BINDERY_DECL std::shared_ptr<kept_credentials> credentials_holder::kept(const protocol::provider&) noexcept {
    return nullptr;
}

BINDERY_DECL result<credentials_holder::known> judged(credentials_holder::known who) {
    if (who == nullptr)
        return error{errc::credentials, "there are none"};
    if (who->secret_id.empty() || who->secret_key.empty())
        return error{errc::credentials,
                     std::string("the secret ") + (who->secret_id.empty() ? "id" : "key") + " is empty"};
    if (signing::has_blanks_around(who->secret_id))
        return refuse_padded("secret id");
    if (signing::has_blanks_around(who->secret_key.reveal()))
        return refuse_padded("secret key");
    if (signing::has_blanks_around(who->token.reveal()))
        return refuse_padded("token");
    return who;
}

} // namespace detail

class credentials::fixed final : public detail::credentials_holder {
public:
    explicit fixed(signing::credentials held)
        : held_(detail::judged(std::make_shared<const signing::credentials>(std::move(held)))) {}
    result<known> get(const protocol::provider&, time_point) override { return held_; }

private:
    result<known> held_;
};

class credentials::none final : public detail::credentials_holder {
public:
    result<known> get(const protocol::provider& cloud, time_point) override {
        if (cloud.signs())
            return error{errc::credentials,
                         std::string(cloud.name()) + " signs its requests, and the client is anonymous"};
        return nobody_;
    }

private:
    known nobody_ = std::make_shared<const signing::credentials>();
};

class credentials::environment final : public detail::credentials_holder {
public:
    result<known> get(const protocol::provider& cloud, time_point) override {
        const std::lock_guard lock(mutex_);
        for (const auto& [name, found] : kept_)
            if (name == cloud.name())
                return found;

        const protocol::credential_variables names = cloud.variables();
        for (const std::string_view name : {names.secret_id, names.secret_key, names.token})
            if (signing::has_blanks_around(value_of(name)))
                return detail::refuse_padded("environment variable " + std::string(name));
        const std::string_view id = value_of(names.secret_id), key = value_of(names.secret_key);
        if (id.empty() || key.empty())
            return error{errc::credentials, "the environment variables " + std::string(names.secret_id) + " and " +
                                                std::string(names.secret_key) + " are not both set"};
        auto read = std::make_shared<const signing::credentials>(
            signing::credentials{std::string(id), key, value_of(names.token)});
        return kept_.emplace_back(cloud.name(), std::move(read)).second;
    }

private:
    static std::string_view value_of(std::string_view name) {
        const char* value = std::getenv(std::string(name).c_str());
        return value != nullptr ? value : "";
    }

    std::mutex mutex_;
    std::vector<std::pair<std::string, known>> kept_; // by provider, of which there are few
};

BINDERY_DECL credentials::credentials(std::string_view secret_id, std::string_view secret_key, std::string_view token)
    : holder_(std::make_shared<fixed>(signing::credentials{std::string(secret_id), secret_key, token})) {}

BINDERY_DECL credentials::credentials(anonymous_t) : holder_(std::make_shared<none>()) {}

BINDERY_DECL credentials credentials::from_environment() {
    return credentials(std::make_shared<environment>());
}

} // namespace bindery

#endif

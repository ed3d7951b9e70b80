#ifndef BINDERY_CLIENT_IMPL_CREDENTIALS_IPP
#define BINDERY_CLIENT_IMPL_CREDENTIALS_IPP

#include <bindery/client/credentials.hpp>
#include <bindery/signing/credentials.hpp>

#include <cstdlib>
#include <mutex>
#include <vector>

namespace bindery {

namespace detail {

/// Whether blanks, line ends or other control characters stand around a text.
inline bool is_padded(std::string_view text) noexcept {
    const auto is_blank = [](char c) { return (c >= 0 && c <= ' ') || c == 0x7F; };
    return !text.empty() && (is_blank(text.front()) || is_blank(text.back()));
}
/// Says whose text that was, and not which.
inline error refuse_padded(std::string_view name) {
    return {errc::credentials, "the " + std::string(name) + " has blanks or line ends around it"};
}

} // namespace detail

class credentials::fixed final : public credentials::source {
public:
    explicit fixed(signing::credentials held) : held_(std::make_shared<const signing::credentials>(std::move(held))) {}
    result<known> get(const protocol::provider&) override { return held_; }

private:
    known held_;
};

class credentials::environment final : public credentials::source {
public:
    result<known> get(const protocol::provider& cloud) override {
        const std::lock_guard lock(mutex_);
        for (const auto& [name, found] : kept_)
            if (name == cloud.name())
                return found;

        const protocol::credential_variables names = cloud.variables();
        for (const std::string_view name : {names.secret_id, names.secret_key, names.token})
            if (detail::is_padded(value_of(name)))
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
    : source_(std::make_shared<fixed>(signing::credentials{std::string(secret_id), secret_key, token})) {}

BINDERY_DECL result<credentials::known> credentials::get(const protocol::provider& cloud) const {
    auto who = source_->get(cloud);
    if (!who)
        return who;
    if (*who == nullptr)
        return error{errc::credentials, "there are none"};
    const signing::credentials& found = **who;
    if (detail::is_padded(found.secret_id))
        return detail::refuse_padded("secret id");
    if (detail::is_padded(found.secret_key.reveal()))
        return detail::refuse_padded("secret key");
    if (detail::is_padded(found.token.reveal()))
        return detail::refuse_padded("token");
    return who;
}

BINDERY_DECL credentials credentials::from_environment() {
    return credentials(std::shared_ptr<source>(std::make_shared<environment>()));
}

} // namespace bindery

#endif

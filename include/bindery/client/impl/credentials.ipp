#ifndef BINDERY_CLIENT_IMPL_CREDENTIALS_IPP
#define BINDERY_CLIENT_IMPL_CREDENTIALS_IPP

#include <bindery/client/credentials.hpp>
#include <bindery/signing/credentials.hpp>

#include <cstdlib>
#include <mutex>
#include <vector>

namespace bindery {

namespace detail {

/// Blanks, line ends and other control characters around a text; never says which text.
inline result<void> refuse_padded(const std::string& name, std::string_view text) {
    const auto is_blank = [](char c) { return (c >= 0 && c <= ' ') || c == 0x7F; };
    if (text.empty() || (!is_blank(text.front()) && !is_blank(text.back())))
        return {};
    return error{errc::credentials, "the " + name + " has blanks or line ends around it"};
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
            if (auto clean = detail::refuse_padded("environment variable " + std::string(name), value_of(name)); !clean)
                return std::move(clean).error();
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
    for (const auto& [name, text] : {std::pair{"secret id", std::string_view(found.secret_id)},
                                     {"secret key", found.secret_key.reveal()},
                                     {"token", found.token.reveal()}})
        if (auto clean = detail::refuse_padded(name, text); !clean)
            return std::move(clean).error();
    return who;
}

BINDERY_DECL credentials credentials::from_environment() {
    return credentials(std::shared_ptr<source>(std::make_shared<environment>()));
}

} // namespace bindery

#endif

#ifndef BINDERY_CLIENT_IMPL_CREDENTIALS_IPP
#define BINDERY_CLIENT_IMPL_CREDENTIALS_IPP

#include <bindery/client/credentials.hpp>

#include <cstdlib>
#include <map>
#include <mutex>

namespace bindery {

class credentials::environment final : public credentials::source {
public:
    result<known> get(const protocol::provider& cloud) override {
        const std::lock_guard lock(mutex_);
        if (const auto found = kept_.find(cloud.name()); found != kept_.end())
            return found->second;

        const protocol::credential_variables names = cloud.variables();
        const std::string_view id = value_of(names.secret_id), key = value_of(names.secret_key);
        if (id.empty() || key.empty())
            return error{errc::credentials, "the environment variables " + std::string(names.secret_id) + " and " +
                                                std::string(names.secret_key) + " are not both set"};
        auto read = std::make_shared<const signing::credentials>(
            signing::credentials{std::string(id), key, value_of(names.token)});
        return kept_.emplace(cloud.name(), std::move(read)).first->second;
    }

private:
    static std::string_view value_of(std::string_view name) {
        const char* value = std::getenv(std::string(name).c_str());
        return value != nullptr ? value : "";
    }

    std::mutex mutex_;
    std::map<std::string, known, std::less<>> kept_;
};

BINDERY_DECL credentials credentials::from_environment() {
    return credentials(std::shared_ptr<source>(std::make_shared<environment>()));
}

} // namespace bindery

#endif

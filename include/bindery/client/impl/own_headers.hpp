#ifndef BINDERY_CLIENT_IMPL_OWN_HEADERS_HPP
#define BINDERY_CLIENT_IMPL_OWN_HEADERS_HPP

#include <bindery/client/header.hpp>
#include <bindery/protocol/provider.hpp>
#include <bindery/version.hpp>

#include <algorithm>
#include <optional>
#include <span>

namespace bindery::detail {

/// The fields that a client adds to every request: those of its user's, and the defaults which these do not replace.
class own_headers {
public:
    static constexpr const char* user_agent = "bindery/" BINDERY_VERSION_STRING;

    explicit own_headers(std::span<const header> given) : given_(given) {
        for (const header& each : given)
            if (!each.value.empty() && !fields_.add(each.name, each.value))
                return; // a fault
        for (const auto& [name, value] : {std::pair("User-Agent", user_agent), {"Accept", "application/json"}})
            if (!has(name))
                static_cast<void>(fields_.add(name, value));
    }

    std::string_view lines() const noexcept { return fields_.lines(); }
    void add_to(protocol::request& message) const {
        for (const auto& [name, value] : fields_)
            static_cast<void>(message.fields.add(name, value)); // as it was added to these
    }

    /// What is wrong with those given.
    std::optional<error> fault() const {
        const auto refuse = [](const header& which, const char* why) {
            return error{errc::validation, "client_options::headers: \"" + which.name + "\" " + why};
        };
        for (const header& each : given_) {
            if (!signing::is_header_name(each.name))
                return refuse(each, "is no name of a field");
            for (const std::string_view taken : reserved)
                if (signing::equal_ignoring_case(each.name, taken))
                    return refuse(each, "is the client's own to send");
            for (const char c : each.value)
                if ((static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7f')
                    return refuse(each, "has a control character in its value");
        }
        return std::nullopt;
    }

    /// Fields that are signed, or that say what is signed, are not for others to set.
    result<void> check(const protocol::provider& cloud, const protocol::request& signed_request) const {
        for (const header& each : given_)
            if (signed_request.fields.find(each.name) != nullptr || cloud.reserves(each.name))
                return error{errc::validation, "client_options::headers: \"" + each.name +
                                                   "\" is one of the fields that " + std::string(cloud.name()) +
                                                   " signs"};
        return {};
    }

private:
    static constexpr std::string_view reserved[] = {"Host",
                                                    "Authorization",
                                                    "Content-Type",
                                                    "Content-Length",
                                                    "Content-Encoding",
                                                    "Transfer-Encoding",
                                                    "Trailer",
                                                    "TE",
                                                    "Connection",
                                                    "Keep-Alive",
                                                    "Upgrade",
                                                    "Expect",
                                                    "Accept-Encoding",
                                                    "Proxy-Connection",
                                                    "Proxy-Authorization"};

    bool has(std::string_view name) const noexcept {
        return std::any_of(given_.begin(), given_.end(),
                           [&](const header& each) { return signing::equal_ignoring_case(each.name, name); });
    }

    std::span<const header> given_;
    protocol::fields fields_;
};

} // namespace bindery::detail

#endif

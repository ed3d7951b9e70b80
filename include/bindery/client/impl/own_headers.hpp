#ifndef BINDERY_CLIENT_IMPL_OWN_HEADERS_HPP
#define BINDERY_CLIENT_IMPL_OWN_HEADERS_HPP

#include <bindery/client/header.hpp>
#include <bindery/protocol/provider.hpp>
#include <bindery/version.hpp>

#include <algorithm>
#include <optional>
#include <span>

namespace bindery::detail {

/// The fields that are added to requests: those of a client's user, those of one call, which replace the former, the
/// defaults which neither replaces, and what coding of the answer is asked for.
class own_headers {
public:
    static constexpr const char* user_agent = "bindery/" BINDERY_VERSION_STRING;

    /// All without a fault, or else nobody sends them.
    explicit own_headers(std::span<const header> clients, std::span<const header> calls = {},
                         std::string_view coding = {})
        : clients_(clients), calls_(calls), codes_(!coding.empty()) {
        for (const header& each : clients)
            if (!has(calls, each.name))
                add(each.name, each.value);
        for (const header& each : calls)
            add(each.name, each.value);
        for (const auto& [name, value] : {std::pair("User-Agent", user_agent), {"Accept", "application/json"}})
            if (!has(clients, name) && !has(calls, name))
                add(name, value);
        add(accept_encoding, coding);
    }

    std::string_view lines() const noexcept { return fields_.lines(); }
    void add_to(protocol::request& message) const {
        for (const auto& [name, value] : fields_)
            static_cast<void>(message.fields.add(name, value)); // as it was added to these
    }

    /// What is wrong with those given; `option`: where they come from.
    static std::optional<error> fault(std::span<const header> given, const char* option) {
        const auto refuse = [option](const header& which, const char* why) {
            return error{errc::validation, std::string(option) + ": \"" + which.name + "\" " + why};
        };
        for (const header& each : given) {
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
        const auto is_taken = [&](std::string_view name) {
            return signed_request.fields.find(name) != nullptr || cloud.reserves(name);
        };
        const auto refuse = [&](const char* option, const std::string& name) {
            return error{errc::validation, std::string(option) + ": \"" + name + "\" is one of the fields that " +
                                               std::string(cloud.name()) + " signs"};
        };
        for (const auto& [given, option] : {std::pair(clients_, in_client), {calls_, in_call}})
            for (const header& each : given)
                if (is_taken(each.name))
                    return refuse(option, each.name);
        if (codes_ && is_taken(accept_encoding))
            return refuse("client_options::coding", accept_encoding);
        return {};
    }

    static constexpr const char* in_client = "client_options::headers";
    static constexpr const char* in_call = "call_options::headers";

private:
    static constexpr const char* accept_encoding = "Accept-Encoding";
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
                                                    accept_encoding,
                                                    "Proxy-Connection",
                                                    "Proxy-Authorization"};

    static bool has(std::span<const header> given, std::string_view name) noexcept {
        return std::any_of(given.begin(), given.end(),
                           [&](const header& each) { return signing::equal_ignoring_case(each.name, name); });
    }
    void add(std::string_view name, std::string_view value) {
        if (!value.empty())
            static_cast<void>(fields_.add(name, value));
    }

    std::span<const header> clients_, calls_;
    bool codes_; ///< a coding is asked for
    protocol::fields fields_;
};

} // namespace bindery::detail

#endif

#ifndef BINDERY_PROVIDER_DETAIL_INSTANCE_ROLE_HPP
#define BINDERY_PROVIDER_DETAIL_INSTANCE_ROLE_HPP

#include <bindery/provider/detail/credential_keys.hpp>

#include <algorithm>

namespace bindery::provider::detail {

/// What a machine in the cloud asks the service that knows it: for the name of the role it has, and for that role's
/// credentials. The service has an address of its own that is no other machine's, so whether it answers says whether
/// this is such a machine.
struct instance_service {
    std::string url;
    std::string_view roles; ///< path of the roles, with the slash at its end
    std::string role;       ///< empty: the one it has
    std::string_view token_field{};
    signing::secret token{}; ///< sent in that field, if there is one
    result<credentials_step> (*read)(const std::string& where, const protocol::response& answer);

    std::string where() const { return "the metadata service at " + url; }
};

/// Within the machine's own network, so it answers at once or not at all.
inline constexpr std::chrono::milliseconds instance_service_timeout{1'000};

inline std::string_view host_of(std::string_view url) noexcept {
    if (const std::size_t at = url.find("://"); at != url.npos)
        url.remove_prefix(at + 3);
    return url.substr(0, url.find('/'));
}

inline result<protocol::errand> ask_instance(const instance_service& service, std::string_view method,
                                             std::string target) {
    protocol::errand ask{
        .url = service.url, .host = {}, .request = {}, .timeout = instance_service_timeout, .then = {}};
    ask.request.method = method;
    ask.request.target = std::move(target);
    if (!ask.request.fields.add("Host", host_of(service.url)) ||
        (!service.token.empty() && !ask.request.fields.add(service.token_field, service.token.reveal())))
        return no_use(service.where() + ": its address or token holds what no header can carry");
    return ask;
}

/// Whether there is something to be read in the answer; otherwise `end` is what follows from it.
inline bool has_answered(const instance_service& service, const result<protocol::response>& answer,
                         std::optional<result<credentials_step>>& end) {
    if (!answer)
        end =
            credentials_step(protocol::no_credentials{service.where() + " does not answer: " + answer.error().message});
    else if (answer->status == 404)
        end = credentials_step(protocol::no_credentials{
            service.where() + " knows no " + (service.role.empty() ? std::string("role") : "role " + service.role) +
            " of this machine"});
    else if (answer->status != 200)
        end = no_use(service.where() + " answered with HTTP status " + std::to_string(answer->status));
    return !end;
}

/// It becomes part of a path.
inline bool is_role_name(std::string_view name) noexcept {
    return !name.empty() && name.size() <= 128 && name != "." && name != ".." &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view("+=,.@_-").find(c) != std::string_view::npos;
           });
}

inline result<credentials_step> ask_for_credentials(instance_service service) {
    if (!is_role_name(service.role))
        return no_use(service.where() + ": what should be a role's name is none");
    auto ask = ask_instance(service, "GET", std::string(service.roles) + service.role);
    if (!ask)
        return std::move(ask).error();
    ask->then = [service = std::move(service)](const result<protocol::response>& answer,
                                               surroundings&) -> result<credentials_step> {
        std::optional<result<credentials_step>> end;
        return has_answered(service, answer, end) ? service.read(service.where(), *answer) : std::move(*end);
    };
    return credentials_step(std::move(*ask));
}

inline result<credentials_step> ask_for_role(instance_service service) {
    if (!service.role.empty())
        return ask_for_credentials(std::move(service));
    auto ask = ask_instance(service, "GET", std::string(service.roles));
    if (!ask)
        return std::move(ask).error();
    ask->then = [service = std::move(service)](const result<protocol::response>& answer,
                                               surroundings&) -> result<credentials_step> {
        std::optional<result<credentials_step>> end;
        if (!has_answered(service, answer, end))
            return std::move(*end);
        instance_service with_role = service;
        with_role.role = without_line_end(answer->body.view());
        return ask_for_credentials(std::move(with_role));
    };
    return credentials_step(std::move(*ask));
}

} // namespace bindery::provider::detail

#endif

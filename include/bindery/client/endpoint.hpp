#ifndef BINDERY_CLIENT_ENDPOINT_HPP
#define BINDERY_CLIENT_ENDPOINT_HPP

#include <bindery/error.hpp>

#include <string>
#include <string_view>

namespace bindery {

/// Where a connection goes, written `https://host:port`, `http://host:port` or `https://[::1]:port`. Without a port 443
/// and 80. What stands behind it, as in `https://host/cloud`, goes before the path of every request.
struct endpoint {
    std::string host;
    std::string port;
    bool tls = true;
    std::string path{}; ///< without a slash at its end

    friend bool operator==(const endpoint&, const endpoint&) = default;

    /// As a Host field has it: with the port unless it goes without saying.
    std::string authority() const { return port == (tls ? "443" : "80") ? bracketed() : full_authority(); }
    std::string full_authority() const { return bracketed() + ':' + port; }

    /// Takes a URL without query apart. One that is refused is quoted without what may be secret in it: a user's name
    /// and password, a query.
    static result<endpoint> parse(std::string_view url) {
        const std::string_view whole = url;
        const auto refuse = [&] {
            return error{errc::validation, "the endpoint \"" + presentable(whole) +
                                               "\" is not of the form https://host:port or http://host:port"};
        };
        endpoint parsed;
        if (url.starts_with("https://")) {
            url.remove_prefix(8);
        } else if (url.starts_with("http://")) {
            url.remove_prefix(7);
            parsed.tls = false;
        } else {
            return refuse();
        }
        if (const std::size_t slash = url.find('/'); slash != url.npos) {
            parsed.path = url.substr(slash);
            parsed.path.erase(parsed.path.find_last_not_of('/') + 1);
            url = url.substr(0, slash);
        }
        std::size_t end = url.find(':');
        if (url.starts_with('[')) { // an IPv6 address
            end = url.find(']');
            if (end == url.npos)
                return refuse();
            parsed.host = url.substr(1, end - 1);
            ++end;
        } else {
            parsed.host = url.substr(0, end);
            if (end == url.npos)
                end = url.size();
        }
        url.remove_prefix(end);
        parsed.port = parsed.tls ? "443" : "80";
        if (!url.empty()) {
            if (url[0] != ':' || url.size() < 2 || url.size() > 6)
                return refuse();
            parsed.port = url.substr(1);
        }
        unsigned port = 0;
        for (const char c : parsed.port) {
            if (c < '0' || c > '9')
                return refuse();
            port = port * 10 + static_cast<unsigned>(c - '0');
        }
        if (port == 0 || port > 65535)
            return refuse();
        if (parsed.host.empty() || !is_plain(parsed.host, "\"#,;<>?@[\\]^`{|}") ||
            !is_plain(parsed.path, "\"#<>?@\\^`{|}"))
            return refuse();
        return parsed;
    }

private:
    std::string bracketed() const { return host.find(':') == host.npos ? host : '[' + host + ']'; }

    static bool is_plain(std::string_view text, std::string_view refused) noexcept {
        for (const char c : text)
            if (c <= ' ' || c > '~' || refused.find(c) != refused.npos)
                return false;
        return true;
    }

    static std::string presentable(std::string_view url) {
        std::string shown;
        if (const std::size_t user = url.rfind('@'); user != url.npos) {
            for (const char* scheme : {"https://", "http://"})
                if (url.starts_with(scheme))
                    shown = scheme;
            shown += "***";
            url.remove_prefix(user);
        }
        return shown.append(url.substr(0, url.find_first_of("?#")));
    }
};

} // namespace bindery

#endif

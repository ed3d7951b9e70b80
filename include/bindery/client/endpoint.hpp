#ifndef BINDERY_CLIENT_ENDPOINT_HPP
#define BINDERY_CLIENT_ENDPOINT_HPP

#include <bindery/error.hpp>

namespace bindery {

/// Where a connection goes, written `https://host:port`, `http://host:port` or `https://[::1]:port`. Without a port 443
/// and 80.
struct endpoint {
    std::string host;
    std::string port;
    bool tls = true;

    friend bool operator==(const endpoint&, const endpoint&) = default;

    /// Takes a URL without path apart. One that is refused is quoted without what may be secret in it: a user's name
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
        if (url.ends_with('/'))
            url.remove_suffix(1);

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
        for (const char c : parsed.port)
            if (c < '0' || c > '9')
                return refuse();
        if (parsed.host.empty() || parsed.host.find_first_of("/?#@ \t\r\n") != std::string::npos)
            return refuse();
        return parsed;
    }

private:
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

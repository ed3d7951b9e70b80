#ifndef BINDERY_CLIENT_PROXY_HPP
#define BINDERY_CLIENT_PROXY_HPP

#include <bindery/signing/secret.hpp>

#include <cstdlib>
#include <string>

namespace bindery {

/// HTTP proxies, by what is called through them: `http://host:port`, with `user:password@` before the host where the
/// proxy asks for it (percent-encoded where need be). They are connected to in plain. What goes over TLS is tunnelled
/// (CONNECT), and so is a call to an endpoint whose host is not the operation's, for a proxy sends its own Host field.
struct proxy {
    signing::secret https{}; ///< for calls over TLS; empty: none
    signing::secret http{};  ///< for calls in plain; empty: none
    /// Where to connect without them, separated by commas: `example.com` with all below it, `10.1.2.3`, `10.0.0.0/8`,
    /// `[::1]`, each with `:port` or for all ports, or `*` for everything.
    std::string except{};

    /// What https_proxy, HTTPS_PROXY, http_proxy, no_proxy and NO_PROXY say, of two names the first that is set. (What
    /// is called HTTP_PROXY may be a header field that somebody sent to a CGI program.) They are looked at here and
    /// now.
    static proxy from_environment() {
        const auto first_of = [](const char* name, const char* other) -> const char* {
            if (const char* value = std::getenv(name))
                return value;
            const char* const value = std::getenv(other);
            return value != nullptr ? value : "";
        };
        return {.https = std::string(first_of("https_proxy", "HTTPS_PROXY")),
                .http = std::string(first_of("http_proxy", "http_proxy")),
                .except = first_of("no_proxy", "NO_PROXY")};
    }
};

} // namespace bindery

#endif

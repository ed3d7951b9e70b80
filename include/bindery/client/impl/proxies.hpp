#ifndef BINDERY_CLIENT_IMPL_PROXIES_HPP
#define BINDERY_CLIENT_IMPL_PROXIES_HPP

#include <bindery/client/endpoint.hpp>
#include <bindery/client/impl/proxy_exceptions.hpp>
#include <bindery/client/proxy.hpp>
#include <bindery/detail/percent_encoding.hpp>
#include <bindery/protocol/fields.hpp>
#include <bindery/signing/digest.hpp>

namespace bindery::detail {

/// A proxy as it is used.
struct proxy_server {
    std::string host, port;
    protocol::fields fields; ///< for the proxy: Proxy-Authorization, or none
};

/// A client's proxies, and what is called without them. Constant once made.
class proxies {
public:
    explicit proxies(const proxy& settings) {
        for (const auto& [name, url, into] :
             {std::tuple("https", settings.https.reveal(), &https_), {"http", settings.http.reveal(), &http_}})
            if (!url.empty() && !(*into = read(url)) && !fault_)
                fault_ = error{errc::validation, std::string("client_options::proxy: ") + name +
                                                     " is not of the form http://user:password@host:port"};
        if (https_ || http_)
            if (const auto strange = exceptions_.add(settings.except); !strange.empty() && !fault_)
                fault_ = error{errc::validation, "client_options::proxy: except has \"" + strange +
                                                     "\", which is no host, address or network"};
    }

    const std::optional<error>& fault() const noexcept { return fault_; }
    bool empty() const noexcept { return !https_ && !http_; }

    /// Null: none is between.
    const proxy_server* on_the_way_to(std::string_view host, std::string_view port, bool tls) const {
        const auto& candidate = tls ? https_ : http_;
        return candidate && !exceptions_.hold(host, port) ? &*candidate : nullptr;
    }

private:
    static std::optional<proxy_server> read(std::string_view url) {
        constexpr std::string_view scheme = "http://";
        if (url.starts_with(scheme))
            url.remove_prefix(scheme.size());
        const std::size_t at = url.rfind('@');
        const auto place = endpoint::parse(std::string(scheme).append(url.substr(at == url.npos ? 0 : at + 1)));
        if (!place || !place->path.empty())
            return std::nullopt;
        proxy_server found{place->host, place->port, {}};
        if (at != url.npos) {
            const std::string_view user = url.substr(0, at), name = user.substr(0, user.find(':'));
            std::string both;
            if (user.find('/') != user.npos || !percent_decode(name, both) || both.find(':') != both.npos)
                return std::nullopt;
            both += ':';
            if (name.size() != user.size() && !percent_decode(user.substr(name.size() + 1), both))
                return std::nullopt;
            for (const char c : both)
                if (static_cast<unsigned char>(c) < ' ' || c == '\x7f')
                    return std::nullopt;
            std::string field = "Basic ";
            signing::append_base64(field, both);
            if (!found.fields.add("Proxy-Authorization", field))
                return std::nullopt;
        }
        return found;
    }

    std::optional<proxy_server> https_, http_;
    proxy_exceptions exceptions_;
    std::optional<error> fault_;
};

} // namespace bindery::detail

#endif

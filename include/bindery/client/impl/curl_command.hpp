#ifndef BINDERY_CLIENT_IMPL_CURL_COMMAND_HPP
#define BINDERY_CLIENT_IMPL_CURL_COMMAND_HPP

#include <bindery/client/impl/route.hpp>
#include <bindery/client/tls_options.hpp>
#include <bindery/protocol/message.hpp>

#include <algorithm>

namespace bindery::detail {

/// A request as a command of the shell, for people to read, repeat and send around: what is secret in it reads `***`.
class curl_command {
public:
    static std::string of(const protocol::request& what, const route& where, const tls_options& tls) {
        curl_command written;
        written.add("--request", what.method);
        written.add("--url", std::string(where.tls != nullptr ? "https://" : "http://")
                                 .append(where.host_field)
                                 .append(where.path)
                                 .append(what.path())
                                 .append(what.query().empty() ? "" : "?" + without_secrets(what.query())));
        if (where.host != where.address || where.port != (where.tls != nullptr ? "443" : "80"))
            written.add("--connect-to",
                        "::" + endpoint{std::string(where.address), std::string(where.port)}.full_authority());
        if (where.via != nullptr) {
            written.add("--proxy", "http://" + where.via->host + ':' + where.via->port);
            if (where.via->fields.size() != 0)
                written.add("--proxy-user", hidden);
            if (where.tunnels)
                written.text_ += " --proxytunnel";
        }
        if (!tls.verify)
            written.text_ += " --insecure";
        if (!tls.ca_file.empty())
            written.add("--cacert", tls.ca_file);
        if (what.fields.find("Accept-Encoding") != nullptr)
            written.text_ += " --compressed";
        for (const auto& [name, value] : what.fields)
            written.add("--header", std::string(name) + ": " + shown(name, value));
        if (what.body.size() != 0 || what.method == "POST")
            written.add("--data-raw", what.fields["Content-Type"].starts_with("application/x-www-form-urlencoded")
                                          ? without_secrets(what.body.view())
                                          : std::string(what.body.view()));
        return std::move(written.text_);
    }

private:
    static constexpr const char* hidden = "***";

    void add(std::string_view option, std::string_view value) {
        text_.append(" ").append(option).append(" '");
        for (const char c : value)
            if (c == '\'')
                text_ += "'\\''";
            else
                text_ += c;
        text_ += '\'';
    }

    /// Of an authorization its scheme.
    static std::string shown(std::string_view name, std::string_view value) {
        if (!is_secret(name))
            return std::string(value);
        const std::size_t scheme = value.find(' ');
        return signing::equal_ignoring_case(name, "Authorization") && scheme != value.npos
                   ? std::string(value.substr(0, scheme + 1)) + hidden
                   : hidden;
    }
    static std::string without_secrets(std::string_view parameters) {
        std::string text;
        while (!parameters.empty()) {
            const std::string_view each = parameters.substr(0, parameters.find('&'));
            parameters.remove_prefix((std::min)(each.size() + 1, parameters.size()));
            const std::string_view name = each.substr(0, each.find('='));
            (text += text.empty() ? "" : "&") += is_secret(name) ? std::string(name) + '=' + hidden : std::string(each);
        }
        return text;
    }

    /// By what such things are called everywhere; rather one too many.
    static bool is_secret(std::string_view name) {
        std::string lower(name);
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c - 'A' + 'a');
        constexpr std::string_view words[] = {"authorization", "token",  "secret", "password", "passwd",
                                              "signature",     "cookie", "apikey", "api-key",  "credential"};
        return std::any_of(std::begin(words), std::end(words),
                           [&](std::string_view word) { return lower.find(word) != lower.npos; });
    }

    std::string text_ = "curl --globoff";
};

} // namespace bindery::detail

#endif

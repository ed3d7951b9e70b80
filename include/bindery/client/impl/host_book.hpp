#ifndef BINDERY_CLIENT_IMPL_HOST_BOOK_HPP
#define BINDERY_CLIENT_IMPL_HOST_BOOK_HPP

#include <bindery/client/endpoint.hpp>
#include <bindery/client/hosts.hpp>

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>

namespace bindery::detail {

/// A host that is called in place of a page's.
struct called_host {
    endpoint at;
    std::string field; ///< as it travels in the Host field
};

/// The hosts that a client calls in place of the pages'; each is kept, since routes hold views of it. Thread-safe.
class host_book {
public:
    /// The one that is called where the page says `documented`; empty: that one.
    static std::string translate(std::span<const other_host> rules, std::string_view documented) {
        for (const other_host& rule : rules) {
            const std::string_view of = rule.of;
            if (of == documented)
                return rule.name;
            const std::size_t dot = documented.find('.');
            if (!of.starts_with("*.") || dot == documented.npos || of.substr(1) != documented.substr(dot))
                continue;
            std::string name = rule.name;
            if (const std::size_t star = name.find('*'); star != name.npos)
                name.replace(star, 1, documented.substr(0, dot));
            return name;
        }
        return {};
    }

    result<const called_host*> find(std::string_view written) {
        const std::lock_guard lock(mutex_);
        auto at = known_.find(written);
        if (at == known_.end()) {
            auto parsed = endpoint::parse(written.find("://") != written.npos ? std::string(written)
                                                                              : "https://" + std::string(written));
            if (!parsed)
                return std::move(parsed).error();
            std::string field = parsed->authority();
            at = known_.emplace(written, called_host{*std::move(parsed), std::move(field)}).first;
        }
        return &at->second;
    }

    /// What is wrong with a client's rules.
    static std::optional<error> fault(std::span<const other_host> rules) {
        for (const other_host& rule : rules) {
            const std::string shown = "client_options::hosts: \"" + rule.of + "\"";
            if (rule.of.empty() || rule.of.find('*', 1) != rule.of.npos ||
                (rule.of.front() == '*' && !rule.of.starts_with("*.")))
                return error{errc::validation, shown + " is no host, nor `*.` and the rest of one"};
            std::string name = rule.name;
            if (const std::size_t star = name.find('*'); star != name.npos && rule.of.front() == '*')
                name.replace(star, 1, "any");
            if (name.find('*') != name.npos)
                return error{errc::validation, shown + " has nothing that the `*` of its other host could stand for"};
            if (const auto parsed = host_book().find(name); !parsed)
                return error{errc::validation, "client_options::hosts: " + parsed.error().message};
        }
        return std::nullopt;
    }

private:
    std::mutex mutex_;
    std::map<std::string, called_host, std::less<>> known_;
};

} // namespace bindery::detail

#endif

#ifndef BINDERY_CLIENT_IMPL_PROXY_EXCEPTIONS_HPP
#define BINDERY_CLIENT_IMPL_PROXY_EXCEPTIONS_HPP

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::detail {

/// What is called without a proxy, as no_proxy has it.
class proxy_exceptions {
public:
    /// Adds those in the text, and tells the first that is none.
    std::string add(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = (std::min)(text.find_first_of(", \t"), text.size());
            const std::string_view each = text.substr(0, end);
            text.remove_prefix((std::min)(end + 1, text.size()));
            if (each.empty())
                continue;
            auto read = entry::read(each);
            if (!read)
                return std::string(each);
            entries_.push_back(*std::move(read));
        }
        return {};
    }

    bool hold(std::string_view host, std::string_view port) const {
        if (entries_.empty())
            return false;
        std::string name = in_lower_case(host);
        if (name.ends_with('.'))
            name.pop_back();
        const auto address = address_of(name);
        return std::any_of(entries_.begin(), entries_.end(), [&](const entry& each) {
            return (each.port.empty() || each.port == port) && each.holds(name, address);
        });
    }

private:
    using bytes = boost::asio::ip::address_v6::bytes_type;

    /// All addresses in the form of IPv6.
    static std::optional<bytes> address_of(std::string_view text) {
        boost::system::error_code failure;
        const auto parsed = boost::asio::ip::make_address(std::string(text), failure);
        if (failure)
            return std::nullopt;
        return parsed.is_v6() ? parsed.to_v6().to_bytes()
                              : make_address_v6(boost::asio::ip::v4_mapped, parsed.to_v4()).to_bytes();
    }
    static std::string in_lower_case(std::string_view text) {
        std::string lower(text);
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c - 'A' + 'a');
        return lower;
    }
    static std::optional<unsigned> number(std::string_view text, unsigned most) {
        unsigned value = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (failure != std::errc() || end != text.data() + text.size() || value > most)
            return std::nullopt;
        return value;
    }

    struct entry {
        std::string name{}; ///< and all below it; empty: an address, `*`: everything
        bytes network{};
        unsigned bits = 0; ///< of the network that count
        std::string port{};

        static std::optional<entry> read(std::string_view text) {
            entry one;
            std::string_view host = text;
            const bool bracketed = text.starts_with('[');
            if (bracketed) {
                const std::size_t end = text.find(']');
                if (end == text.npos)
                    return std::nullopt;
                host = text.substr(1, end - 1);
                text.remove_prefix(end + 1);
            } else if (std::count(text.begin(), text.end(), ':') == 1) {
                host = text.substr(0, text.find(':'));
                text.remove_prefix(host.size());
            } else {
                text = {};
            }
            if (!text.empty()) {
                if (text[0] != ':' || !number(text.substr(1), 65535))
                    return std::nullopt;
                one.port = text.substr(1);
            }
            const std::size_t slash = host.find('/');
            if (const auto address = address_of(host.substr(0, slash))) {
                const bool is_v4 = host.find(':') == host.npos;
                one.network = *address;
                one.bits = 128;
                if (slash != host.npos) {
                    const auto counted = number(host.substr(slash + 1), is_v4 ? 32 : 128);
                    if (!counted)
                        return std::nullopt;
                    one.bits = *counted + (is_v4 ? 96 : 0);
                }
                return one;
            }
            if (host.starts_with("*."))
                host.remove_prefix(1);
            if (host.starts_with('.'))
                host.remove_prefix(1);
            one.name = in_lower_case(host);
            const bool strange = one.name != "*" &&
                                 one.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-._") != one.name.npos;
            if (bracketed || one.name.empty() || strange)
                return std::nullopt;
            return one;
        }

        bool holds(std::string_view host, const std::optional<bytes>& address) const {
            if (name == "*")
                return true;
            if (name.empty())
                return address && is_within(*address);
            return !address && host.ends_with(name) &&
                   (host.size() == name.size() || host[host.size() - name.size() - 1] == '.');
        }
        bool is_within(const bytes& address) const {
            for (unsigned bit = 0; bit < bits; bit += 8) {
                const unsigned counted = (std::min)(bits - bit, 8u);
                if ((address[bit / 8] ^ network[bit / 8]) >> (8 - counted) != 0)
                    return false;
            }
            return true;
        }
    };

    std::vector<entry> entries_;
};

} // namespace bindery::detail

#endif

#ifndef BINDERY_PROTOCOL_MESSAGE_HPP
#define BINDERY_PROTOCOL_MESSAGE_HPP

#include <bindery/detail/buffer.hpp>
#include <bindery/protocol/fields.hpp>

#include <string>
#include <string_view>

namespace bindery::protocol {

/// An HTTP request as plain values; Host is among its fields, Content-Length is not. Reused, it keeps its memory.
struct request {
    std::string method = "POST";
    std::string target = "/"; ///< path and query
    protocol::fields fields;
    buffer body;

    std::string_view path() const noexcept { return std::string_view(target).substr(0, target.find('?')); }
    std::string_view query() const noexcept {
        const std::size_t mark = target.find('?');
        return mark == target.npos ? std::string_view() : std::string_view(target).substr(mark + 1);
    }
    void clear() {
        method = "POST";
        target = "/";
        fields.clear();
        body.clear();
    }
};

/// An HTTP response as plain values.
struct response {
    int status = 200;
    protocol::fields fields;
    buffer body;

    void clear() {
        status = 200;
        fields.clear();
        body.clear();
    }
};

} // namespace bindery::protocol

#endif

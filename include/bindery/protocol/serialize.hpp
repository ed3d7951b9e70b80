#ifndef BINDERY_PROTOCOL_SERIALIZE_HPP
#define BINDERY_PROTOCOL_SERIALIZE_HPP

#include <bindery/protocol/message.hpp>
#include <bindery/types/satisfies.hpp>

namespace bindery::protocol {

/// Appends the request as it goes over the wire, in one piece and without allocating once `out` has grown. The parts
/// were checked when they were put into the request: a field cannot end its own line, and method and target come from a
/// provider. What goes before the target, and the lines of more fields, are a client's own.
inline void serialize(const request& message, buffer& out, std::string_view before_target = {},
                      std::string_view more_fields = {}) {
    out.append(message.method);
    out.push_back(' ');
    out.append(before_target);
    out.append(message.target);
    out.append(" HTTP/1.1\r\n");
    out.append(message.fields.lines());
    out.append(more_fields);
    if (message.body.size() != 0 || message.method == "POST" || message.method == "PUT") {
        out.append("Content-Length: ");
        out.append(decimal(std::uint64_t{message.body.size()}).view());
        out.append("\r\n");
    }
    out.append("\r\n");
    out.append(message.body.view());
}

} // namespace bindery::protocol

#endif

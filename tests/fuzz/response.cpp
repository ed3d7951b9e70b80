// Bytes of a server into a client's exchange, and the answer into an output. However the bytes come cut, the answer is
// the same.

#include "target.hpp"

#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/client.hpp>
#include <bindery/client/impl/exchange.hpp>
#include <bindery/provider/all.hpp>
#include <bindery/types/utf8.hpp>

namespace {

using namespace bindery;
using described = api::tencent::tiw::v20190919::DescribeVideoGenerationTask;

struct received {
    detail::workspace on;
    bool whole = false;
    bool kept = false;
};

void receive(std::string_view bytes, std::uint8_t cut, received& out) {
    detail::route where;
    where.max_header = 4096;
    where.max_body = 64 * 1024;
    where.until = std::chrono::steady_clock::time_point::max();
    detail::exchange running(out.on, where, false, true);
    running.begin();
    running.begin_to_read();
    auto next = detail::exchange::next::read_more;
    fuzz::in_pieces(bytes, cut, [&](std::string_view piece) {
        while (!piece.empty() && next == detail::exchange::next::read_more) {
            const auto room = out.on.input_room();
            const std::size_t size = std::min(room.size(), piece.size());
            std::copy_n(piece.data(), size, room.data());
            piece.remove_prefix(size);
            next = running.received({}, size);
        }
    });
    if (next == detail::exchange::next::read_more) {
        (void)out.on.input_room();
        next = running.received(boost::asio::error::eof, 0);
    }
    out.whole = next == detail::exchange::next::done;
    out.kept = out.whole && running.can_be_kept();
}

std::string seen(const protocol::response& of) {
    std::string text = std::to_string(of.status) + '\n';
    for (const auto& each : of.fields)
        text.append(each.name).append(": ").append(each.value).append("\n");
    return text.append("\n").append(of.body.view());
}

} // namespace

BINDERY_FUZZ_TARGET(response) {
    const auto cut = input.steer();
    received whole, pieces;
    receive(input.text(), 0, whole);
    receive(input.text(), cut, pieces);
    fuzz::require(whole.whole == pieces.whole, "cut anywhere, an answer is whole or is not");
    if (!whole.whole)
        return;
    fuzz::require(seen(whole.on.response) == seen(pieces.on.response), "cut anywhere, an answer is the same");
    for (const protocol::provider* cloud : {static_cast<const protocol::provider*>(&provider::tencent::instance()),
                                            static_cast<const protocol::provider*>(&provider::alibaba::instance())}) {
        auto output = reflect::blank<described::Output>();
        violations mismatches;
        const auto read = cloud->read_response(whole.on.response, reflect::structure_of<described::Output>, &output,
                                               {.limits = {.max_memory = 1 << 20}, .mismatches = &mismatches});
        if (!read) {
            fuzz::require(utf8::count(to_string(read.error())) != utf8::invalid, "what is told is UTF-8");
            fuzz::require(read.error().kind != errc::api || !read.error().code.empty(),
                          "the service's error has a code");
        }
    }
}

// Bytes off the wire into a server's parser, and what it makes of them to the sandbox: as they are, or signed by
// somebody who may call. However the bytes come cut, the request is the same.

#include "target.hpp"

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/provider/gateways.hpp>
#include <bindery/sandbox.hpp>
#include <bindery/server/impl/request_reader.hpp>
#include <bindery/signing/acs3.hpp>
#include <bindery/signing/tc3.hpp>
#include <bindery/types/utf8.hpp>

#include <boost/json/parse.hpp>

#include <cstring>

namespace {

using namespace bindery;

constexpr std::int64_t now = 1'700'000'000;
const signing::credentials caller{"AKIDEXAMPLE", std::string_view("key")};

const server_limits limits{.max_header = 4096, .max_fields = 32, .max_body = 64 * 1024, .max_buffered = 256 * 1024};

using outcome = detail::request_reader::outcome;

struct read_request {
    protocol::incoming_call call;
    outcome found = outcome::incomplete;
    int status = 0;
};

/// The first request of those bytes.
void read(std::string_view bytes, std::uint8_t cut, read_request& out) {
    detail::memory_budget budget(limits.max_buffered);
    detail::memory_share memory(budget);
    detail::request_reader reader(out.call.received, limits, memory);
    fuzz::in_pieces(bytes, cut, [&](std::string_view piece) {
        while (!piece.empty() && (out.found == outcome::incomplete || out.found == outcome::awaited)) {
            const auto room = reader.room();
            fuzz::require(room.size() != 0, "there is room for more");
            const std::size_t size = std::min(room.size(), piece.size());
            std::memcpy(room.data(), piece.data(), size);
            piece.remove_prefix(size);
            reader.received(size);
            out.found = reader.advance();
        }
    });
    if (out.found == outcome::awaited)
        out.found = outcome::incomplete;
    out.status = out.found == outcome::refused ? reader.status() : 0;
    fuzz::require(reader.memory() <= limits.max_buffered + limits.max_header * 4, "memory is bounded");
}

std::string seen(const protocol::request& of) {
    std::string text = of.method + ' ' + of.target + '\n';
    for (const auto& each : of.fields)
        text.append(each.name).append(": ").append(each.value).append("\n");
    return text.append("\n").append(of.body.view());
}

/// The request with its signature made right, as an account's owner with bad intentions would.
void sign(protocol::request& what) {
    const auto copy_of = [&](std::string_view name) { return std::string(what.fields[name]); };
    protocol::fields kept;
    const bool tencent = what.fields.find("X-TC-Action") != nullptr;
    for (const auto& each : what.fields) {
        const auto is = [&](std::string_view name) {
            return boost::beast::iequals(std::string(each.name), std::string(name));
        };
        if (!is("Authorization") && !is("X-TC-Timestamp") && !is("x-acs-date") && !is("x-acs-signature-nonce") &&
            !is("x-acs-content-sha256"))
            (void)kept.add(each.name, each.value);
    }
    const std::string host = copy_of("Host");
    std::vector<signing::field> headers(kept.begin(), kept.end());
    if (tencent) {
        signing::tc3::signer signer;
        const std::string service = host.substr(0, host.find('.'));
        if (signer.sign({.method = what.method,
                         .path = what.path(),
                         .query = what.query(),
                         .headers = headers,
                         .payload = what.body.view(),
                         .service = service},
                        caller, now) != signing::problem::none)
            return;
        (void)kept.add("X-TC-Timestamp", std::to_string(now));
        (void)kept.add("Authorization", signer.authorization());
    } else {
        signing::acs3::signer signer;
        static std::uint64_t nonce = 0;
        if (signer.sign({.method = what.method,
                         .path = what.path(),
                         .canonical_query = what.query(),
                         .headers = headers,
                         .payload = what.body.view()},
                        caller, now, std::to_string(++nonce)) != signing::problem::none)
            return;
        for (const auto& each : signer.added_headers())
            (void)kept.add(each.name, each.value);
        (void)kept.add("Authorization", signer.authorization());
    }
    what.fields = kept;
}

const sandbox& cloud() {
    static const sandbox only = [] {
        sandbox made({.clock = [] { return now * 1000; }, .explain_mismatches = true});
        made.add_credentials(caller);
        return made;
    }();
    return only;
}

} // namespace

BINDERY_FUZZ_TARGET(request) {
    const auto manner = input.steer();
    const auto cut = input.steer();
    read_request whole, pieces;
    read(input.text(), 0, whole);
    read(input.text(), cut, pieces);
    // What is malformed may be refused before its end has come, or then; and Beast counts a chunk again with each look
    // at an extension whose quotation mark is never closed, so that may be refused as too large.
    const auto is_taken = [](const read_request& each) { return each.found == outcome::complete; };
    fuzz::require(is_taken(whole) == is_taken(pieces), "cut anywhere, a request is taken or is not");
    if (whole.found == outcome::too_large)
        whole.call.oversized = true;
    else if (whole.found != outcome::complete)
        return;
    else
        fuzz::require(seen(whole.call.received) == seen(pieces.call.received), "cut anywhere, a request is the same");
    if ((manner & 1) != 0)
        sign(whole.call.received);
    cloud().dispatcher().dispatch(whole.call);
    fuzz::require(whole.call.is_answered(), "a request is answered");
    const protocol::response& answer = whole.call.answer;
    fuzz::require(100 <= answer.status && answer.status < 600, "an answer has a status");
    fuzz::require(utf8::count(answer.body.view()) != utf8::invalid, "an answer is UTF-8");
    const std::string_view* const type = answer.fields.find("Content-Type");
    if (type != nullptr && type->starts_with("application/json")) {
        boost::system::error_code failure;
        (void)boost::json::parse(answer.body.view(), failure);
        fuzz::require(!failure, "an answer is JSON");
    }
}

// Requests as text, header lines and a body, to both schemes' verifiers.

#include "target.hpp"

#include <bindery/signing/acs3.hpp>
#include <bindery/signing/authorization.hpp>
#include <bindery/signing/tc3.hpp>

#include <vector>

namespace {

using namespace bindery;

/// `GET /?a=b`, then a header a line, an empty line, the body.
struct received_text {
    explicit received_text(std::string_view text) {
        const auto line = [&] {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const std::string_view taken = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            return taken;
        };
        const std::string_view first = line();
        const std::size_t blank = std::min(first.find(' '), first.size());
        what.method = first.substr(0, blank);
        what.target = first.substr(std::min(blank + 1, first.size()));
        for (std::string_view each = line(); !each.empty(); each = line()) {
            const std::size_t colon = std::min(each.find(": "), each.size());
            fields.push_back({each.substr(0, colon), each.substr(std::min(colon + 2, each.size()))});
        }
        what.headers = fields;
        what.body = text;
    }

    std::vector<signing::field> fields;
    signing::received_request what;
};

/// Of the vectors that the corpus begins with.
const std::vector<std::shared_ptr<const signing::credentials>> owners = [] {
    std::vector<std::shared_ptr<const signing::credentials>> all;
    const auto add = [&](std::string_view id, std::string_view key) {
        all.push_back(std::make_shared<const signing::credentials>(signing::credentials{std::string(id), key}));
    };
    add("AKIDmadeupForTests000000000000000000", "madeUpSecretKeyForTests0000000000");
    add("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE");
    add("madeUpAccessKeyId", "madeUpAccessKeySecret");
    return all;
}();

} // namespace

BINDERY_FUZZ_TARGET(authorization) {
    const auto manner = input.steer();
    const std::int64_t clock_skew = (manner & 2) != 0 ? std::int64_t{1} << 40 : 300;
    const received_text received(input.text());
    const auto lookup = [](std::string_view id) -> std::shared_ptr<const signing::credentials> {
        for (const auto& each : owners)
            if (each->secret_id == id)
                return each;
        return nullptr;
    };
    signing::verification found;
    if ((manner & 1) == 0)
        found = signing::tc3::verify(received.what, {.now = 1'700'000'000, .service = "cvm", .clock_skew = clock_skew},
                                     lookup);
    else
        found = signing::acs3::verify(received.what, {.now = 1'700'000'000, .clock_skew = clock_skew}, lookup);
    for (const auto& each : owners)
        fuzz::require(found.canonical_request.find(each->secret_key.reveal()) == std::string::npos ||
                          input.text().find(each->secret_key.reveal()) != std::string_view::npos,
                      "no secret is shown");
    if (found.outcome == signing::verdict::ok)
        fuzz::require(!found.string_to_sign.empty() && lookup(found.secret_id) != nullptr,
                      "what verifies is somebody's, and was computed");

    signing::authorization parts;
    for (const std::string_view name : {signing::tc3::scheme, signing::acs3::scheme})
        if (signing::parse_authorization(input.text(), name, parts) == signing::verdict::ok)
            fuzz::require(parts.signature.size() == 64, "a signature has 64 digits");
}

#ifndef BINDERY_PROVIDER_IMPL_ALIBABA_IPP
#define BINDERY_PROVIDER_IMPL_ALIBABA_IPP

#include <bindery/json.hpp>
#include <bindery/protocol/message.hpp>
#include <bindery/provider/alibaba.hpp>
#include <bindery/provider/detail/error_answer.hpp>
#include <bindery/query.hpp>
#include <bindery/signing/acs3.hpp>

#include <algorithm>

namespace bindery::provider {

namespace detail {

struct alibaba_error {
    optional<text<>> RequestId{};
    optional<text<>> HostId{};
    optional<text<>> Code{};
    optional<text<>> Message{};
};
BOOST_DESCRIBE_STRUCT(alibaba_error, (), (RequestId, HostId, Code, Message))

class alibaba_writer final : public protocol::request_writer {
public:
    result<void> write(const protocol::call& what, const signing::credentials& who, const protocol::stamp& when,
                       protocol::request& out) override {
        out.clear();
        query::parameters parameters;
        query::write(parameters, *what.input, what.value, query::first_index::one);
        // Here the region is an ordinary parameter; the call's own wins over the client's.
        if (!what.region.empty() && query::find(parameters, "RegionId") == nullptr && takes_region(*what.input))
            parameters.push_back({"RegionId", std::string(what.region)});
        std::sort(parameters.begin(), parameters.end());
        if (!parameters.empty())
            out.target = "/?" + query::encode(parameters);

        const bool good = out.fields.add("Host", what.host) && out.fields.add("x-acs-action", what.about->action) &&
                          out.fields.add("x-acs-version", what.about->version) &&
                          (what.language.empty() || out.fields.add("Accept-Language", what.language));
        if (!good)
            return error{errc::validation, "the host or language holds characters that no header can carry"};

        views_.clear();
        for (const query::parameter& each : parameters)
            views_.push_back({each.name, each.value});
        const signing::acs3::request signed_request{.query = views_, .headers = out.fields.views(fields_)};
        if (const auto problem = signer_.sign(signed_request, who, when.seconds, when.nonce);
            problem != signing::problem::none)
            return error{errc::signing, std::string(describe(problem))};
        bool added = true;
        for (const signing::field& each : signer_.added_headers())
            added = added && out.fields.add(each.name, each.value);
        if (!added || !out.fields.add("Authorization", signer_.authorization()))
            return error{errc::signing, "malformed authorization"};
        return {};
    }

private:
    static bool takes_region(const reflect::structure& input) noexcept {
        return std::any_of(input.members.begin(), input.members.end(),
                           [](const reflect::member& each) { return each.name == "RegionId"; });
    }

    signing::acs3::signer signer_;
    std::vector<signing::parameter> views_;
    std::vector<signing::field> fields_;
};

} // namespace detail

BINDERY_DECL const alibaba& alibaba::instance() noexcept {
    static const alibaba only;
    return only;
}

BINDERY_DECL std::unique_ptr<protocol::request_writer> alibaba::make_writer() const {
    return std::make_unique<detail::alibaba_writer>();
}

BINDERY_DECL result<void> alibaba::read_response(const protocol::response& received, const reflect::structure& output,
                                                 void* out) const {
    if (received.status >= 200 && received.status < 300) {
        const json::target only{&output, out};
        auto read = json::read(received.body.view(), {}, {&only, 1}, {});
        if (!read)
            return detail::foreign_answer(received, std::move(read).error());
        return {};
    }
    detail::alibaba_error answer;
    const auto read = json::read(received.body.view(), answer);
    if (!answer.Code)
        return detail::foreign_answer(received,
                                      read ? error{errc::protocol, "expected an error with a Code"} : read.error());
    error failure =
        detail::api_failure(answer.Code->str(), answer.Message ? answer.Message->str() : "", received.status);
    failure.request_id = answer.RequestId ? answer.RequestId->str() : std::string(received.fields["x-acs-request-id"]);
    return failure;
}

BINDERY_DECL bool alibaba::is_throttled(const error& failure) const noexcept {
    return failure.kind == errc::api && detail::is_of(failure.code, "Throttling");
}

} // namespace bindery::provider

#endif

#ifndef BINDERY_PROVIDER_IMPL_ALIBABA_GATEWAY_IPP
#define BINDERY_PROVIDER_IMPL_ALIBABA_GATEWAY_IPP

#include <bindery/json.hpp>
#include <bindery/provider/alibaba_gateway.hpp>
#include <bindery/provider/detail/error_answer.hpp>
#include <bindery/provider/detail/parameters.hpp>
#include <bindery/provider/impl/alibaba.ipp>
#include <bindery/query.hpp>
#include <bindery/signing/acs3.hpp>

namespace bindery::provider {

namespace detail {

class alibaba_verifier final : public protocol::request_verifier {
public:
    signing::verdict verify(const protocol::request& received, const protocol::verification_context& context) override {
        const signing::received_request view{received.method, received.target, received.fields.views(),
                                             received.body.view()};
        const signing::verdict found = verifier_.verify(view, {.now = context.now}, context.find_credentials);
        return found == signing::verdict::missing && is_rpc_signed(received) ? signing::verdict::other_scheme : found;
    }
    std::string_view secret_id() const noexcept override { return verifier_.secret_id(); }
    signing::nonce nonce() const noexcept override { return verifier_.nonce(); }

    /// The older signature, which stands among the parameters.
    static bool is_rpc_signed(const protocol::request& received) noexcept {
        return is_signed_by_parameters(received, "AccessKeyId");
    }

private:
    signing::acs3::verifier verifier_;
};

/// A message with the page's `%s` filled in.
inline std::string fill(std::string_view pattern, std::string_view what) {
    const std::size_t at = pattern.find("%s");
    if (at == pattern.npos)
        return std::string(pattern);
    return std::string(pattern.substr(0, at)).append(what).append(pattern.substr(at + 2));
}

} // namespace detail

BINDERY_DECL const alibaba_gateway& alibaba_gateway::instance() noexcept {
    static const alibaba_gateway only;
    return only;
}

BINDERY_DECL std::unique_ptr<protocol::request_verifier> alibaba_gateway::make_verifier() const {
    return std::make_unique<detail::alibaba_verifier>();
}

BINDERY_DECL std::optional<protocol::address> alibaba_gateway::identify(const protocol::request& received) const {
    const std::string_view* action = received.fields.find("x-acs-action");
    const std::string_view host = received.fields["Host"];
    const bool known = host.find("aliyuncs.com") != host.npos;
    if (action == nullptr && !known && !received.fields["Authorization"].starts_with(signing::acs3::scheme) &&
        !detail::alibaba_verifier::is_rpc_signed(received))
        return std::nullopt;
    // live.aliyuncs.com, live.ap-southeast-1.aliyuncs.com, live-vpc.cn-shanghai.aliyuncs.com
    return protocol::address{
        .service = known ? host.substr(0, host.find_first_of(".-")) : std::string_view(),
        .action = action != nullptr ? *action : std::string_view(),
        .version = received.fields["x-acs-version"],
        .region = {},
    };
}

BINDERY_DECL result<void> alibaba_gateway::read_input(const protocol::request& received,
                                                      const reflect::structure& input, void* out,
                                                      const read_limits& limits) const {
    auto parameters = query::decode(received.query());
    if (parameters && detail::has_form(received)) {
        if (auto form = query::decode(received.body.view()))
            parameters->insert(parameters->end(), form->begin(), form->end());
        else
            parameters.reset();
    }
    if (!parameters)
        return error{errc::protocol, "the parameters are not percent-encoded as they should be"};
    return query::read(*parameters, input, out, {.first = query::first_index::one, .limits = limits});
}

BINDERY_DECL void alibaba_gateway::write_output(const reflect::structure& output, void* value,
                                                std::string_view request_id, protocol::response& out) const {
    out.clear();
    (void)(out.fields.add("Content-Type", "application/json; charset=utf-8") &&
           out.fields.add("x-acs-request-id", request_id));
    detail::write_with_request_id(out.body, output, value, request_id);
}

BINDERY_DECL void alibaba_gateway::write_error(const error& failure, std::string_view host, std::string_view request_id,
                                               protocol::response& out) const {
    out.clear();
    // Below 300 reads as success, 304 has no body, and what is no status stays here.
    const int status = failure.http_status;
    out.status = 300 <= status && status < 600 && status != 304 ? status : 500;
    (void)(out.fields.add("Content-Type", "application/json; charset=utf-8") &&
           out.fields.add("x-acs-request-id", request_id));
    json::write(out.body, detail::alibaba_error{.RequestId = request_id,
                                                .HostId = detail::presentable(host),
                                                .Code = detail::presentable(failure.code),
                                                .Message = detail::presentable(failure.remote_message)});
}

BINDERY_DECL error alibaba_gateway::refuse(protocol::refusal why, std::string_view detail) const {
    using protocol::refusal;
    const auto answer = [&](const char* code, int status) {
        return bindery::provider::detail::api_failure(code, std::string(detail), status);
    };
    switch (why) {
    case refusal::unknown_action:
        return answer("InvalidAction.NotFound", 404);
    case refusal::unknown_version:
        return answer("InvalidVersion", 400);
    case refusal::missing_region:
        return answer("MissingRegionId", 400);
    case refusal::unsupported_region:
        return answer("InvalidRegionId.NotFound", 404);
    case refusal::unsupported_method:
        return answer("UnsupportedHTTPMethod", 400);
    case refusal::too_large:
        return answer("InvalidParameter", 400);
    case refusal::throttled:
        return answer("Throttling.User", 400);
    case refusal::unreadable:
        return answer("InvalidParameter", 400);
    case refusal::internal:
        break;
    }
    return answer("InternalError", 500);
}

BINDERY_DECL error alibaba_gateway::refuse(signing::verdict why) const {
    using signing::verdict;
    const auto answer = [&](const char* code, int status) {
        return detail::api_failure(code, detail::sentence(why, signing::acs3::scheme), status);
    };
    switch (why) {
    case verdict::missing:
    case verdict::malformed:
    case verdict::unsigned_header:
    case verdict::unsigned_payload:
        return answer("IncompleteSignature", 400);
    case verdict::other_scheme:
        return answer("InvalidSignatureMethod", 400);
    case verdict::expired:
        return answer("InvalidTimeStamp.Expired", 400);
    case verdict::unknown_secret_id:
        return answer("InvalidAccessKeyId.NotFound", 404);
    case verdict::payload_mismatch:
        return answer("ContentMD5NotMatched", 400);
    case verdict::bad_token:
        return answer("InvalidSecurityToken.MismatchWithAccessKey", 400);
    case verdict::replayed:
        return answer("SignatureNonceUsed", 400);
    case verdict::failed:
        return answer("InternalError", 500);
    default:
        return answer("SignatureDoesNotMatch", 400);
    }
}

BINDERY_DECL error alibaba_gateway::refuse(const violations& broken, const operation& about) const {
    const violation& first = broken.front();
    const std::string_view code = first.rule == rule::required ? "MissingParameter" : "InvalidParameter";
    for (const api_error& known : about.errors)
        if (known.code == code)
            return detail::api_failure(std::string(code), detail::fill(known.message, to_string(first)), known.http);
    return detail::api_failure(std::string(code), to_string(first), 400);
}

} // namespace bindery::provider

#endif

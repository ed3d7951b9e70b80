#ifndef BINDERY_PROVIDER_IMPL_ALIBABA_GATEWAY_IPP
#define BINDERY_PROVIDER_IMPL_ALIBABA_GATEWAY_IPP

#include <bindery/json.hpp>
#include <bindery/provider/alibaba_gateway.hpp>
#include <bindery/provider/detail/error_answer.hpp>
#include <bindery/provider/detail/explanation.hpp>
#include <bindery/provider/detail/parameters.hpp>
#include <bindery/provider/impl/alibaba.ipp>
#include <bindery/query.hpp>
#include <bindery/signing/acs3.hpp>
#include <bindery/signing/parameter_scheme.hpp>

namespace bindery::provider {

namespace detail {

/// The older signature, which stands among the parameters, is SHA-1's; so it is taken only where a server says so.
inline constexpr known_scheme alibaba_schemes[] = {
    {signing::acs3::scheme, true}, {signing::acs3::sm3_scheme, true}, {signing::rpc1::hmac_sha1.name, false}};

class alibaba_verifier final : public protocol::request_verifier {
public:
    signing::verdict verify(const protocol::request& received, const protocol::verification_context& context) override {
        explanation_.clear();
        by_parameters_ = false;
        const signing::received_request view{received.method, received.target, received.fields.views(),
                                             received.body.view()};
        const signing::verdict found = verifier_.verify(view, {.now = context.now}, context.find_credentials);
        if (found == signing::verdict::missing && received.fields.find("Authorization") == nullptr)
            return is_rpc_signed(received) ? verify_parameters(view, context) : found;
        if (found == signing::verdict::other_scheme || !takes_as_sent(context, received.fields))
            return refuse_scheme(scheme_name(received.fields), context);
        if (!context.explain_mismatches)
            return found;
        if (found == signing::verdict::mismatch)
            explanation_ = stages(verifier_.canonical_request(), verifier_.string_to_sign());
        else if (found == signing::verdict::payload_mismatch)
            explanation_ = std::string("; its hash is ").append(verifier_.hashed_payload());
        return found;
    }
    std::string_view secret_id() const noexcept override {
        return by_parameters_ ? parameters_.secret_id() : verifier_.secret_id();
    }
    signing::nonce nonce() const noexcept override { return by_parameters_ ? parameters_.nonce() : verifier_.nonce(); }
    std::string explanation() const override { return explanation_; }

    static bool is_rpc_signed(const protocol::request& received) noexcept {
        return is_signed_by_parameters(received, signing::rpc1::hmac_sha1);
    }

private:
    /// Nearly every server takes both of those that stand in a field.
    static bool takes_as_sent(const protocol::verification_context& context, const protocol::fields& fields) noexcept {
        return context.schemes.empty() || takes(context, {scheme_of(fields["Authorization"]), true});
    }
    /// ROA requests say more than the word acs in fields of their own.
    static std::string scheme_name(const protocol::fields& fields) {
        std::string name(scheme_of(fields["Authorization"]));
        for (const std::string_view more : {"x-acs-signature-method", "x-acs-signature-version"})
            if (name.starts_with("acs") && fields.find(more) != nullptr)
                name.append(" ").append(fields[more]);
        return name;
    }
    signing::verdict verify_parameters(const signing::received_request& view,
                                       const protocol::verification_context& context) {
        by_parameters_ = true;
        const signing::verdict found = judge_parameters(view, context);
        parameters_.rest();
        return found;
    }
    signing::verdict judge_parameters(const signing::received_request& view,
                                      const protocol::verification_context& context) {
        const signing::parameter_scheme& scheme = signing::rpc1::hmac_sha1;
        if (const auto found = parameters_.read(view, scheme); found != signing::verdict::ok)
            return found;
        const std::string_view method = parameters_.value(signing::method_parameter);
        const std::string_view version = parameters_.value(signing::version_parameter);
        const std::string_view type = parameters_.value("SignatureType");
        if (method.empty() || version.empty())
            return signing::verdict::missing;
        if (method != scheme.name || version != scheme.version)
            return refuse_scheme(std::string(method).append(" ").append(version), context);
        if (!type.empty() || !takes(context, {scheme.name, false}))
            return refuse_scheme(type.empty() ? scheme.name : type, context);
        const signing::verdict found = parameters_.verify(scheme, context.now, context.find_credentials);
        if (found == signing::verdict::mismatch && context.explain_mismatches)
            explanation_ = stages({}, parameters_.string_to_sign());
        return found;
    }
    signing::verdict refuse_scheme(std::string_view sent, const protocol::verification_context& context) {
        explanation_ = other_scheme(context, sent, alibaba_schemes);
        return signing::verdict::other_scheme;
    }

    signing::acs3::verifier verifier_;
    signing::parameter_verifier parameters_;
    std::string explanation_;
    bool by_parameters_ = false;
};

/// Whether a member that a parameter names has a value already.
inline bool is_given(const reflect::structure& input, const void* object, std::string_view name) noexcept {
    for (const reflect::member& each : input.members)
        if (name.starts_with(each.name) && (name.size() == each.name.size() || name[each.name.size()] == '.'))
            return each.how->value(input.at(each, object)) != nullptr;
    return false;
}

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
    const std::string_view host = received.fields["Host"];
    const bool known = host.find("aliyuncs.com") != host.npos;
    // live.aliyuncs.com, live.ap-southeast-1.aliyuncs.com, live-vpc.cn-shanghai.aliyuncs.com
    const std::string_view service = known ? host.substr(0, host.find_first_of(".-")) : std::string_view();
    // Such a signature does not cover fields, so nothing is taken from them.
    if (detail::alibaba_verifier::is_rpc_signed(received))
        return protocol::address{
            .service = service,
            .action = detail::encoded_parameter(received, "Action"),
            .version = detail::encoded_parameter(received, "Version"),
            .region = {},
        };
    const std::string_view* action = received.fields.find("x-acs-action");
    if (action == nullptr && !known && !received.fields["Authorization"].starts_with("ACS3-"))
        return std::nullopt;
    return protocol::address{
        .service = service,
        .action = action != nullptr ? *action : std::string_view(),
        .version = received.fields["x-acs-version"],
        .region = {},
    };
}

BINDERY_DECL result<void> alibaba_gateway::read_input(const protocol::request& received,
                                                      const reflect::structure& input, void* out,
                                                      const read_limits& limits) const {
    const std::string_view body = received.body.view();
    const bool is_form = !body.empty() && detail::has_form(received);
    const bool is_json = !body.empty() && !is_form && detail::has_type(received, "application/json");
    if (!body.empty() && !is_form && !is_json)
        return error{errc::protocol,
                     "expected a body of application/json or application/x-www-form-urlencoded, found " +
                         shortened(received.fields["Content-Type"])};
    auto parameters = query::decode(received.query());
    if (parameters && is_form) {
        if (auto form = query::decode(body))
            parameters->insert(parameters->end(), form->begin(), form->end());
        else
            parameters.reset();
    }
    if (!parameters)
        return error{errc::protocol, "the parameters are not percent-encoded as they should be"};
    const signing::parameter_scheme& older = signing::rpc1::hmac_sha1;
    if (detail::is_signed_by_parameters(received, older)) {
        if (const auto taken = detail::first_common(older, input); !taken.empty())
            return error{errc::protocol, detail::cannot_carry(older.name, taken, signing::acs3::scheme)};
        const std::string* const format = query::find(*parameters, "Format");
        if (format != nullptr && !signing::equal_ignoring_case(*format, "JSON"))
            return error{errc::protocol, "answers are JSON here; expected Format=JSON, found " + shortened(*format)};
    }
    if (is_json) {
        const json::target only{&input, out};
        if (auto read = json::read(body, {}, {&only, 1}, {.limits = limits}); !read)
            return read;
        for (const query::parameter& each : *parameters)
            if (detail::is_given(input, out, each.name))
                return error{errc::protocol, shortened(each.name) + " stands in the query and in the body"};
    }
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
    case refusal::duplicate:
        return answer("InvalidParameter", 400);
    case refusal::internal:
        break;
    }
    return answer("InternalError", 500);
}

BINDERY_DECL error alibaba_gateway::refuse(signing::verdict why, std::string_view explanation) const {
    using signing::verdict;
    const auto answer = [&](const char* code, int status) {
        return detail::api_failure(code, detail::sentence(why, explanation), status);
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

#ifndef BINDERY_PROVIDER_IMPL_TENCENT_GATEWAY_IPP
#define BINDERY_PROVIDER_IMPL_TENCENT_GATEWAY_IPP

#include <bindery/json.hpp>
#include <bindery/provider/detail/error_answer.hpp>
#include <bindery/provider/detail/explanation.hpp>
#include <bindery/provider/detail/multipart.hpp>
#include <bindery/provider/detail/parameters.hpp>
#include <bindery/provider/impl/tencent.ipp>
#include <bindery/provider/tencent_gateway.hpp>
#include <bindery/query.hpp>
#include <bindery/signing/parameter_scheme.hpp>
#include <bindery/signing/tc3.hpp>

namespace bindery::provider {

namespace detail {

/// The service is the host's first label: vod.intl.tencentcloudapi.com is vod.
inline std::string_view tencent_service(std::string_view host) noexcept {
    return host.substr(0, host.find('.'));
}

struct tencent_failure {
    tencent_outcome Response{};
};
BOOST_DESCRIBE_STRUCT(tencent_failure, (), (Response))

/// The older signature stands among the parameters, and is easy to misread: its string to sign does not tell where a
/// value ends. So it is taken only where a server says so.
inline constexpr known_scheme tencent_schemes[] = {
    {signing::tc3::scheme, true}, {signing::tc1::hmac_sha256.name, false}, {signing::tc1::hmac_sha1.name, false}};

class tencent_verifier final : public protocol::request_verifier {
public:
    signing::verdict verify(const protocol::request& received, const protocol::verification_context& context) override {
        explanation_.clear();
        by_parameters_ = false;
        const signing::received_request view{received.method, received.target, received.fields.views(),
                                             received.body.view()};
        // A local server is reached under many names; the scope then says which service is meant.
        const std::string_view host = received.fields["Host"];
        std::string_view service = tencent_service(host);
        if (host.find("tencentcloudapi.com") == host.npos)
            service = scope_service(received.fields["Authorization"]);
        const signing::verdict found =
            verifier_.verify(view,
                             {.now = context.now,
                              .service = service,
                              .payload_signed = context.refuse_unsigned_payloads ? signing::tc3::payload_signing::whole
                                                                                 : signing::tc3::payload_signing::none},
                             context.find_credentials);
        once_ = context.refuse_repeated_signatures;
        if (found == signing::verdict::missing && received.fields.find("Authorization") == nullptr)
            return is_v1_signed(received) ? verify_parameters(view, context) : found;
        if (found == signing::verdict::other_scheme || !takes(context, tencent_schemes[0]))
            return refuse_scheme(scheme_of(received.fields["Authorization"]), context);
        if (found == signing::verdict::mismatch && context.explain_mismatches)
            explanation_ = stages(verifier_.canonical_request(), verifier_.string_to_sign());
        return found;
    }
    std::string_view secret_id() const noexcept override {
        return by_parameters_ ? parameters_.secret_id() : verifier_.secret_id();
    }
    signing::nonce nonce() const noexcept override {
        return by_parameters_ ? parameters_.nonce() : once_ ? verifier_.nonce() : signing::nonce{};
    }
    std::string explanation() const override { return explanation_; }

    static bool is_v1_signed(const protocol::request& received) noexcept {
        return is_signed_by_parameters(received, signing::tc1::hmac_sha1);
    }

    /// The third part of `Credential=<id>/<date>/<service>/tc3_request`.
    static std::string_view scope_service(std::string_view authorization) noexcept {
        for (int skip = 0; skip != 2; ++skip)
            authorization.remove_prefix((std::min)(authorization.find('/') + 1, authorization.size()));
        return authorization.substr(0, authorization.find('/'));
    }

private:
    signing::verdict verify_parameters(const signing::received_request& view,
                                       const protocol::verification_context& context) {
        by_parameters_ = true;
        const signing::verdict found = judge_parameters(view, context);
        parameters_.rest();
        return found;
    }
    signing::verdict judge_parameters(const signing::received_request& view,
                                      const protocol::verification_context& context) {
        if (const auto found = parameters_.read(view, signing::tc1::hmac_sha1); found != signing::verdict::ok)
            return found;
        const std::string_view method = parameters_.value(signing::method_parameter);
        const signing::parameter_scheme* scheme = nullptr;
        for (const auto* each : {&signing::tc1::hmac_sha1, &signing::tc1::hmac_sha256})
            if (method == each->name || (method.empty() && each == &signing::tc1::hmac_sha1))
                scheme = each;
        if (scheme == nullptr || !takes(context, {scheme->name, false}))
            return refuse_scheme(scheme == nullptr ? method : scheme->name, context);
        const signing::verdict found = parameters_.verify(*scheme, context.now, context.find_credentials);
        if (found == signing::verdict::mismatch && context.explain_mismatches)
            explanation_ = stages({}, parameters_.string_to_sign());
        return found;
    }
    signing::verdict refuse_scheme(std::string_view sent, const protocol::verification_context& context) {
        explanation_ = other_scheme(context, sent, tencent_schemes);
        return signing::verdict::other_scheme;
    }

    signing::tc3::verifier verifier_;
    signing::parameter_verifier parameters_;
    std::string explanation_;
    bool once_ = false;
    bool by_parameters_ = false;
};

/// Reads a body of parts, as the SDKs send them where an operation takes files: text for what is one, JSON for the
/// rest.
inline result<void> read_multipart(const protocol::request& received, const reflect::structure& input, void* out,
                                   const read_limits& limits) {
    const auto parts = split_multipart(received.body.view(), received.fields["Content-Type"]);
    if (!parts)
        return error{errc::protocol, "the body is not the multipart/form-data that its type says it is"};
    query::parameters texts;
    buffer rest;
    std::vector<std::string_view> names;
    for (const form_part& each : *parts) {
        names.push_back(each.name);
        constexpr std::string_view json_type = "application/json";
        if (!signing::equal_ignoring_case(each.type.substr(0, json_type.size()), json_type)) {
            texts.push_back({std::string(each.name), std::string(each.content)});
            continue;
        }
        if (!may_be_one_value(each.content))
            return error{errc::protocol,
                         "the part " + shortened(each.name) + " is not the JSON that its type says it is"};
        rest.push_back(rest.size() == 0 ? '{' : ',');
        json::write_text(rest, each.name);
        rest.push_back(':');
        rest.append(each.content);
    }
    std::sort(names.begin(), names.end());
    if (const auto twice = std::adjacent_find(names.begin(), names.end()); twice != names.end())
        return error{errc::protocol, "the part " + shortened(*twice) + " comes twice"};
    if (rest.size() != 0) {
        rest.push_back('}');
        const json::target only{&input, out};
        if (auto read = json::read(rest.view(), {}, {&only, 1}, {.limits = limits, .refuse_unknown_members = true});
            !read)
            return read;
    }
    return query::read(texts, input, out,
                       {.first = query::first_index::zero, .limits = limits, .refuse_unknown_members = true});
}

/// Of the operation's declared errors the one that fits a broken rule best, else the common one.
inline std::string tencent_code_for(const violation& broken, const operation& about) {
    const std::string member(member_of(broken));
    const auto declared = [&](std::initializer_list<std::string> wanted) -> std::string {
        for (const std::string& code : wanted)
            for (const api_error& known : about.errors)
                if (known.code == code)
                    return code;
        return *(wanted.end() - 1);
    };
    switch (broken.rule) {
    case rule::required:
        return "MissingParameter";
    case rule::known:
        return "UnknownParameter";
    case rule::type:
        return declared({"InvalidParameter.BodyParameterTypeUnmatched", "InvalidParameter"});
    case rule::length:
    case rule::bytes:
        return declared({"InvalidParameterValue." + member + "TooLong", "InvalidParameterValue." + member,
                         "InvalidParameterValue.Invalid" + member, "InvalidParameterValue"});
    default:
        return declared(
            {"InvalidParameterValue." + member, "InvalidParameterValue.Invalid" + member, "InvalidParameterValue"});
    }
}

} // namespace detail

BINDERY_DECL const tencent_gateway& tencent_gateway::instance() noexcept {
    static const tencent_gateway only;
    return only;
}

BINDERY_DECL std::unique_ptr<protocol::request_verifier> tencent_gateway::make_verifier() const {
    return std::make_unique<detail::tencent_verifier>();
}

BINDERY_DECL std::optional<protocol::address> tencent_gateway::identify(const protocol::request& received) const {
    const std::string_view host = received.fields["Host"];
    const bool known = host.find("tencentcloudapi.com") != host.npos;
    // Such a signature does not cover fields, so nothing is taken from them.
    if (detail::tencent_verifier::is_v1_signed(received))
        return protocol::address{
            .service = known ? detail::tencent_service(host) : std::string_view(),
            .action = detail::encoded_parameter(received, "Action"),
            .version = detail::encoded_parameter(received, "Version"),
            .region = detail::encoded_parameter(received, "Region"),
        };
    const std::string_view* action = received.fields.find("X-TC-Action");
    if (action == nullptr && !known && !received.fields["Authorization"].starts_with(signing::tc3::scheme))
        return std::nullopt;
    return protocol::address{
        .service = known ? detail::tencent_service(host)
                         : detail::tencent_verifier::scope_service(received.fields["Authorization"]),
        .action = action != nullptr ? *action : std::string_view(),
        .version = received.fields["X-TC-Version"],
        .region = received.fields["X-TC-Region"],
    };
}

BINDERY_DECL result<void> tencent_gateway::read_input(const protocol::request& received,
                                                      const reflect::structure& input, void* out,
                                                      const read_limits& limits) const {
    const signing::parameter_scheme& older = signing::tc1::hmac_sha1;
    const std::string_view body = received.body.view();
    const bool is_post = received.method == "POST";
    const bool is_object = is_post && body.starts_with('{'); // as nearly all are, and nothing but JSON is
    const bool by_parameters = !is_object && detail::is_signed_by_parameters(received, older);
    if (is_post && !is_object && detail::has_type(received, "multipart/"))
        return detail::read_multipart(received, input, out, limits);
    if (is_post && !by_parameters) {
        const json::target only{&input, out};
        return json::read(body, {}, {&only, 1}, {.limits = limits, .refuse_unknown_members = true});
    }
    auto parameters = query::decode(is_post ? body : received.query());
    if (!parameters)
        return error{errc::protocol, "the parameters are not percent-encoded as they should be"};
    if (by_parameters) {
        if (const auto taken = detail::first_common(older, input); !taken.empty())
            return error{errc::protocol, detail::cannot_carry(older.name, taken, signing::tc3::scheme)};
        std::erase_if(*parameters, [&](const query::parameter& each) {
            return std::binary_search(older.common.begin(), older.common.end(), each.name);
        });
    }
    return query::read(*parameters, input, out,
                       {.first = query::first_index::zero, .limits = limits, .refuse_unknown_members = true});
}

BINDERY_DECL void tencent_gateway::write_output(const reflect::structure& output, void* value,
                                                std::string_view request_id, protocol::response& out) const {
    out.clear();
    (void)out.fields.add("Content-Type", "application/json");
    out.body.append("{\"Response\":");
    detail::write_with_request_id(out.body, output, value, request_id);
    out.body.push_back('}');
}

BINDERY_DECL void tencent_gateway::write_error(const error& failure, std::string_view, std::string_view request_id,
                                               protocol::response& out) const {
    out.clear();
    (void)out.fields.add("Content-Type", "application/json");
    detail::tencent_failure answer;
    answer.Response.Error = detail::tencent_error{.Code = detail::presentable(failure.code),
                                                  .Message = detail::presentable(failure.remote_message)};
    answer.Response.RequestId = request_id;
    json::write(out.body, answer);
}

BINDERY_DECL error tencent_gateway::refuse(protocol::refusal why, std::string_view detail) const {
    using protocol::refusal;
    const char* code = "InternalError";
    switch (why) {
    case refusal::unknown_action:
        code = "InvalidAction";
        break;
    case refusal::unknown_version:
        code = "NoSuchVersion";
        break;
    case refusal::missing_region:
        code = "MissingParameter";
        break;
    case refusal::unsupported_region:
        code = "UnsupportedRegion";
        break;
    case refusal::unsupported_method:
        code = "UnsupportedProtocol";
        break;
    case refusal::too_large:
        code = "RequestSizeLimitExceeded";
        break;
    case refusal::throttled:
        code = "RequestLimitExceeded";
        break;
    case refusal::unreadable:
        code = "InvalidParameter";
        break;
    case refusal::duplicate:
        code = "FailedOperation";
        break;
    case refusal::internal:
        break;
    }
    return bindery::provider::detail::api_failure(code, std::string(detail), 200);
}

BINDERY_DECL error tencent_gateway::refuse(signing::verdict why, std::string_view explanation) const {
    using signing::verdict;
    const char* code = "AuthFailure.SignatureFailure";
    switch (why) {
    case verdict::missing:
    case verdict::other_scheme:
    case verdict::malformed:
    case verdict::unsigned_header:
    case verdict::unsigned_payload:
        code = "AuthFailure.InvalidAuthorization";
        break;
    case verdict::expired:
        code = "AuthFailure.SignatureExpire";
        break;
    case verdict::unknown_secret_id:
        code = "AuthFailure.SecretIdNotFound";
        break;
    case verdict::bad_token:
        code = "AuthFailure.TokenFailure";
        break;
    case verdict::failed:
        code = "InternalError";
        break;
    default:
        break;
    }
    return detail::api_failure(code, detail::sentence(why, explanation), 200);
}

BINDERY_DECL error tencent_gateway::refuse(const violations& broken, const operation& about) const {
    return detail::api_failure(detail::tencent_code_for(broken.front(), about), to_string(broken.front()), 200);
}

} // namespace bindery::provider

#endif

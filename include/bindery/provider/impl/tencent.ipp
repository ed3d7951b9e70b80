#ifndef BINDERY_PROVIDER_IMPL_TENCENT_IPP
#define BINDERY_PROVIDER_IMPL_TENCENT_IPP

#include <bindery/json.hpp>
#include <bindery/protocol/message.hpp>
#include <bindery/provider/detail/error_answer.hpp>
#include <bindery/provider/tencent.hpp>
#include <bindery/query.hpp>
#include <bindery/signing/tc3.hpp>
#include <bindery/types/satisfies.hpp>

namespace bindery::provider {

namespace detail {

struct tencent_error {
    optional<text<>> Code{};
    optional<text<>> Message{};
};
BOOST_DESCRIBE_STRUCT(tencent_error, (), (Code, Message))

/// What may stand beside or instead of the output.
struct tencent_outcome {
    optional<tencent_error> Error{};
    optional<text<>> RequestId{};
};
BOOST_DESCRIBE_STRUCT(tencent_outcome, (), (Error, RequestId))

/// For looking at the error alone.
struct tencent_refusal {
    optional<tencent_error> Error{};
};
BOOST_DESCRIBE_STRUCT(tencent_refusal, (), (Error))

inline constexpr const char* tencent_bad_field =
    "the host, region, language or token holds characters that no header can carry";

/// The fields of a TC3 request but for its Authorization; false when one holds what no field can carry.
inline bool add_tencent_fields(const protocol::call& what, const signing::credentials& who, const protocol::stamp& when,
                               std::string_view type, protocol::fields& out) {
    return out.add("Host", what.host) && out.add("Content-Type", type) && out.add("X-TC-Action", what.about->action) &&
           out.add("X-TC-Version", what.about->version) && out.add("X-TC-Timestamp", decimal(when.seconds).view()) &&
           (what.region.empty() || out.add("X-TC-Region", what.region)) &&
           (what.language.empty() || out.add("X-TC-Language", what.language)) &&
           (who.token.empty() || out.add("X-TC-Token", who.token.reveal()));
}

/// The service asks for the first two; what says who does what, and where, is signed as well.
constexpr std::string_view tencent_signed_headers(bool region, bool token) noexcept {
    if (region && token)
        return "content-type;host;x-tc-action;x-tc-region;x-tc-token;x-tc-version";
    if (region)
        return "content-type;host;x-tc-action;x-tc-region;x-tc-version";
    if (token)
        return "content-type;host;x-tc-action;x-tc-token;x-tc-version";
    return "content-type;host;x-tc-action;x-tc-version";
}

class tencent_writer final : public protocol::request_writer {
public:
    result<void> write(const protocol::call& what, const signing::credentials& who, const protocol::stamp& when,
                       protocol::request& out) override {
        out.clear();
        json::write(out.body, *what.input, what.value);
        if (out.body.size() > tencent::max_body)
            return error{errc::validation, "the request has " + std::to_string(out.body.size()) +
                                               " bytes, the service takes " + std::to_string(tencent::max_body)};
        const bool again = repeats(what, who, when);
        if (!again && !set_head(what, who, when))
            return error{errc::validation, tencent_bad_field};
        const signing::tc3::request signed_request{
            .headers = head_.views(),
            .payload = out.body.view(),
            .service = what.about->service,
            .signed_headers = tencent_signed_headers(!what.region.empty(), !who.token.empty()),
        };
        const auto problem =
            again ? signer_.sign_again(signed_request, who) : signer_.sign(signed_request, who, when.seconds);
        if (problem != signing::problem::none)
            return error{errc::signing, std::string(describe(problem))};
        last_.keep();
        out.fields = head_;
        if (!out.fields.add("Authorization", signer_.authorization()))
            return error{errc::signing, "malformed authorization"};
        return {};
    }

private:
    /// Whether the call differs from the last one in nothing but the input.
    bool repeats(const protocol::call& what, const signing::credentials& who, const protocol::stamp& when) {
        last_.start();
        for (const std::string_view part :
             {what.host, what.about->service, what.about->action, what.about->version, what.region, what.language,
              std::string_view(who.secret_id), who.token.reveal()})
            last_.add(part);
        last_.add({reinterpret_cast<const char*>(&when.seconds), sizeof when.seconds});
        return last_.same();
    }

    bool set_head(const protocol::call& what, const signing::credentials& who, const protocol::stamp& when) {
        head_.clear();
        return add_tencent_fields(what, who, when, "application/json", head_);
    }

    signing::tc3::signer signer_;
    signing::detail::repetition last_;
    protocol::fields head_; // all that does not depend on the input
};

/// Fails when the Error of an answer is of another kind. Reports on all of the answer may not say so, since only so
/// much is reported.
inline result<void> look_for_error(const protocol::response& received, const json::read_options& options) {
    tencent_refusal refused;
    const json::target only{&reflect::structure_of<tencent_refusal>, &refused};
    return json::read(received.body.view(), "Response", {&only, 1}, options);
}

} // namespace detail

BINDERY_DECL const tencent& tencent::instance() noexcept {
    static const tencent only;
    return only;
}

BINDERY_DECL std::unique_ptr<protocol::request_writer> tencent::make_writer() const {
    return std::make_unique<detail::tencent_writer>();
}

BINDERY_DECL result<void> tencent::read_response(const protocol::response& received, const reflect::structure& output,
                                                 void* out, const protocol::answer_options& how) const {
    const json::read_options options = detail::json_options(how);
    detail::tencent_outcome outcome;
    const json::target targets[] = {{&output, out}, {&reflect::structure_of<detail::tencent_outcome>, &outcome}};
    auto read = json::read(received.body.view(), "Response", targets, options);
    const bool is_read = detail::is_read(read, how);
    // An error counts even when something beside it does not fit.
    if (outcome.Error && detail::is_code(outcome.Error->Code)) {
        error failure = detail::api_failure(outcome.Error->Code->str(), "", received.status);
        if (outcome.Error->Message)
            failure.remote_message = outcome.Error->Message->str();
        if (outcome.RequestId)
            failure.request_id = outcome.RequestId->str();
        return failure;
    }
    if (is_read && !read)
        read = detail::look_for_error(received, options);
    std::optional<error> foreign;
    if (!read)
        foreign = std::move(read).error();
    else if (outcome.Error)
        foreign = error{errc::protocol, "expected an Error with a Code"};
    else if (received.status != 200)
        foreign = error{errc::protocol, "expected HTTP status 200"};
    if (!foreign)
        return {};
    error failure = detail::foreign_answer(received, std::move(*foreign));
    if (outcome.RequestId)
        failure.request_id = outcome.RequestId->str();
    return failure;
}

BINDERY_DECL std::string_view tencent::request_id(const protocol::response&, const reflect::structure& output,
                                                  const void* out) const noexcept {
    return detail::request_id_of(output, out);
}

BINDERY_DECL bool tencent::is_throttled(const error& failure) const noexcept {
    return failure.kind == errc::api && detail::is_of(failure.code, "RequestLimitExceeded");
}

BINDERY_DECL bool tencent::is_clock_refusal(const error& failure) const noexcept {
    return failure.kind == errc::api && failure.code == "AuthFailure.SignatureExpire";
}

} // namespace bindery::provider

#endif

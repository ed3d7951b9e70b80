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

inline constexpr const char* alibaba_bad_field = "the host or language holds characters that no header can carry";

/// The fields of an ACS3 request that are known before it is signed; false when one holds what no field can carry.
inline bool add_alibaba_fields(const protocol::call& what, protocol::fields& out) {
    return out.add("Host", what.host) && out.add("x-acs-action", what.about->action) &&
           out.add("x-acs-version", what.about->version) &&
           (what.language.empty() || out.add("Accept-Language", what.language));
}

/// Here the region is an ordinary parameter; the call's own wins over the client's.
inline void add_alibaba_region(query::parameter_list& out, const protocol::call& what) {
    const auto takes = [&] {
        return std::any_of(what.input->members.begin(), what.input->members.end(),
                           [](const reflect::member& each) { return each.name == "RegionId"; });
    };
    if (!what.region.empty() && takes() && !out.has("RegionId"))
        out.add("RegionId", what.region);
}

class alibaba_writer final : public protocol::request_writer {
public:
    result<void> write(const protocol::call& what, const signing::credentials& who, const protocol::stamp& when,
                       protocol::request& out) override {
        out.clear();
        write_query(what);
        if (query_.size() != 0)
            out.target.assign("/?").append(query_);

        const bool again = repeats(what, who, when);
        if (!again && !set_head(what))
            return error{errc::validation, alibaba_bad_field};
        const signing::acs3::request signed_request{.canonical_query = query_, .headers = head_.views().first(given_)};
        const auto problem = again ? signer_.sign_again(signed_request, who, when.nonce)
                                   : signer_.sign(signed_request, who, when.seconds, when.nonce);
        if (problem != signing::problem::none)
            return error{errc::signing, std::string(describe(problem))};
        bool added = true;
        for (const signing::field& each : signer_.added_headers())
            if (!again && each.name != nonce_field)
                added = added && head_.add(each.name, each.value);
        last_.keep();

        out.fields = head_;
        if (!added || !out.fields.add(nonce_field, when.nonce) ||
            !out.fields.add("Authorization", signer_.authorization()))
            return error{errc::signing, "malformed authorization"};
        return {};
    }

private:
    static constexpr std::string_view nonce_field = "x-acs-signature-nonce";

    /// The parameters, sorted and encoded as both the target and the signature want them.
    void write_query(const protocol::call& what) {
        parameters_.clear();
        query::write(parameters_, *what.input, what.value, query::first_index::one);
        add_alibaba_region(parameters_, what);
        parameters_.sort();
        query_.clear();
        parameters_.encode(query_);
    }

    /// Whether the call differs from the last one in nothing but input, region and nonce.
    bool repeats(const protocol::call& what, const signing::credentials& who, const protocol::stamp& when) {
        last_.start();
        for (const std::string_view part : {what.host, what.about->action, what.about->version, what.language,
                                            std::string_view(who.secret_id), who.token.reveal()})
            last_.add(part);
        last_.add({reinterpret_cast<const char*>(&when.seconds), sizeof when.seconds});
        return last_.same();
    }

    /// What is known before signing; the payload, which is always empty, adds its hash.
    bool set_head(const protocol::call& what) {
        head_.clear();
        const bool good = add_alibaba_fields(what, head_);
        given_ = head_.size();
        return good;
    }

    signing::acs3::signer signer_;
    query::parameter_list parameters_;
    buffer query_;
    signing::detail::repetition last_;
    protocol::fields head_; // all that depends neither on the input nor on the nonce
    std::size_t given_ = 0; // of these, known before signing
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
                                                 void* out, const protocol::answer_options& how) const {
    const json::read_options options = detail::json_options(how);
    if (received.status >= 200 && received.status < 300) {
        const json::target only{&output, out};
        auto read = json::read(received.body.view(), {}, {&only, 1}, options);
        if (!detail::is_read(read, how))
            return detail::foreign_answer(received, std::move(read).error());
        return {};
    }
    detail::alibaba_error answer;
    const auto read = json::read(received.body.view(), answer, options);
    if (!detail::is_code(answer.Code))
        return detail::foreign_answer(received,
                                      read ? error{errc::protocol, "expected an error with a Code"} : read.error());
    error failure =
        detail::api_failure(answer.Code->str(), answer.Message ? answer.Message->str() : "", received.status);
    failure.request_id = answer.RequestId ? answer.RequestId->str() : std::string(received.fields["x-acs-request-id"]);
    return failure;
}

BINDERY_DECL std::string_view alibaba::request_id(const protocol::response&, const reflect::structure& output,
                                                  const void* out) const noexcept {
    return detail::request_id_of(output, out);
}

BINDERY_DECL bool alibaba::is_throttled(const error& failure) const noexcept {
    return failure.kind == errc::api && detail::is_of(failure.code, "Throttling");
}

BINDERY_DECL bool alibaba::is_clock_refusal(const error& failure) const noexcept {
    return failure.kind == errc::api &&
           (failure.code == "InvalidTimeStamp.Expired" || failure.code == "IllegalTimestamp");
}

} // namespace bindery::provider

#endif

#ifndef BINDERY_PROVIDER_ALIBABA_HPP
#define BINDERY_PROVIDER_ALIBABA_HPP

#include <bindery/protocol/provider.hpp>

namespace bindery::provider {

class alibaba_gateway;

/// Alibaba Cloud RPC style: parameters in the query of a POST with no body (a server takes GET and form bodies too),
/// ACS3-HMAC-SHA256, action and version in x-acs- headers, flat JSON answers, errors with HTTP status 4xx and 5xx.
class alibaba final : public protocol::provider {
public:
    using gateway = alibaba_gateway; ///< the server's side: alibaba_gateway.hpp
    struct scheme;                   ///< other ways to sign: alibaba_schemes.hpp

    static const alibaba& instance() noexcept;

    std::string_view name() const noexcept override { return "alibaba"; }
    protocol::credential_variables variables() const noexcept override {
        return {"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"};
    }

    bool reserves(std::string_view field) const noexcept override {
        return signing::equal_ignoring_case(field.substr(0, 6), "x-acs-");
    }
    std::unique_ptr<protocol::request_writer> make_writer() const override;
    result<void> read_response(const protocol::response& received, const reflect::structure& output, void* out,
                               const protocol::answer_options& how) const override;
    std::string_view request_id(const protocol::response& received, const reflect::structure& output,
                                const void* out) const noexcept override;
    bool is_throttled(const error& failure) const noexcept override;
    bool is_clock_refusal(const error& failure) const noexcept override;
    /// x-acs-retry-after counts milliseconds, and goes before Retry-After.
    std::optional<std::chrono::milliseconds> wait_hint(const protocol::response& received) const noexcept override {
        const auto own = whole_number_of<std::chrono::milliseconds>(received.fields["x-acs-retry-after"]);
        return own ? own : provider::wait_hint(received);
    }
};

} // namespace bindery::provider

#ifndef BINDERY_COMPILED
#include <bindery/provider/impl/alibaba.ipp>
#endif

#endif

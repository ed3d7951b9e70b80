#ifndef BINDERY_PROVIDER_TENCENT_HPP
#define BINDERY_PROVIDER_TENCENT_HPP

#include <bindery/protocol/provider.hpp>

namespace bindery::provider {

class tencent_gateway;

/// Tencent Cloud API 3.0: JSON in a POST (a server takes GET with a query too), TC3-HMAC-SHA256, action and version in
/// X-TC- headers, answers inside `Response` with HTTP status 200 whatever happened.
class tencent final : public protocol::provider {
public:
    using gateway = tencent_gateway; ///< the server's side: tencent_gateway.hpp
    struct scheme;                   ///< other ways to sign: tencent_schemes.hpp

    static const tencent& instance() noexcept;

    /// Largest request body that the service takes, in bytes.
    static constexpr std::size_t max_body = 10 * 1024 * 1024;

    std::string_view name() const noexcept override { return "tencent"; }
    protocol::credential_variables variables() const noexcept override {
        return {"TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN"};
    }

    bool reserves(std::string_view field) const noexcept override {
        return signing::equal_ignoring_case(field.substr(0, 5), "X-TC-");
    }
    std::unique_ptr<protocol::request_writer> make_writer() const override;
    result<void> read_response(const protocol::response& received, const reflect::structure& output, void* out,
                               const protocol::answer_options& how) const override;
    std::string_view request_id(const protocol::response& received, const reflect::structure& output,
                                const void* out) const noexcept override;
    bool is_throttled(const error& failure) const noexcept override;
    bool is_clock_refusal(const error& failure) const noexcept override;
};

} // namespace bindery::provider

#ifndef BINDERY_COMPILED
#include <bindery/provider/impl/tencent.ipp>
#endif

#endif

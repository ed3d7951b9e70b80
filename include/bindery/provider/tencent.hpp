#ifndef BINDERY_PROVIDER_TENCENT_HPP
#define BINDERY_PROVIDER_TENCENT_HPP

#include <bindery/protocol/provider.hpp>

namespace bindery::provider {

/// Tencent Cloud API 3.0: JSON in a POST (a server takes GET with a query too), TC3-HMAC-SHA256, action and version in
/// X-TC- headers, answers inside `Response` with HTTP status 200 whatever happened.
class tencent final : public protocol::provider {
public:
    static const tencent& instance() noexcept;

    /// Largest request body that the service takes, in bytes.
    static constexpr std::size_t max_body = 10 * 1024 * 1024;

    std::string_view name() const noexcept override { return "tencent"; }
    protocol::credential_variables variables() const noexcept override {
        return {"TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN"};
    }

    std::unique_ptr<protocol::request_writer> make_writer() const override;
    result<void> read_response(const protocol::response& received, const reflect::structure& output,
                               void* out) const override;
    bool is_throttled(const error& failure) const noexcept override;

    std::unique_ptr<protocol::request_verifier> make_verifier() const override;
    std::optional<protocol::address> identify(const protocol::request& received) const override;
    result<void> read_input(const protocol::request& received, const reflect::structure& input,
                            void* out) const override;
    void write_output(const reflect::structure& output, void* value, std::string_view request_id,
                      protocol::response& out) const override;
    void write_error(const error& failure, std::string_view host, std::string_view request_id,
                     protocol::response& out) const override;
    error refuse(protocol::refusal why, std::string_view detail) const override;
    error refuse(signing::verdict why) const override;
    error refuse(const violations& broken, const operation& about) const override;
};

} // namespace bindery::provider

#ifndef BINDERY_COMPILED
#include <bindery/provider/impl/tencent.ipp>
#endif

#endif

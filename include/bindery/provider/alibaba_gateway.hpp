#ifndef BINDERY_PROVIDER_ALIBABA_GATEWAY_HPP
#define BINDERY_PROVIDER_ALIBABA_GATEWAY_HPP

#include <bindery/protocol/gateway.hpp>
#include <bindery/provider/alibaba.hpp>

namespace bindery::provider {

/// The server's side of `alibaba`.
class alibaba_gateway final : public protocol::gateway {
public:
    static const alibaba_gateway& instance() noexcept;

    std::string_view name() const noexcept override { return "alibaba"; }

    std::unique_ptr<protocol::request_verifier> make_verifier() const override;
    std::optional<protocol::address> identify(const protocol::request& received) const override;
    result<void> read_input(const protocol::request& received, const reflect::structure& input, void* out,
                            const read_limits& limits) const override;
    void write_output(const reflect::structure& output, void* value, std::string_view request_id,
                      protocol::response& out) const override;
    void write_error(const error& failure, std::string_view host, std::string_view request_id,
                     protocol::response& out) const override;
    error refuse(protocol::refusal why, std::string_view detail) const override;
    error refuse(signing::verdict why, std::string_view explanation) const override;
    error refuse(const violations& broken, const operation& about) const override;
};

} // namespace bindery::provider

#ifndef BINDERY_COMPILED
#include <bindery/provider/impl/alibaba_gateway.ipp>
#endif

#endif

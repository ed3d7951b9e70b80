#ifndef BINDERY_PROVIDER_ALIBABA_SCHEMES_HPP
#define BINDERY_PROVIDER_ALIBABA_SCHEMES_HPP

#include <bindery/provider/alibaba.hpp>

namespace bindery::provider {

namespace detail {
std::unique_ptr<protocol::request_writer> make_alibaba_writer(const protocol::scheme& of);
}

/// For `client_options::schemes`. Without one, requests are POSTs with their parameters in the query, signed with
/// ACS3-HMAC-SHA256; docs/signing.md tells when another is of use.
struct alibaba::scheme {
    using carriage = protocol::carriage;

    static constexpr protocol::scheme acs3_get{"alibaba", "ACS3-HMAC-SHA256", carriage::get,
                                               detail::make_alibaba_writer};
    static constexpr protocol::scheme acs3_form{"alibaba", "ACS3-HMAC-SHA256", carriage::form,
                                                detail::make_alibaba_writer};
    static constexpr protocol::scheme acs3_json{"alibaba", "ACS3-HMAC-SHA256", carriage::json,
                                                detail::make_alibaba_writer};
    // With SM3, where the crypto library has it; else calls fail with errc::signing.
    static constexpr protocol::scheme acs3_sm3{"alibaba", "ACS3-HMAC-SM3", carriage::query,
                                               detail::make_alibaba_writer};
    static constexpr protocol::scheme acs3_sm3_get{"alibaba", "ACS3-HMAC-SM3", carriage::get,
                                                   detail::make_alibaba_writer};
    static constexpr protocol::scheme acs3_sm3_form{"alibaba", "ACS3-HMAC-SM3", carriage::form,
                                                    detail::make_alibaba_writer};
    static constexpr protocol::scheme acs3_sm3_json{"alibaba", "ACS3-HMAC-SM3", carriage::json,
                                                    detail::make_alibaba_writer};
    // SignatureVersion 1.0. Members that are called like one of its parameters cannot be sent.
    static constexpr protocol::scheme hmac_sha1_get{"alibaba", "HMAC-SHA1", carriage::get, detail::make_alibaba_writer};
    static constexpr protocol::scheme hmac_sha1_form{"alibaba", "HMAC-SHA1", carriage::form,
                                                     detail::make_alibaba_writer};
};

} // namespace bindery::provider

#ifndef BINDERY_COMPILED
#include <bindery/provider/impl/alibaba_schemes.ipp>
#endif

#endif

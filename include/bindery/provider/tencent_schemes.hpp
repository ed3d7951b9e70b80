#ifndef BINDERY_PROVIDER_TENCENT_SCHEMES_HPP
#define BINDERY_PROVIDER_TENCENT_SCHEMES_HPP

#include <bindery/provider/tencent.hpp>

namespace bindery::provider {

namespace detail {
std::unique_ptr<protocol::request_writer> make_tencent_writer(const protocol::scheme& of);
}

/// For `client_options::schemes`. Without one, requests are POSTs of JSON signed with TC3-HMAC-SHA256, which the
/// service recommends; docs/signing.md tells when another is of use.
struct tencent::scheme {
    using carriage = protocol::carriage;

    /// Up to 32 KB.
    static constexpr protocol::scheme tc3_get{"tencent", "TC3-HMAC-SHA256", carriage::get, detail::make_tencent_writer};
    /// For operations that take files: text members as they are, others as parts of JSON.
    static constexpr protocol::scheme tc3_multipart{"tencent", "TC3-HMAC-SHA256", carriage::multipart,
                                                    detail::make_tencent_writer};
    // Up to 32 KB in a GET, 1 MB in a form. Members called Language or SecretId cannot be sent.
    static constexpr protocol::scheme hmac_sha256_get{"tencent", "HmacSHA256", carriage::get,
                                                      detail::make_tencent_writer};
    static constexpr protocol::scheme hmac_sha256_form{"tencent", "HmacSHA256", carriage::form,
                                                       detail::make_tencent_writer};
    static constexpr protocol::scheme hmac_sha1_get{"tencent", "HmacSHA1", carriage::get, detail::make_tencent_writer};
    static constexpr protocol::scheme hmac_sha1_form{"tencent", "HmacSHA1", carriage::form,
                                                     detail::make_tencent_writer};
};

} // namespace bindery::provider

#ifndef BINDERY_COMPILED
#include <bindery/provider/impl/tencent_schemes.ipp>
#endif

#endif

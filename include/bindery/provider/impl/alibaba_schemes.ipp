#ifndef BINDERY_PROVIDER_IMPL_ALIBABA_SCHEMES_IPP
#define BINDERY_PROVIDER_IMPL_ALIBABA_SCHEMES_IPP

#include <bindery/provider/alibaba_schemes.hpp>
#include <bindery/provider/detail/parameter_writer.hpp>
#include <bindery/provider/impl/alibaba.ipp>

namespace bindery::provider {

namespace detail {

inline void add_rpc_parameters(query::parameter_list& out, const protocol::call& what) {
    add_alibaba_region(out, what);
    out.add("Format", "JSON");
}

// The service states no limit of its own; what its servers' heads and bodies may have is a common one.
inline constexpr parameter_manner alibaba_sha1{.scheme = &signing::rpc1::hmac_sha1,
                                               .first = query::first_index::one,
                                               .max_query = 32 * 1024,
                                               .max_form = 10 * 1024 * 1024,
                                               .instead = signing::acs3::scheme,
                                               .add = add_rpc_parameters};

/// ACS3 with other hashes than the usual one, or with the input elsewhere than in the query of a POST.
class alibaba_acs3_writer final : public protocol::request_writer {
public:
    explicit alibaba_acs3_writer(const protocol::scheme& of) noexcept
        : carriage_(of.carriage),
          hash_(of.name == signing::acs3::sm3_scheme ? signing::hash_algorithm::sm3 : signing::hash_algorithm::sha256) {
    }

    result<void> write(const protocol::call& what, const signing::credentials& who, const protocol::stamp& when,
                       protocol::request& out) override {
        using protocol::carriage;
        out.clear();
        parameters_.clear();
        if (carriage_ != carriage::json)
            query::write(parameters_, *what.input, what.value, query::first_index::one);
        else
            json::write(out.body, *what.input, what.value);
        if (carriage_ != carriage::json || !has_region(what))
            add_alibaba_region(parameters_, what);
        parameters_.sort();
        query_.clear();
        parameters_.encode(carriage_ == carriage::form ? out.body : query_);
        if (query_.size() != 0)
            out.target.assign("/?").append(query_.view());
        if (carriage_ == carriage::get)
            out.method = "GET";

        const std::string_view type = out.body.size() == 0          ? std::string_view()
                                      : carriage_ == carriage::json ? "application/json; charset=utf-8"
                                                                    : "application/x-www-form-urlencoded";
        if (!add_alibaba_fields(what, out.fields) || (!type.empty() && !out.fields.add("Content-Type", type)))
            return error{errc::validation, alibaba_bad_field};
        const signing::acs3::request signed_request{.method = out.method,
                                                    .canonical_query = query_,
                                                    .headers = out.fields.views(),
                                                    .payload = out.body.view(),
                                                    .hash = hash_};
        if (const auto found = signer_.sign(signed_request, who, when.seconds, when.nonce);
            found != signing::problem::none)
            return error{errc::signing, std::string(describe(found))};
        bool added = true;
        for (const signing::field& each : signer_.added_headers())
            added = added && out.fields.add(each.name, each.value);
        if (!added || !out.fields.add("Authorization", signer_.authorization()))
            return error{errc::signing, "malformed authorization"};
        return {};
    }

private:
    /// Whether the input says which region is meant.
    static bool has_region(const protocol::call& what) {
        for (const reflect::member& each : what.input->members)
            if (each.name == "RegionId")
                return each.how->value(what.input->at(each, what.value)) != nullptr;
        return false;
    }

    protocol::carriage carriage_;
    signing::hash_algorithm hash_;
    query::parameter_list parameters_;
    buffer query_;
    signing::acs3::signer signer_;
};

BINDERY_DECL std::unique_ptr<protocol::request_writer> make_alibaba_writer(const protocol::scheme& of) {
    if (of.name == signing::rpc1::hmac_sha1.name)
        return std::make_unique<parameter_writer>(alibaba_sha1, of.carriage);
    return std::make_unique<alibaba_acs3_writer>(of);
}

} // namespace detail

} // namespace bindery::provider

#endif

#ifndef BINDERY_PROVIDER_DETAIL_PARAMETER_WRITER_HPP
#define BINDERY_PROVIDER_DETAIL_PARAMETER_WRITER_HPP

#include <bindery/protocol/message.hpp>
#include <bindery/protocol/provider.hpp>
#include <bindery/provider/detail/parameters.hpp>
#include <bindery/query.hpp>
#include <bindery/signing/parameter_scheme.hpp>
#include <bindery/signing/utc.hpp>
#include <bindery/types/satisfies.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::provider::detail {

/// What providers whose requests are signed among the parameters differ in.
struct parameter_manner {
    const signing::parameter_scheme* scheme;
    query::first_index first;
    std::size_t max_query;                                               ///< bytes
    std::size_t max_form;                                                ///< bytes
    std::string_view instead;                                            ///< a scheme that can carry every member
    void (*add)(query::parameter_list& out, const protocol::call& what); ///< what the scheme does not
};

inline error too_large(std::size_t size, std::size_t most) {
    return {errc::validation,
            "the request has " + std::to_string(size) + " bytes, the service takes " + std::to_string(most)};
}

/// Writes requests whose parameters, signature and all, stand in the query of a GET or in the form of a POST.
class parameter_writer final : public protocol::request_writer {
public:
    parameter_writer(const parameter_manner& how, protocol::carriage where) noexcept
        : how_(how), in_query_(where == protocol::carriage::get) {}

    result<void> write(const protocol::call& what, const signing::credentials& who, const protocol::stamp& when,
                       protocol::request& out) override {
        const signing::parameter_scheme& scheme = *how_.scheme;
        out.clear();
        if (const auto taken = first_common(scheme, *what.input); !taken.empty())
            return error{errc::validation, cannot_carry(scheme.name, taken, how_.instead)};
        if (when.seconds < 0 || when.seconds > signing::last_utc_second)
            return error{errc::signing, std::string(describe(signing::problem::bad_time))};
        if (!signing::is_nonce(when.nonce))
            return error{errc::signing, std::string(describe(signing::problem::bad_nonce))};

        all_.clear();
        query::write(all_, *what.input, what.value, how_.first);
        all_.add("Action", what.about->action);
        all_.add("Version", what.about->version);
        how_.add(all_, what);
        add_signing(who, when);
        views_.clear();
        for (std::size_t i = 0; i != all_.size(); ++i)
            views_.push_back({all_.name(i), all_.value(i)});
        if (in_query_)
            out.method = "GET";
        const signing::parameter_request signed_request{.method = out.method, .host = what.host, .parameters = views_};
        if (const auto found = signer_.sign(scheme, signed_request, who); found != signing::problem::none)
            return error{errc::signing, std::string(describe(found))};
        all_.add(signing::signature_parameter, signer_.signature());
        all_.sort();

        if (!out.fields.add("Host", what.host))
            return error{errc::validation, "the host holds characters that no header can carry"};
        buffer& text = in_query_ ? query_ : out.body;
        text.clear();
        all_.encode(text);
        const std::size_t most = in_query_ ? how_.max_query : how_.max_form;
        if (text.size() > most)
            return too_large(text.size(), most);
        if (in_query_)
            out.target.assign("/?").append(text.view());
        else
            (void)out.fields.add("Content-Type", "application/x-www-form-urlencoded");
        return {};
    }

private:
    /// The parameters of the scheme itself.
    void add_signing(const signing::credentials& who, const protocol::stamp& when) {
        const signing::parameter_scheme& scheme = *how_.scheme;
        all_.add(signing::method_parameter, scheme.name);
        if (!scheme.version.empty())
            all_.add(signing::version_parameter, scheme.version);
        all_.add(scheme.secret_id, who.secret_id);
        if (!who.token.empty())
            all_.add(scheme.token, who.token.reveal());
        if (scheme.time == signing::parameter_scheme::time_form::iso8601)
            all_.add(signing::timestamp_parameter, signing::utc_time(when.seconds)->view());
        else
            all_.add(signing::timestamp_parameter, decimal(when.seconds).view());
        if (scheme.once == signing::parameter_scheme::uniqueness::nonce)
            all_.add(scheme.nonce, when.nonce);
        else
            all_.add(scheme.nonce, decimal(std::uint64_t{number_of(when.nonce)}).view());
    }

    /// A positive number of 31 bits, where nonces are numbers (FNV-1a).
    static std::uint32_t number_of(std::string_view nonce) noexcept {
        std::uint32_t hash = 2166136261;
        for (const char c : nonce)
            hash = (hash ^ static_cast<unsigned char>(c)) * 16777619;
        return (hash >> 1) | 1;
    }

    const parameter_manner& how_;
    bool in_query_;
    query::parameter_list all_;
    std::vector<signing::parameter> views_;
    buffer query_;
    signing::parameter_signer signer_;
};

} // namespace bindery::provider::detail

#endif

#ifndef BINDERY_PROVIDER_IMPL_TENCENT_SCHEMES_IPP
#define BINDERY_PROVIDER_IMPL_TENCENT_SCHEMES_IPP

#include <bindery/provider/detail/parameter_writer.hpp>
#include <bindery/provider/impl/tencent.ipp>
#include <bindery/provider/tencent_schemes.hpp>

namespace bindery::provider {

namespace detail {

inline constexpr std::size_t tencent_max_query = 32 * 1024;

inline void add_tencent_parameters(query::parameter_list& out, const protocol::call& what) {
    if (!what.region.empty())
        out.add("Region", what.region);
    if (!what.language.empty())
        out.add("Language", what.language);
}

inline constexpr parameter_manner tencent_sha1{.scheme = &signing::tc1::hmac_sha1,
                                               .first = query::first_index::zero,
                                               .max_query = tencent_max_query,
                                               .max_form = 1024 * 1024,
                                               .instead = signing::tc3::scheme,
                                               .add = add_tencent_parameters};
inline constexpr parameter_manner tencent_sha256 = [] {
    parameter_manner manner = tencent_sha1;
    manner.scheme = &signing::tc1::hmac_sha256;
    return manner;
}();

/// An input as a body of parts, between which stands a boundary that none of them holds.
class multipart_body {
public:
    void write(const reflect::structure& input, const void* value, std::string_view nonce, buffer& out) {
        boundary_.assign("bindery-");
        for (const char c : nonce)
            if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
                boundary_ += c;
        boundary_.resize((std::min)(boundary_.size(), std::size_t{48}));
        const std::size_t drawn = boundary_.size();
        std::uint64_t more = 0;
        do {
            out.clear();
            write(input, value, out);
            const std::size_t uses = count_in(out.view());
            if (uses == parts_ + 1)
                return;
            boundary_.resize(drawn);
            boundary_.append("x").append(decimal(++more).view());
        } while (true);
    }
    std::string type() const { return "multipart/form-data; boundary=" + boundary_; }

private:
    void write(const reflect::structure& input, const void* value, buffer& out) {
        parts_ = 0;
        for (const reflect::member& each : input.members) {
            if (each.how->value(input.at(each, value)) == nullptr)
                continue;
            // The structure with no other member, so that its writers write this one alone.
            reflect::structure only = input;
            only.members = {&each, 1};
            const reflect::kind kind = each.how->shape->kind;
            if (kind == reflect::kind::list || kind == reflect::kind::structure) {
                json_.clear();
                json::write(json_, only, value);
                const std::string_view member = json_.view();
                part(each.name, "Content-Type: application/json\r\n",
                     member.substr(each.key().size(), member.size() - each.key().size() - 1), out);
            } else {
                texts_.clear();
                query::write(texts_, only, value, query::first_index::zero);
                part(each.name, {}, texts_.value(0), out);
            }
        }
        out.append("--");
        out.append(boundary_);
        out.append("--\r\n");
    }
    void part(std::string_view name, std::string_view type, std::string_view content, buffer& out) {
        ++parts_;
        for (const std::string_view piece :
             {std::string_view("--"), std::string_view(boundary_),
              std::string_view("\r\nContent-Disposition: form-data; name=\""), name, std::string_view("\"\r\n"), type,
              std::string_view("\r\n"), content, std::string_view("\r\n")})
            out.append(piece);
    }
    std::size_t count_in(std::string_view text) const noexcept {
        std::size_t count = 0;
        for (std::size_t at = text.find(boundary_); at != text.npos; at = text.find(boundary_, at + 1))
            ++count;
        return count;
    }

    std::string boundary_;
    std::size_t parts_ = 0;
    buffer json_;
    query::parameter_list texts_;
};

/// TC3 with the input in the query of a GET, or in parts.
class tencent_tc3_writer final : public protocol::request_writer {
public:
    explicit tencent_tc3_writer(protocol::carriage where) noexcept : in_query_(where == protocol::carriage::get) {}

    result<void> write(const protocol::call& what, const signing::credentials& who, const protocol::stamp& when,
                       protocol::request& out) override {
        out.clear();
        std::string type = "application/x-www-form-urlencoded";
        if (in_query_) {
            write_query(what, out);
        } else {
            parts_.write(*what.input, what.value, when.nonce, out.body);
            type = parts_.type();
        }
        const std::size_t size = in_query_ ? query_.size() : out.body.size();
        if (const std::size_t most = in_query_ ? tencent_max_query : tencent::max_body; size > most)
            return too_large(size, most);
        if (!add_tencent_fields(what, who, when, type, out.fields))
            return error{errc::validation, tencent_bad_field};
        const signing::tc3::request signed_request{
            .method = out.method,
            .query = in_query_ ? query_.view() : std::string_view(),
            .headers = out.fields.views(),
            .payload = out.body.view(),
            .service = what.about->service,
            .signed_headers = tencent_signed_headers(!what.region.empty(), !who.token.empty()),
        };
        if (const auto found = signer_.sign(signed_request, who, when.seconds); found != signing::problem::none)
            return error{errc::signing, std::string(describe(found))};
        if (!out.fields.add("Authorization", signer_.authorization()))
            return error{errc::signing, "malformed authorization"};
        return {};
    }

private:
    void write_query(const protocol::call& what, protocol::request& out) {
        out.method = "GET";
        parameters_.clear();
        query::write(parameters_, *what.input, what.value, query::first_index::zero);
        parameters_.sort();
        query_.clear();
        parameters_.encode(query_);
        if (query_.size() != 0)
            out.target.assign("/?").append(query_.view());
    }

    bool in_query_;
    multipart_body parts_;
    query::parameter_list parameters_;
    buffer query_;
    signing::tc3::signer signer_;
};

BINDERY_DECL std::unique_ptr<protocol::request_writer> make_tencent_writer(const protocol::scheme& of) {
    if (of.name == signing::tc3::scheme)
        return std::make_unique<tencent_tc3_writer>(of.carriage);
    return std::make_unique<parameter_writer>(of.name == signing::tc1::hmac_sha1.name ? tencent_sha1 : tencent_sha256,
                                              of.carriage);
}

} // namespace detail

} // namespace bindery::provider

#endif

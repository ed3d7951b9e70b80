// Every vector of ../shared/reference/vectors.json, a stage at a time. Some of them stand under tests/vectors too, so
// that they are tried where that file is not.

#include <bindery/query/parameters.hpp>
#include <bindery/signing/acs3.hpp>
#include <bindery/signing/parameter_scheme.hpp>
#include <bindery/signing/tc3.hpp>
#include <bindery/signing/utc.hpp>

#include <boost/json.hpp>

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

using namespace bindery::signing;
namespace json = boost::json;

namespace {

std::optional<json::object> shared_vectors() {
    std::ifstream file(BINDERY_TESTS_DIR "/../../shared/reference/vectors.json", std::ios::binary);
    if (!file) {
        MESSAGE("not here: ../shared/reference/vectors.json");
        return std::nullopt;
    }
    return json::parse(std::string{std::istreambuf_iterator<char>(file), {}}).as_object();
}

std::string text(const json::object& of, std::string_view name) {
    const json::value* value = of.if_contains(name);
    return value == nullptr || value->is_null() ? std::string() : std::string(value->as_string());
}

/// A vector's stages: what is known of one is compared.
struct known {
    std::string id;
    const json::object& intermediate;
    const json::object& output;

    explicit known(const json::object& vector)
        : id(vector.at("id").as_string()), intermediate(vector.at("intermediate").as_object()),
          output(vector.at("output").as_object()) {}

    void check(std::string_view stage, std::string_view actual) const {
        const json::value* value = intermediate.if_contains(stage);
        if (value == nullptr)
            value = output.if_contains(stage);
        if (value != nullptr)
            CHECK_MESSAGE(actual == std::string_view(value->as_string()), id, ": ", std::string(stage));
    }
};

using pairs = std::vector<std::pair<std::string, std::string>>;

void add(pairs& to, const json::object& from) {
    for (const auto& [name, value] : from)
        to.emplace_back(name, std::string(value.as_string()));
}
std::vector<parameter> views(const pairs& of) {
    std::vector<parameter> out;
    for (const auto& [name, value] : of)
        out.push_back({name, value});
    return out;
}

std::string from_base64(std::string_view text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0, value = 0;
    for (const char c : text) {
        if (c == '=')
            break;
        value = value << 6 | static_cast<unsigned>(digits.find(c));
        if ((bits += 6) >= 8)
            out += static_cast<char>(value >> (bits -= 8) & 0xff);
    }
    return out;
}

} // namespace

TEST_CASE("shared vectors: TC3, a stage at a time") {
    const auto all = shared_vectors();
    if (!all)
        return;
    CHECK(all->at("tencent_tc3").as_array().size() == 17);
    for (const auto& each : all->at("tencent_tc3").as_array()) {
        const known vector(each.as_object());
        const json::object& input = each.at("input").as_object();
        std::vector<std::pair<std::string, std::string>> headers;
        for (const auto& [name, value] : vector.output.at("request_headers").as_object())
            headers.emplace_back(name, std::string(value.as_string()));
        std::vector<field> fields;
        for (const auto& [name, value] : headers)
            if (!equal_ignoring_case(name, "authorization"))
                fields.push_back({name, value});
        const std::string body =
            input.contains("body_base64") ? from_base64(text(input, "body_base64")) : text(input, "body");
        const std::string method = text(input, "method"), path = text(input, "path"), query = text(input, "query"),
                          service = text(input, "service"), names = text(vector.intermediate, "signed_headers");
        const bool is_unsigned = input.contains("unsigned_payload") && input.at("unsigned_payload").as_bool();
        const tc3::request request{.method = method,
                                   .path = path,
                                   .query = query,
                                   .headers = fields,
                                   .payload = body,
                                   .service = service,
                                   .signed_headers = names,
                                   .payload_signed =
                                       is_unsigned ? tc3::payload_signing::none : tc3::payload_signing::whole};
        const credentials who{text(input, "secret_id"), text(input, "secret_key")};
        const auto stages = tc3::sign(request, who, input.at("timestamp").to_number<std::int64_t>());
        REQUIRE_MESSAGE(stages.has_value(), vector.id);
        vector.check("hashed_payload", stages->hashed_payload);
        vector.check("canonical_headers", stages->canonical_headers);
        vector.check("canonical_request", stages->canonical_request);
        vector.check("hashed_canonical_request", stages->hashed_canonical_request);
        vector.check("credential_scope", stages->credential_scope);
        vector.check("string_to_sign", stages->string_to_sign);
        vector.check("signature", stages->signature);
        vector.check("authorization", stages->authorization);
    }
}

TEST_CASE("shared vectors: ACS3, a stage at a time") {
    const auto all = shared_vectors();
    if (!all)
        return;
    CHECK(all->at("alibaba_acs3").as_array().size() == 8);
    for (const auto& each : all->at("alibaba_acs3").as_array()) {
        const known vector(each.as_object());
        const json::object& input = each.at("input").as_object();
        pairs headers, query;
        bool hashed = false;
        for (const auto& pair : input.at("headers").as_array()) {
            headers.emplace_back(std::string(pair.at(0).as_string()), std::string(pair.at(1).as_string()));
            hashed = hashed || headers.back().first == "x-acs-content-sha256";
        }
        add(query, input.at("query").as_object());
        const auto parameters = views(query);
        std::vector<field> fields;
        for (const auto& [name, value] : headers)
            fields.push_back({name, value});
        const std::string payload_hash = text(vector.intermediate, "hashed_request_payload");
        const bool unseen =
            vector.intermediate.at("canonical_headers").as_string().find("x-acs-content-sha256:") != json::string::npos;
        if (!hashed && unseen)
            fields.push_back({"x-acs-content-sha256", payload_hash});
        const std::string method = text(input, "method"), path = text(input, "canonical_uri"),
                          body = text(input, "body"), given = text(input, "payload_hash_given");
        acs3::signer signer;
        REQUIRE_MESSAGE(signer.sign_as_given({.method = method,
                                              .path = path,
                                              .query = parameters,
                                              .headers = fields,
                                              .payload = given.empty() ? std::string_view(body) : std::string_view(),
                                              .hashed_payload = given},
                                             {text(input, "access_key_id"), text(input, "access_key_secret")}) ==
                            problem::none,
                        vector.id);
        const auto part = [&](canonical_part which) { return signer.canonical_request().part(which); };
        vector.check("hashed_request_payload", part(canonical_part::hashed_payload));
        vector.check("canonical_query_string", part(canonical_part::query_string));
        vector.check("canonical_headers", part(canonical_part::headers));
        vector.check("signed_headers", part(canonical_part::signed_headers));
        vector.check("canonical_request", signer.canonical_request().text());
        vector.check("hashed_canonical_request", signer.hashed_canonical_request());
        vector.check("string_to_sign", signer.string_to_sign());
        vector.check("signature", signer.signature());
        vector.check("authorization", signer.authorization());
    }
}

TEST_CASE("shared vectors: the schemes whose signature is a parameter, a stage at a time") {
    const auto all = shared_vectors();
    if (!all)
        return;
    CHECK(all->at("tencent_v1").as_array().size() == 10);
    CHECK(all->at("alibaba_rpc_v1").as_array().size() == 14);
    for (const auto& each : all->at("tencent_v1").as_array()) {
        const known vector(each.as_object());
        const json::object& input = each.at("input").as_object();
        pairs values;
        add(values, input.at("params").as_object());
        const auto parameters = views(values);
        const bool is_sha256 = each.at("algorithm").as_string() == "HmacSHA256";
        const std::string method = text(input, "method"), host = text(input, "host"), path = text(input, "path");
        const auto stages = sign(is_sha256 ? tc1::hmac_sha256 : tc1::hmac_sha1,
                                 {.method = method, .host = host, .path = path, .parameters = parameters},
                                 {text(input, "secret_id"), text(input, "secret_key")});
        REQUIRE_MESSAGE(stages.has_value(), vector.id);
        vector.check("string_to_sign", stages->string_to_sign);
        vector.check("signature", stages->signature);
    }
    for (const auto& each : all->at("alibaba_rpc_v1").as_array()) {
        const known vector(each.as_object());
        const json::object& input = each.at("input").as_object();
        pairs values;
        add(values, input.at("query_params").as_object());
        if (input.contains("form_params"))
            add(values, input.at("form_params").as_object());
        const auto parameters = views(values);
        const std::string method = text(input, "method"), path = text(input, "path");
        const auto stages = sign(rpc1::hmac_sha1, {.method = method, .path = path, .parameters = parameters},
                                 {"unused", text(input, "access_key_secret")});
        REQUIRE_MESSAGE(stages.has_value(), vector.id);
        vector.check("canonicalized_query_string", stages->canonical_parameters);
        vector.check("string_to_sign", stages->string_to_sign);
        vector.check("signature", stages->signature);
    }
}

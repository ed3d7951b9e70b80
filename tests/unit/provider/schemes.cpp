#include <bindery/provider/alibaba_schemes.hpp>
#include <bindery/provider/detail/parameters.hpp>
#include <bindery/provider/tencent_schemes.hpp>

#include <bindery/api/alibaba/live/v20161101/StartEdgeTranscodeJob.hpp>
#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>
#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/json.hpp>
#include <bindery/protocol/handler.hpp>

#include <support/exchange.hpp>
#include <support/random_values.hpp>
#include <support/structures.hpp>

#include "../protocol/world.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

// Every way to sign and to carry an input, from a client's writer to a server's handler, without a socket.

using namespace bindery;
using namespace std::string_view_literals;
namespace live = api::alibaba::live::v20161101;
namespace vod = api::tencent::vod::v20180717;
using tencent = provider::tencent;
using alibaba = provider::alibaba;
using protocol::carriage;

namespace {

const protocol::scheme schemes[] = {
    tencent::scheme::tc3_get,          tencent::scheme::tc3_multipart, tencent::scheme::hmac_sha256_get,
    tencent::scheme::hmac_sha256_form, tencent::scheme::hmac_sha1_get, tencent::scheme::hmac_sha1_form,
    alibaba::scheme::acs3_get,         alibaba::scheme::acs3_form,     alibaba::scheme::acs3_json,
    alibaba::scheme::acs3_sm3,         alibaba::scheme::acs3_sm3_get,  alibaba::scheme::acs3_sm3_form,
    alibaba::scheme::acs3_sm3_json,    alibaba::scheme::hmac_sha1_get, alibaba::scheme::hmac_sha1_form,
};
const protocol::provider& cloud_of(const protocol::scheme& scheme) {
    if (scheme.provider == "tencent")
        return tencent::instance();
    return alibaba::instance();
}

/// An operation with every kind of member, and what both providers say of it.
constexpr operation about_everything{
    .service = "vod", .action = "TryEverything", .version = "2020-01-02", .host = "vod.example.com"};

template <class Input>
protocol::call call_of(const Input& input, const operation& about, std::string_view region = {}) {
    return {&about, &reflect::structure_of<Input>, &input, about.host, region, {}};
}

result<void> write(const protocol::scheme& scheme, const protocol::call& call, protocol::request& out,
                   const signing::credentials& who = world::alice, std::string_view nonce = "nonce-1") {
    return scheme.make_writer(scheme)->write(call, who, {world::start / 1000, nonce}, out);
}

/// A server's judgement of a request, and what it tells the caller.
struct judge {
    std::vector<std::string> taken{}; ///< names of schemes; empty: the sound ones
    bool explain = false;
    signing::credentials owner = world::alice;
    std::string explanation{};
    std::string nonce{};

    signing::verdict operator()(const protocol::provider& cloud, const protocol::request& received) {
        const auto verifier = exchange::gateway_of(cloud).make_verifier();
        const auto found = verifier->verify(
            received, {.now = world::start / 1000,
                       .find_credentials = [this](std::string_view id) -> std::shared_ptr<const signing::credentials> {
                           return id == owner.secret_id ? std::make_shared<signing::credentials>(owner) : nullptr;
                       },
                       .schemes = taken,
                       .explain_mismatches = explain});
        explanation = verifier->explanation();
        nonce = verifier->nonce().text;
        return found;
    }
};
judge taking_all(const protocol::scheme& scheme) {
    return {.taken = {std::string(scheme.name)}};
}

structures::everything sample() {
    structures::everything input;
    input.Text = "a b*~/+&=%\xe4\xb8\xad"sv;
    input.Integer = -7;
    input.Number = 1.5;
    input.Flag = true;
    input.Inner = structures::inner{.Name = "n", .Count = 3};
    input.Texts.emplace({"x", "a=1&b=2"});
    return input;
}

} // namespace

TEST_CASE("schemes: a server takes what a client signs in each, and reads the input that was sent") {
    random_values random(31);
    random.without_empty();
    for (const auto& scheme : schemes) {
        CAPTURE(scheme.name);
        CAPTURE(static_cast<int>(scheme.carriage));
        const auto& cloud = cloud_of(scheme);
        const auto writer = scheme.make_writer(scheme);
        for (const std::string_view token : {""sv, "session+token/="sv})
            for (int round = 0; round != 20; ++round) {
                auto input = random.make<structures::everything>();
                while (json::write(input).find("{}") != std::string::npos) // which parameters cannot tell from nothing
                    input = random.make<structures::everything>();
                const signing::credentials who{"AKIDalice", "alice's key"sv, token};
                protocol::request request;
                const std::string nonce = "nonce-" + std::to_string(round);
                const auto done = writer->write(call_of(input, about_everything, "ap-singapore"), who,
                                                {world::start / 1000, nonce}, request);
                REQUIRE_MESSAGE(done.has_value(), (done ? "" : to_string(done.error())));
                CHECK(request.method == (scheme.carriage == carriage::get ? "GET" : "POST"));
                judge server = taking_all(scheme);
                server.owner = who;
                REQUIRE(server(cloud, request) == signing::verdict::ok);
                server.owner.token = "another"sv;
                CHECK(server(cloud, request) == signing::verdict::bad_token);

                const auto asked = exchange::gateway_of(cloud).identify(request);
                REQUIRE(asked.has_value());
                CHECK(asked->action == "TryEverything");
                CHECK(asked->version == "2020-01-02");
                if (cloud.name() == "tencent")
                    CHECK(asked->region == "ap-singapore");
                const auto read = exchange::read_input<structures::everything>(cloud, request);
                REQUIRE_MESSAGE(read.has_value(), (read ? "" : to_string(read.error())));
                CHECK(json::write(*read) == json::write(input));
            }
    }
}

TEST_CASE("schemes: no byte of what is signed can be changed") {
    for (const auto& scheme : schemes) {
        CAPTURE(scheme.name);
        CAPTURE(static_cast<int>(scheme.carriage));
        const auto& cloud = cloud_of(scheme);
        protocol::request request;
        REQUIRE(write(scheme, call_of(sample(), about_everything), request).has_value());
        judge server = taking_all(scheme);
        REQUIRE(server(cloud, request) == signing::verdict::ok);
        for (std::string* text : {&request.method, &request.target})
            for (std::size_t i = text == &request.target ? 2 : 0; i < text->size(); ++i) {
                const char before = std::exchange((*text)[i], (*text)[i] == 'A' ? 'B' : 'A');
                CAPTURE(*text);
                CHECK(server(cloud, request) != signing::verdict::ok);
                (*text)[i] = before;
            }
        const std::string body(request.body.view());
        for (std::size_t i = 0; i < body.size(); ++i) {
            std::string other = body;
            other[i] = other[i] == 'A' ? 'B' : 'A';
            request.body.clear();
            request.body.append(other);
            CAPTURE(other);
            CHECK(server(cloud, request) != signing::verdict::ok);
        }
    }
}

TEST_CASE("schemes: a server takes the sound ones unless it says otherwise, and names what it does not take") {
    for (const auto& scheme : schemes) {
        CAPTURE(scheme.name);
        const auto& cloud = cloud_of(scheme);
        protocol::request request;
        REQUIRE(write(scheme, call_of(sample(), about_everything), request).has_value());
        const bool sound = scheme.name.starts_with("TC3") || scheme.name.starts_with("ACS3");
        judge server;
        CHECK(server(cloud, request) == (sound ? signing::verdict::ok : signing::verdict::other_scheme));
        if (!sound)
            CHECK(server.explanation.starts_with(
                ", \"" + std::string(scheme.name) + "\"; this server takes " +
                (cloud.name() == "tencent" ? "TC3-HMAC-SHA256" : "ACS3-HMAC-SHA256, ACS3-HMAC-SM3")));
        server.taken = {"something else"};
        CHECK(server(cloud, request) == signing::verdict::other_scheme);
        CHECK(server.explanation ==
              ", \"" + std::string(scheme.name) + "\"; this server takes none of this provider's");
    }
}

TEST_CASE("schemes: those of another family are refused by their names") {
    const auto refusal = [](const protocol::provider& cloud, std::string_view target, const char* authorization) {
        protocol::request request;
        request.method = "GET";
        request.target = target;
        REQUIRE(request.fields.add("Host", "localhost"));
        if (authorization != nullptr)
            REQUIRE(request.fields.add("Authorization", authorization));
        judge server;
        const auto found = server(cloud, request);
        return found == signing::verdict::other_scheme ? server.explanation : std::string(describe(found));
    };
    const auto& one = tencent::instance();
    const auto& other = alibaba::instance();
    CHECK(refusal(other, "/", "ACS3-RSA-SHA256 Credential=a").starts_with(", \"ACS3-RSA-SHA256\"; this server takes "));
    CHECK(refusal(other, "/", "acs id:signature").starts_with(", \"acs\"; "));
    CHECK(refusal(one, "/?SecretId=a&Signature=b&SignatureMethod=HmacMD5", nullptr).starts_with(", \"HmacMD5\"; "));
    CHECK(refusal(other, "/?AccessKeyId=a&Signature=b&SignatureMethod=HMAC-SHA256&SignatureVersion=2.1", nullptr)
              .starts_with(", \"HMAC-SHA256 2.1\"; "));
    CHECK(
        refusal(other,
                "/?AccessKeyId=a&Signature=b&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0&SignatureType=BEARERTOKEN",
                nullptr)
            .starts_with(", \"BEARERTOKEN\"; "));
    CHECK(refusal(other, "/?AccessKeyId=a&Signature=b", nullptr) == describe(signing::verdict::missing));
    for (const protocol::provider* cloud :
         {static_cast<const protocol::provider*>(&one), static_cast<const protocol::provider*>(&other)}) {
        protocol::request unsigned_one;
        unsigned_one.method = "GET";
        unsigned_one.target = "/?Action=A";
        REQUIRE(unsigned_one.fields.add("Host", "localhost"));
        judge only{.taken = {"HmacSHA256", "HMAC-SHA1"}};
        CHECK(only(*cloud, unsigned_one) == signing::verdict::missing);
        CHECK(only.explanation.empty());
    }
}

TEST_CASE("schemes: where the signature is a parameter no field says what is asked for") {
    protocol::request request;
    REQUIRE(write(tencent::scheme::hmac_sha1_get, call_of(sample(), about_everything), request).has_value());
    REQUIRE(request.fields.add("X-TC-Action", "DeleteEverything"));
    REQUIRE(request.fields.add("X-TC-Version", "1"));
    CHECK(provider::tencent_gateway::instance().identify(request)->action == "TryEverything");
    CHECK(provider::tencent_gateway::instance().identify(request)->version == "2020-01-02");
    REQUIRE(write(alibaba::scheme::hmac_sha1_form, call_of(sample(), about_everything), request).has_value());
    REQUIRE(request.fields.add("x-acs-action", "DeleteEverything"));
    CHECK(provider::alibaba_gateway::instance().identify(request)->action == "TryEverything");
}

namespace {

struct taken_names {
    optional<text<>> Language{};
    optional<text<>> Format{};
};
BOOST_DESCRIBE_STRUCT(taken_names, (), (Language, Format))

} // namespace

TEST_CASE("schemes: a member that is called like a common parameter is neither sent nor read") {
    const taken_names input{.Language = "en", .Format = "x"};
    for (const auto& scheme : schemes) {
        CAPTURE(scheme.name);
        protocol::request request;
        const auto done = write(scheme, call_of(input, about_everything), request);
        const bool by_parameters = !scheme.name.starts_with("TC3") && !scheme.name.starts_with("ACS3");
        REQUIRE(done.has_value() != by_parameters);
        if (!by_parameters)
            continue;
        CHECK(done.error() == errc::validation);
        CHECK(done.error().message.find(scheme.name) != std::string::npos);
        CHECK(done.error().message.find("cannot tell them apart; sign with ") != std::string::npos);
        REQUIRE(write(scheme, call_of(sample(), about_everything), request).has_value());
        CHECK(exchange::read_input<taken_names>(cloud_of(scheme), request).error().message.find("cannot tell") !=
              std::string::npos);
    }
}

TEST_CASE("schemes: what is too large for its carriage is not written") {
    const auto refused = [](const protocol::scheme& scheme, std::size_t size) {
        structures::everything input;
        input.Text = std::string(size, 'x');
        protocol::request request;
        const auto done = write(scheme, call_of(input, about_everything), request);
        return done.has_error() && done.error() == errc::validation;
    };
    for (const auto& scheme :
         {tencent::scheme::tc3_get, tencent::scheme::hmac_sha1_get, alibaba::scheme::hmac_sha1_get}) {
        CHECK_FALSE(refused(scheme, 31 * 1024));
        CHECK(refused(scheme, 32 * 1024 + 1));
    }
    CHECK_FALSE(refused(tencent::scheme::hmac_sha256_form, 1000 * 1024));
    CHECK(refused(tencent::scheme::hmac_sha256_form, 1024 * 1024));
    CHECK(refused(tencent::scheme::tc3_multipart, tencent::max_body));
}

TEST_CASE("schemes: on a test server a caller is shown what was computed, never a signature, key or token") {
    for (const auto& scheme : schemes) {
        CAPTURE(scheme.name);
        const auto& cloud = cloud_of(scheme);
        const signing::credentials who{"AKIDalice", "alice's key"sv, "the-session-token"sv};
        protocol::request request;
        REQUIRE(write(scheme, call_of(sample(), about_everything), request, who).has_value());
        judge server = taking_all(scheme);
        server.owner = {"AKIDalice", "another key"sv, "the-session-token"sv};
        CHECK(server(cloud, request) == signing::verdict::mismatch);
        CHECK(server.explanation.empty());
        server.explain = true;
        CHECK(server(cloud, request) == signing::verdict::mismatch);
        const std::string shown = server.explanation;
        CAPTURE(shown);
        CHECK(shown.find("; server string to sign is:") != std::string::npos);
        CHECK(shown.find('\n') == std::string::npos);
        for (const std::string_view secret : {"another key"sv, "the-session-token"sv})
            CHECK(shown.find(secret) == std::string::npos);
        // What it would take as a signature is not in there.
        protocol::request good;
        REQUIRE(write(scheme, call_of(sample(), about_everything), good, server.owner).has_value());
        const std::string_view authorization = good.fields["Authorization"];
        const std::string_view signature = authorization.empty()
                                               ? provider::detail::encoded_parameter(good, "Signature")
                                               : authorization.substr(authorization.rfind('=') + 1);
        REQUIRE(signature.size() >= 28);
        CHECK(shown.find(signature.substr(0, 20)) == std::string::npos);
    }
}

TEST_CASE("schemes: a body of parts is read as SDKs write it, and nothing else") {
    const std::string type = "multipart/form-data; boundary=\"b-1\"";
    const auto read = [&](std::string body, std::string_view of = {}) {
        protocol::request request;
        REQUIRE(request.fields.add("Authorization", "TC3-HMAC-SHA256"));
        REQUIRE(request.fields.add("content-type", of.empty() ? std::string_view(type) : of));
        request.body.append(body);
        return exchange::read_input<structures::everything>(tencent::instance(), request);
    };
    const auto part = [](std::string header, std::string content) {
        return "--b-1\r\n" + header + "\r\n\r\n" + content + "\r\n";
    };
    const std::string text = part("Content-Disposition: form-data; name=\"Text\"", "a\r\nb"),
                      file = part("Content-Disposition: form-data; name=\"Short\"; filename=\"Short\"\r\nContent-Type: "
                                  "application/octet-stream",
                                  "abc"),
                      rest = part("content-type: application/json\r\ncontent-disposition: form-data; name=Texts",
                                  "[\"x\", \"y]\\\"\"]");
    const auto good = read(text + file + rest + "--b-1--\r\n");
    REQUIRE_MESSAGE(good.has_value(), (good ? "" : to_string(good.error())));
    CHECK(good->Text->view() == "a\r\nb");
    CHECK(good->Short->view() == "abc");
    CHECK(good->Texts->size() == 2);
    CHECK(read("--b-1--").has_value());
    CHECK(read(part("Content-Disposition: form-data; name=\"Integer\"", "12") + "--b-1--")->Integer == 12);

    const auto with_json = [&](std::string content) {
        return part("Content-Disposition: form-data; name=\"Inner\"\r\nContent-Type: application/json", content) +
               "--b-1--";
    };
    CHECK(read(with_json("{\"Name\":\"n\"}")).has_value());
    const std::string bad[] = {"", "--b-1", "--b-1\r\n",
                               text,                          // no end
                               "x" + text + "--b-1--",        // something in front
                               text + "--b-1--x",             // or behind
                               text + text + "--b-1--",       // a name twice
                               part("X: 1", "a") + "--b-1--", // no name
                               part("Content-Disposition: form-data; name=\"Te\\\"xt\"", "a") + "--b-1--",
                               part("Content-Disposition: form-data; name=\"Nothing\"", "a") + "--b-1--",
                               part("Content-Disposition: form-data; name=\"Integer\"", "x") + "--b-1--",
                               "--b-1\r\nContent-Disposition: form-data; name=\"Text\"\r\n--b-1--",
                               // A part without a header, whose content reads like one.
                               "--b-1\r\n\r\nContent-Disposition: form-data; name=\"Text\"\r\n\r\na\r\n--b-1--",
                               with_json("{\"Name\":\"n\"},\"Flag\":true"), with_json("{\"Name\":\"n\"}}"),
                               with_json("{\"Name\":\"n\""), with_json("{\"Name\":\"n"), with_json("")};
    for (const std::string& each : bad) {
        CAPTURE(each);
        const auto done = read(each);
        REQUIRE(done.has_error());
        CHECK(done.error() == errc::protocol);
    }
    for (const std::string_view other :
         {"multipart/form-data"sv, "multipart/form-data; boundary=c"sv, "multipart/form-data; boundary=\"b-1"sv})
        CHECK(read(text + "--b-1--", other).has_error());
    std::string many;
    for (std::size_t i = 0; i <= signing::max_parameters; ++i)
        many += part("Content-Disposition: form-data; name=\"N" + std::to_string(i) + "\"", "");
    CHECK(read(many + "--b-1--").has_error());
}

TEST_CASE("schemes: a boundary is one that the input does not hold") {
    structures::everything input;
    input.Text = "--bindery-nonce1"sv;
    protocol::request request;
    REQUIRE(write(tencent::scheme::tc3_multipart, call_of(input, about_everything), request).has_value());
    CHECK(request.fields["Content-Type"] == "multipart/form-data; boundary=bindery-nonce1x1");
    CHECK(exchange::read_input<structures::everything>(tencent::instance(), request)->Text->view() ==
          "--bindery-nonce1");
}

TEST_CASE("schemes: an RPC request that wants no JSON, and a body that is none of what is read, are refused") {
    const live::StartEdgeTranscodeJob job{.ClusterId = "c", .JobId = "j"};
    protocol::request request;
    REQUIRE(
        write(alibaba::scheme::hmac_sha1_get, call_of(job, live::StartEdgeTranscodeJob::about), request).has_value());
    request.target.replace(request.target.find("Format=JSON"), 11, "Format=XML");
    CHECK(exchange::read_input<live::StartEdgeTranscodeJob>(alibaba::instance(), request).error().message ==
          "answers are JSON here; expected Format=JSON, found \"XML\"");
    REQUIRE(write(alibaba::scheme::acs3_json, call_of(job, live::StartEdgeTranscodeJob::about), request).has_value());
    request.target = "/?JobId=k";
    CHECK(exchange::read_input<live::StartEdgeTranscodeJob>(alibaba::instance(), request).error().message ==
          "\"JobId\" stands in the query and in the body");
    request = protocol::request();
    REQUIRE(request.fields.add("Content-Type", "text/plain"));
    request.body.append("x");
    CHECK(exchange::read_input<live::StartEdgeTranscodeJob>(alibaba::instance(), request).has_error());
}

TEST_CASE("schemes: a whole call through a dispatcher, once") {
    const auto around = std::make_shared<world::environment>();
    std::vector<std::string> all;
    for (const auto& scheme : schemes)
        all.emplace_back(scheme.name);
    const protocol::dispatcher desk(
        around,
        {protocol::make_handler([](const vod::ManageTask& input) -> result<vod::ManageTask::Output> {
             CHECK(input.TaskId->view() == "a b&c");
             return vod::ManageTask::Output{};
         }),
         protocol::make_handler(
             [](const live::StartEdgeTranscodeJob& input) -> result<live::StartEdgeTranscodeJob::Output> {
                 CHECK(input.RegionId->view() == "ap-singapore");
                 return live::StartEdgeTranscodeJob::Output{.JobId = input.JobId->view()};
             })},
        {.schemes = all});
    const auto answer = [&](const protocol::request& request) {
        protocol::incoming_call call;
        call.received.method = request.method;
        call.received.target = request.target;
        call.received.fields = request.fields;
        call.received.body.append(request.body.view());
        desk.dispatch(call);
        return std::string(call.answer.body.view());
    };
    const vod::ManageTask task{.TaskId = "a b&c", .OperationType = "Abort"};
    const live::StartEdgeTranscodeJob job{.ClusterId = "c", .JobId = "a b&c"};
    int number = 0;
    for (const auto& scheme : schemes) {
        CAPTURE(scheme.name);
        protocol::request request;
        const std::string nonce = "nonce-" + std::to_string(++number);
        const bool first = scheme.provider == "tencent";
        const auto call = first ? call_of(task, vod::ManageTask::about, "ap-singapore")
                                : call_of(job, live::StartEdgeTranscodeJob::about, "ap-singapore");
        REQUIRE(write(scheme, call, request, world::alice, nonce).has_value());
        const std::string body = answer(request);
        CAPTURE(body);
        CHECK(body.find("\"Code\"") == body.npos);
        CHECK(body.find("RequestId") != body.npos);
        const std::string again = answer(request);
        CAPTURE(again);
        if (scheme.name != "TC3-HMAC-SHA256") // which has no nonce
            CHECK(again.find("has been used before") != again.npos);
    }
}

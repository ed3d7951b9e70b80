#include <bindery/provider/alibaba_credentials.hpp>

#include <doctest/doctest.h>
#include <support/result.hpp>
#include <support/surroundings.hpp>

using namespace bindery;
using namespace bindery::provider::alibaba_credentials;
using protocol::errand;
using tests::answered;
using tests::surroundings;

namespace {

const std::string ini = "/home/me/.alibabacloud/credentials";
const std::string config = "/home/me/.aliyun/config.json";

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

constexpr std::string_view role_keys =
    R"({"AccessKeyId":"STS.1","AccessKeySecret":"s3cret","Expiration":"2023-11-15T00:13:20Z",)"
    R"("SecurityToken":"t0ken","LastUpdated":"2023-11-14T18:13:20Z","Code":"Success"})";
constexpr std::string_view session =
    R"({"RequestId":"r-1","AssumedRoleUser":{"Arn":"a","AssumedRoleId":"1"},"Credentials":{"AccessKeyId":"STS.2",)"
    R"("AccessKeySecret":"s3cret","Expiration":"2023-11-15T00:13:20Z","SecurityToken":"t0ken"}})";

/// The metadata service of an instance with the role "my-role", which gives tokens if they have a value.
surroundings::service instance(std::string token, bool is_hardened) {
    return [token, is_hardened](const errand& ask) -> result<protocol::response> {
        constexpr std::string_view roles = "/latest/meta-data/ram/security-credentials/";
        const auto& sent = ask.request;
        if (sent.method == "PUT" && sent.target == "/latest/api/token")
            return token.empty() || sent.fields["X-aliyun-ecs-metadata-token-ttl-seconds"].empty()
                       ? answered("", 404)
                       : answered(token + "\n");
        if (is_hardened && (token.empty() || sent.fields["X-aliyun-ecs-metadata-token"] != token))
            return answered("", 403);
        return sent.target == roles                            ? answered("my-role")
               : sent.target == std::string(roles) + "my-role" ? answered(role_keys)
                                                               : answered("", 404);
    };
}

std::string in_file(const std::string& path, const std::string& text, profile_options where = {},
                    const surroundings::service& answer = {}) {
    surroundings world({{"HOME", "/home/me"}}, {{path, text}});
    return world.tell(profile(std::move(where)), answer);
}

} // namespace

TEST_CASE("alibaba_credentials: the environment") {
    surroundings world;
    CHECK(has(world.tell(environment()), "none: the environment variables ALIBABA_CLOUD_ACCESS_KEY_ID and"));
    world.variables = {{"ALIBABA_CLOUD_ACCESS_KEY_ID", "id"},
                       {"ALIBABA_CLOUD_ACCESS_KEY_SECRET", "key"},
                       {"ALIBABA_CLOUD_SECURITY_TOKEN", "token"}};
    CHECK(world.tell(environment()) == "id key token");
    CHECK(environment().cloud == "alibaba");
}

TEST_CASE("alibaba_credentials: a profile in sections, by its type") {
    struct {
        std::string text;
        std::string told;
    } const rows[] = {
        {"[default]            # the usual one\nenable = true        # so it is\ntype = access_key    # keys\n"
         "access_key_id = foo  # id\naccess_key_secret = bar\n",
         "foo bar "},
        {"[default]\ntype=sts\naccess_key_id=a\naccess_key_secret=b\nsecurity_token=c\n", "a b c"},
        {"[default]\ntype=ram_role_arn\naccess_key_id=a\naccess_key_secret=b\nrole_arn=acs:ram::1\n"
         "role_session_name=me\n",
         "STS.2 s3cret t0ken 1700007200"},
        {"[default]\nenable=false\ntype=access_key\n", "none: " + ini + ": default is not enabled"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(in_file(ini, row.text, {}, [](const errand&) { return answered(session); }) == row.told);
    }
    CHECK(in_file(ini, "[vm]\ntype=ecs_ram_role\nrole_name=my-role\n", {.name = "vm"}, instance("", false)) ==
          "STS.1 s3cret t0ken 1700007200");

    struct {
        std::string text;
        std::string told;
    } const broken[] = {
        {"[default]\naccess_key_id=a\naccess_key_secret=s3cret\n", "default: there is no type"},
        {"[default]\ntype=rsa_key_pair\n", "profiles of the type \"rsa_key_pair\" are not understood"},
        {"[default]\ntype=bearer\nbearer_token=s3cret\n", "profiles of the type \"bearer\" are not understood"},
        {"[default]\ntype=sts\naccess_key_id=a\naccess_key_secret=s3cret\n", "there is no security_token"},
        {"[default]\ntype=access_key\naccess_key_id=a\n", "there is no access_key_secret"},
        {"[default]\ntype=ram_role_arn\naccess_key_id=a\naccess_key_secret=s3cret\n", "no role is named"},
    };
    for (const auto& row : broken) {
        CAPTURE(row.text);
        const std::string told = in_file(ini, row.text);
        CAPTURE(told);
        CHECK(has(told, row.told));
        CHECK_FALSE(has(told, "s3cret"));
    }
}

TEST_CASE("alibaba_credentials: a profile as the command line tool writes it, by its mode") {
    const std::string text = R"({"current":"keys","profiles":[
        {"name":"keys","mode":"AK","access_key_id":"a","access_key_secret":"b","region_id":"cn-hangzhou"},
        {"name":"old","mode":"","access_key_id":"o","access_key_secret":"b","sts_token":"","enable_vpc":false},
        {"name":"sts","mode":"StsToken","access_key_id":"a","access_key_secret":"b","sts_token":"c",
         "sts_expiration":1700000600},
        {"name":"role","mode":"RamRoleArn","access_key_id":"a","access_key_secret":"b","ram_role_arn":"acs:ram::1",
         "ram_session_name":"me","expired_seconds":900,"sts_region":"cn-beijing","enable_vpc":true,"external_id":"x"},
        {"name":"next","mode":"ChainableRamRoleArn","source_profile":"role","ram_role_arn":"acs:ram::2"},
        {"name":"vm","mode":"EcsRamRole","ram_role_name":"my-role"},
        {"name":"pod","mode":"OIDC","oidc_provider_arn":"acs:ram::p","oidc_token_file":"/token",
         "ram_role_arn":"acs:ram::3"},
        {"name":"round","mode":"ChainableRamRoleArn","source_profile":"round","ram_role_arn":"acs:ram::2"},
        {"name":"lost","mode":"ChainableRamRoleArn","source_profile":"nobody","ram_role_arn":"acs:ram::2"},
        {"name":"sso","mode":"CloudSSO","access_key_secret":"s3cret"},
        {"name":"half","mode":"AK","access_key_id":"a"}]})";
    const auto named = [&](std::string name, const surroundings::service& answer = {}) {
        surroundings world({{"HOME", "/home/me"}, {"ALIBABA_CLOUD_PROFILE", name}},
                           {{config, text}, {"/token", "jwt"}});
        return world.tell(profile(), answer);
    };
    CHECK(in_file(config, text) == "a b ");
    CHECK(named("old") == "o b ");
    CHECK(named("sts") == "a b c 1700000600");
    CHECK(named("vm", instance("", false)) == "STS.1 s3cret t0ken 1700007200");
    std::vector<std::string> asked;
    const auto sts = [&](const errand& ask) {
        asked.push_back(ask.host + ask.request.target);
        return answered(session);
    };
    CHECK(named("role", sts) == "STS.2 s3cret t0ken 1700007200");
    CHECK(asked.at(0) == "sts-vpc.cn-beijing.aliyuncs.com/?DurationSeconds=900&ExternalId=x&RoleArn=acs%3Aram%3A%3A1&"
                         "RoleSessionName=me");
    asked.clear();
    CHECK(named("next", sts) == "STS.2 s3cret t0ken 1700007200");
    REQUIRE(asked.size() == 2);
    CHECK(has(asked[1], "sts.aliyuncs.com/?DurationSeconds=3600&RoleArn=acs%3Aram%3A%3A2&"));
    CHECK(named("pod", sts) == "STS.2 s3cret t0ken 1700007200");

    CHECK(has(named("round"), "source profiles lead too far, or in a circle"));
    CHECK(has(named("lost"), "its source_profile is not there"));
    CHECK(has(named("sso"), "profiles of the mode \"CloudSSO\" are not understood"));
    CHECK_FALSE(has(named("sso"), "s3cret"));
    CHECK(has(named("half"), config + ": half: there is no access_key_secret"));
    CHECK(has(named("other"), "there is no profile \"other\" in " + config + ", " + ini + " (no such file)"));
    CHECK(has(in_file(config, R"({"profiles":[{"name":"default","access_key_secret":["s3cret"]}]})"),
              "values of another type at /profiles/0/access_key_secret"));
    CHECK(has(in_file(config, "{"), "not valid JSON"));
}

TEST_CASE("alibaba_credentials: the role of the instance, with a token where the service gives one") {
    surroundings world;
    const std::string found = "STS.1 s3cret t0ken 1700007200";
    CHECK(world.tell(instance_role(), instance("metadata-token", true)) == found);
    CHECK(world.asked == std::vector<std::string>{"PUT /latest/api/token",
                                                  "GET /latest/meta-data/ram/security-credentials/",
                                                  "GET /latest/meta-data/ram/security-credentials/my-role"});
    CHECK(world.tell(instance_role(), instance("", false)) == found);
    CHECK(world.tell(instance_role({.mode = metadata_mode::hardened}), instance("metadata-token", false)) == found);
    CHECK(has(world.tell(instance_role({.mode = metadata_mode::hardened}), instance("", false)),
              "gives no token, with HTTP status 404, and may not be asked without one"));
    CHECK(has(world.tell(instance_role(), instance("", true)), "answered with HTTP status 403"));
    CHECK(has(world.tell(instance_role({.role = "other"}), instance("", false)), "none: the metadata service"));
    CHECK(world.tell(instance_role()) ==
          "none: the metadata service at http://100.100.100.200 does not answer: cannot connect");

    world.variables = {{"ALIBABA_CLOUD_ECS_METADATA", "my-role"}, {"ALIBABA_CLOUD_IMDSV1_DISABLED", "True"}};
    CHECK(has(world.tell(instance_role(), instance("", false)), "gives no token"));
    world.asked.clear();
    CHECK(world.tell(instance_role(), instance("metadata-token", true)) == found);
    CHECK(world.asked.size() == 2);
    world.variables = {{"ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true"}};
    CHECK(has(world.tell(instance_role(), instance("", false)), "none: ALIBABA_CLOUD_ECS_METADATA_DISABLED"));
    world.variables.clear();

    for (const auto& [body, what] :
         {std::pair(R"({"Code":"Failed","AccessKeySecret":"s3cret"})", "code \"Failed\""),
          {R"({"Code":"Success","AccessKeyId":"a","AccessKeySecret":"s3cret"})", "Expiration"},
          {R"({"AccessKeySecret":"s3cret","Expiration":"tomorrow"})", "Expiration"},
          {R"({"AccessKeySecret":["s3cret"]})", "at /AccessKeySecret"},
          {R"(<s3cret>)", "not valid JSON"}}) {
        CAPTURE(body);
        const std::string told = world.tell(instance_role({.role = "r"}), [&](const errand& ask) {
            return ask.request.method == "PUT" ? answered("", 404) : answered(body);
        });
        CAPTURE(told);
        CHECK(has(told, what));
        CHECK_FALSE(has(told, "s3cret"));
    }
}

TEST_CASE("alibaba_credentials: a role is assumed by a signed request") {
    surroundings world;
    const auto by = protocol::fixed_credentials({"id", std::string_view("s3cret"), std::string_view("t0ken")});
    const role_options role{.arn = "acs:ram::1", .session_name = "me", .policy = "{}"};
    CHECK(world.tell(assume_role(role, by), [](const errand& ask) {
        CHECK(ask.url == "https://sts.aliyuncs.com");
        CHECK(ask.request.fields["x-acs-action"] == "AssumeRole");
        CHECK(ask.request.fields["x-acs-security-token"] == "t0ken");
        CHECK(ask.request.fields["Authorization"].starts_with("ACS3-HMAC-SHA256 Credential=id,"));
        CHECK(ask.request.target == "/?DurationSeconds=3600&Policy=%7B%7D&RoleArn=acs%3Aram%3A%3A1&RoleSessionName=me");
        return answered(session);
    }) == "STS.2 s3cret t0ken 1700007200");
    CHECK(
        world.tell(assume_role(role, by),
                   [](const errand&) {
                       return answered(R"({"Code":"NoPermission","Message":"not you","RequestId":"r-1"})", 403);
                   }) ==
        "no usable credentials: the role acs:ram::1 cannot be assumed: NoPermission: not you [HTTP 403] [request r-1]");
    for (const char* odd : {"<html>s3cret", R"({"Credentials":{"AccessKeySecret":"s3cret"}})", "{}"}) {
        const std::string told = world.tell(assume_role(role, by), [&](const errand&) { return answered(odd); });
        CAPTURE(told);
        CHECK(has(told, "the role acs:ram::1"));
        CHECK_FALSE(has(told, "s3cret"));
    }
}

TEST_CASE("alibaba_credentials: a role by OIDC is asked for without a signature") {
    surroundings world;
    CHECK(has(world.tell(oidc_role()), "none: for a role by OIDC there is no ALIBABA_CLOUD_ROLE_ARN, "));
    world.variables = {{"ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1"},
                       {"ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "acs:ram::p"},
                       {"ALIBABA_CLOUD_OIDC_TOKEN_FILE", "/token"}};
    CHECK(has(world.tell(oidc_role()), "/token: there is no such file"));
    world.files["/token"] = "j+w/t\n";
    CHECK(world.tell(oidc_role(), [](const errand& ask) {
        CHECK(ask.request.fields.find("Authorization") == nullptr);
        CHECK(ask.request.target == "/?Action=AssumeRoleWithOIDC&Format=JSON&SignatureNonce=nonce1&"
                                    "Timestamp=2023-11-14T22%3A13%3A20Z&Version=2015-04-01");
        CHECK(ask.request.body.view() == "RoleArn=acs%3Aram%3A%3A1&OIDCProviderArn=acs%3Aram%3A%3Ap&"
                                         "RoleSessionName=bindery&DurationSeconds=3600&OIDCToken=j%2Bw%2Ft");
        return answered(session);
    }) == "STS.2 s3cret t0ken 1700007200");
}

TEST_CASE("alibaba_credentials: the usual places, in the vendor's order") {
    surroundings world({{"HOME", "/home/me"}}, {});
    const std::string none = world.tell(usual());
    for (const char* part : {"none: ", "environment variables", "OIDC", "no default profile", "does not answer"})
        CHECK(has(none, part));
    CHECK(world.tell(usual(), instance("t", true)) == "STS.1 s3cret t0ken 1700007200");
    world.files[ini] = "[default]\ntype=access_key\naccess_key_id=filed\naccess_key_secret=key\n";
    CHECK(world.tell(usual()) == "filed key ");
}

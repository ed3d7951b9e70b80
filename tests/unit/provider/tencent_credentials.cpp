#include <bindery/provider/tencent_credentials.hpp>

#include <doctest/doctest.h>
#include <support/result.hpp>
#include <support/surroundings.hpp>

using namespace bindery;
using namespace bindery::provider::tencent_credentials;
using protocol::errand;
using tests::answered;
using tests::surroundings;

namespace {

const std::string ini = "/home/me/.tencentcloud/credentials";
const std::string tccli = "/home/me/.tccli/default.credential";

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string in_file(const std::string& path, const std::string& text, profile_options where = {}) {
    surroundings world({{"HOME", "/home/me"}}, {{path, text}});
    return world.tell(profile(std::move(where)));
}

/// The metadata service of an instance with the role "my-role".
result<protocol::response> instance(const errand& ask) {
    constexpr std::string_view roles = "/latest/meta-data/cam/security-credentials/";
    if (ask.request.target == roles)
        return answered("my-role\n");
    if (ask.request.target == std::string(roles) + "my-role")
        return answered(R"({"TmpSecretId":"tmp","TmpSecretKey":"s3cret","ExpiredTime":1700003600,)"
                        R"("Expiration":"2023-11-14T23:13:20Z","Token":"t0ken","Code":"Success"})");
    return answered("not found", 404);
}

constexpr std::string_view session =
    R"({"Response":{"Credentials":{"Token":"t0ken","TmpSecretId":"tmp","TmpSecretKey":"s3cret"},)"
    R"("ExpiredTime":1700007200,"Expiration":"2023-11-15T00:13:20Z","RequestId":"r-1"}})";

} // namespace

TEST_CASE("tencent_credentials: the environment") {
    surroundings world;
    CHECK(world.tell(environment()) ==
          "none: the environment variables TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set");
    world.variables = {{"TENCENTCLOUD_SECRET_ID", "id"}, {"TENCENTCLOUD_SECRET_KEY", "key"}};
    CHECK(world.tell(environment()) == "id key ");
    world.variables["TENCENTCLOUD_TOKEN"] = "token";
    CHECK(world.tell(environment()) == "id key token");
    CHECK(environment().cloud == "tencent");

    world.variables["TENCENTCLOUD_SECRET_KEY"] = "\xC2\xA0s3cret";
    const std::string padded = world.tell(environment());
    CHECK(has(padded, "TENCENTCLOUD_SECRET_KEY has blanks or line ends around it"));
    CHECK_FALSE(has(padded, "s3cret"));
    world.variables.erase("TENCENTCLOUD_SECRET_KEY");
    CHECK(has(world.tell(environment()), "there is no TENCENTCLOUD_SECRET_KEY"));
}

TEST_CASE("tencent_credentials: a profile in sections") {
    struct {
        std::string text;
        std::string told;
    } const rows[] = {
        {"[default]\nsecret_id = id\nsecret_key = key\n", "id key "},
        {"\xEF\xBB\xBF; mine\r\n\r\n[default]\r\nsecret_id=id\r\nsecret_key=key # old\r\ntoken=\"t\"\r\n", "id key t"},
        {"[work]\nsecret_id=w\n[default]\nsecret_id='id'\nsecret_key=a=b#c;d", "id a=b#c;d "},
        {"[ default ] ; the usual one\n secret_id = id \n\tsecret_key\t=\tkey\t\n", "id key "},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(in_file(ini, row.text) == row.told);
    }
    CHECK(in_file("/etc/tencentcloud/credentials", rows[0].text) == "id key ");
    CHECK(in_file("/x", rows[0].text, {.file = "/x"}) == "id key ");
    CHECK(in_file(ini, "[work]\nsecret_id=w\nsecret_key=k\n", {.name = "work"}) == "w k ");
}

TEST_CASE("tencent_credentials: a broken file says where it is broken, and nothing that stands in it") {
    struct {
        std::string text;
        std::string told;
    } const rows[] = {
        {"secret_id = s3cret\n", "line 1: expected [name]"},
        {"[default]\nsecret_id id\nsecret_key = s3cret", "line 2: expected key = value"},
        {"[default]\n\n= s3cret", "line 3: expected key = value"},
        {"[default\nsecret_id = id", "line 1: expected [name]"},
        {"[default]\nsecret_id=id\nsecret_key=s3cret\nsecret_id=other", "line 4: the key secret_id comes twice"},
        {"[default]\nsecret_id=id\nsecret_key=s3cret\n[default]\n", "line 4: the section comes twice"},
        {"[default]\nsecret_id=id\nsecret_key=\n", "default: there is no secret_key"},
        {"[default]\nsecret_key=s3cret\n", "default: there is no secret_id"},
        {"[default]\nsecret_id=id\nsecret_key=s3cret\xC2\xA0\n", "the secret_key has blanks or line ends around it"},
        {"[default]\nsecret_id=id\nsecret_key=\" s3cret\"\n", "the secret_key has blanks or line ends around it"},
        {"{\"secretId\":\"id\",\"secretKey\":\"s3cret\"", "not valid JSON"},
        {"{\"secretId\":\"id\",\"secretKey\":[\"s3cret\"]}", "values of another type at /secretKey"},
        {"{\"secretId\":\"id\"}", "there is no secretKey"},
        {"{\"secretId\":\"id\",\"secretKey\":\"s3cret\\n\"}", "the secretKey has blanks or line ends around it"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const std::string told = in_file(ini, row.text);
        CAPTURE(told);
        CHECK(has(told, row.told));
        CHECK(has(told, ini));
        CHECK_FALSE(has(told, "s3cret"));
    }
}

TEST_CASE("tencent_credentials: a profile that nobody named may be missing, one that somebody named may not") {
    surroundings world({{"HOME", "/home/me"}}, {{ini, "[other]\nsecret_id=id\nsecret_key=key\n"}});
    CHECK(world.tell(profile()) == "none: there is no default profile in " + ini +
                                       ", /etc/tencentcloud/credentials (no such file), " + tccli + " (no such file)");
    CHECK(has(world.tell(profile({.name = "work"})), "no usable credentials: there is no profile \"work\" in " + ini));
    CHECK(has(world.tell(profile({.file = "/nowhere"})), "there is no default profile in /nowhere (no such file)"));
    world.variables["TENCENTCLOUD_PROFILE"] = "other";
    CHECK(world.tell(profile()) == "id key ");
    world.variables["TENCENTCLOUD_PROFILE"] = "a/b";
    CHECK(has(world.tell(profile()), "a profile's name has no slashes"));
    world.variables = {{"TENCENTCLOUD_CREDENTIALS_FILE", "/mine"}};
    CHECK(has(world.tell(profile()), "/mine (no such file)"));
    world.unreadable = "/mine";
    CHECK(has(world.tell(profile()), "/mine cannot be read"));
}

TEST_CASE("tencent_credentials: a profile as the command line tool writes it") {
    CHECK(in_file(tccli, R"({"secretId":"id","secretKey":"key","token":""})") == "id key ");
    CHECK(in_file(tccli, R"({"type":"oauth","secretId":"id","secretKey":"key","token":"t","expiresAt":1700000900,)"
                         R"("oauth":{"accessToken":"a","expiresAt":1}})") == "id key t 1700000900");
    CHECK(has(in_file(tccli, R"({"type":"oauth","secretId":"id","secretKey":"s3cret","token":"t","expiresAt":1})"),
              "have expired: sign in with the tool again"));
    surroundings world({{"HOME", "/home/me"}, {"TCCLI_PROFILE", "vm"}},
                       {{"/home/me/.tccli/vm.credential", R"({"type":"cvm-role"})"}});
    CHECK(world.tell(profile(), instance) == "tmp s3cret t0ken 1700003600");
    CHECK(world.asked.size() == 2);

    world.files = {{"/home/me/.tccli/vm.credential",
                    R"({"secretId":"id","secretKey":"key","role-arn":"qcs::cam::1","role-session-name":"me"})"}};
    std::string seen;
    CHECK(world.tell(profile(), [&](const errand& ask) {
        seen = ask.request.body.view();
        return answered(session);
    }) == "tmp s3cret t0ken 1700007200");
    CHECK(seen == R"({"RoleArn":"qcs::cam::1","RoleSessionName":"me","DurationSeconds":7200})");
}

TEST_CASE("tencent_credentials: the role of the instance") {
    surroundings world;
    CHECK(world.tell(instance_role(), instance) == "tmp s3cret t0ken 1700003600");
    CHECK(world.asked == std::vector<std::string>{"GET /latest/meta-data/cam/security-credentials/",
                                                  "GET /latest/meta-data/cam/security-credentials/my-role"});
    world.asked.clear();
    CHECK(world.tell(instance_role({.role = "my-role"}), instance) == "tmp s3cret t0ken 1700003600");
    CHECK(world.asked.size() == 1);

    CHECK(world.tell(instance_role()) ==
          "none: the metadata service at http://metadata.tencentyun.com does not answer: cannot connect");
    CHECK(has(world.tell(instance_role({.role = "other"}), instance), "none: "));
    CHECK(has(world.tell(instance_role({.role = "other"}), instance), "knows no role other of this machine"));
    CHECK(has(world.tell(instance_role({.role = "../x"}), instance), "what should be a role's name is none"));

    struct {
        std::string body;
        int status;
        std::string told;
    } const rows[] = {
        {"", 500, "answered with HTTP status 500"},
        {"<html>s3cret</html>", 200, "not valid JSON"},
        {R"({"Code":"InternalError","TmpSecretKey":"s3cret"})", 200, "refused with the code \"InternalError\""},
        {R"({"TmpSecretId":"id","TmpSecretKey":{"s3cret":1},"ExpiredTime":1})", 200, "at /TmpSecretKey"},
        {R"({"TmpSecretId":"id","TmpSecretKey":"s3cret","Code":"Success"})", 200, "there is no ExpiredTime"},
        {R"({"TmpSecretId":"id","TmpSecretKey":"","ExpiredTime":9,"Code":"Success"})", 200, "there is no TmpSecretKey"},
        {R"({"TmpSecretId":"id","TmpSecretKey":"s3cret ","ExpiredTime":9})", 200, "blanks or line ends"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        const std::string told =
            world.tell(instance_role({.role = "r"}), [&](const errand&) { return answered(row.body, row.status); });
        CAPTURE(told);
        CHECK(has(told, row.told));
        CHECK_FALSE(has(told, "s3cret"));
    }
    CHECK(has(world.tell(instance_role(), [](const errand&) { return answered("<html>a login page</html>"); }),
              "what should be a role's name is none"));
}

TEST_CASE("tencent_credentials: a role is assumed by a signed request") {
    surroundings world;
    const auto by = protocol::fixed_credentials({"id", std::string_view("s3cret"), std::string_view("t0ken")});
    role_options role{.arn = "qcs::cam::1", .session_name = "me", .policy = "{}", .external_id = "x"};
    role.duration = std::chrono::seconds(900);
    CHECK(world.tell(assume_role(role, by), [](const errand& ask) {
        CHECK(ask.url == "https://sts.tencentcloudapi.com");
        CHECK(ask.host == "sts.tencentcloudapi.com");
        CHECK(ask.request.fields["Host"] == "sts.tencentcloudapi.com");
        CHECK(ask.request.fields["X-TC-Action"] == "AssumeRole");
        CHECK(ask.request.fields["X-TC-Region"] == "ap-guangzhou");
        CHECK(ask.request.fields["X-TC-Token"] == "t0ken");
        CHECK(ask.request.fields["Authorization"].starts_with("TC3-HMAC-SHA256 Credential=id/2023-11-14/sts/"));
        CHECK(ask.request.body.view() == R"({"RoleArn":"qcs::cam::1","RoleSessionName":"me","DurationSeconds":900,)"
                                         R"("Policy":"{}","ExternalId":"x"})");
        return answered(session);
    }) == "tmp s3cret t0ken 1700007200");

    CHECK(has(world.tell(assume_role({}, by)), "no role is named"));
    CHECK(has(world.tell(assume_role(role, by)), "the role qcs::cam::1 cannot be assumed: cannot connect"));
    CHECK(has(world.tell(assume_role(role, environment())), "none: the environment variables"));
    const std::string refused = world.tell(assume_role(role, by), [](const errand&) {
        return answered(R"({"Response":{"Error":{"Code":"AuthFailure","Message":"no"},"RequestId":"r-1"}})");
    });
    CHECK(refused == "no usable credentials: the role qcs::cam::1 cannot be assumed: AuthFailure: no [request r-1]");
    for (const char* odd : {"<html>s3cret", R"({"Response":{"Credentials":{"TmpSecretKey":"s3cret"}}})",
                            R"({"Response":{"Credentials":"s3cret","ExpiredTime":"s3cret"}})"}) {
        const std::string told = world.tell(assume_role(role, by), [&](const errand&) { return answered(odd, 200); });
        CAPTURE(told);
        CHECK(has(told, "holds no credentials that expire"));
        CHECK_FALSE(has(told, "s3cret"));
    }
}

TEST_CASE("tencent_credentials: a role by web identity is asked for without a signature") {
    surroundings world;
    CHECK(world.tell(web_identity()) ==
          "none: for a web identity there is no TKE_ROLE_ARN, TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE");
    world.variables = {{"TKE_ROLE_ARN", "qcs::cam::1"},
                       {"TKE_PROVIDER_ID", "OIDC"},
                       {"TKE_WEB_IDENTITY_TOKEN_FILE", "/token"},
                       {"TKE_REGION", "ap-singapore"}};
    CHECK(has(world.tell(web_identity()), "/token: there is no such file"));
    world.files["/token"] = "\n";
    CHECK(has(world.tell(web_identity()), "/token: there is no token in it"));
    world.files["/token"] = "jwt\n";
    CHECK(world.tell(web_identity(), [](const errand& ask) {
        CHECK(ask.request.fields["Authorization"] == "SKIP");
        CHECK(ask.request.fields["X-TC-Region"] == "ap-singapore");
        CHECK(ask.request.fields["X-TC-Action"] == "AssumeRoleWithWebIdentity");
        CHECK(ask.request.body.view() ==
              R"({"RoleArn":"qcs::cam::1","RoleSessionName":"bindery","DurationSeconds":7200,)"
              R"("ProviderId":"OIDC","WebIdentityToken":"jwt"})");
        return answered(session);
    }) == "tmp s3cret t0ken 1700007200");
}

TEST_CASE("tencent_credentials: the usual places, in the vendor's order") {
    surroundings world({{"HOME", "/home/me"}}, {});
    const std::string none = world.tell(usual());
    for (const char* part :
         {"none: ", "environment variables", "no default profile", "does not answer", "web identity"})
        CHECK(has(none, part));
    CHECK(world.tell(usual(), instance) == "tmp s3cret t0ken 1700003600");
    world.files[ini] = "[default]\nsecret_id=filed\nsecret_key=key\n";
    CHECK(world.tell(usual(), instance) == "filed key ");
    world.variables["TENCENTCLOUD_SECRET_ID"] = "id";
    CHECK(has(world.tell(usual(), instance), "there is no TENCENTCLOUD_SECRET_KEY"));
}

#ifndef BINDERY_PROVIDER_IMPL_TENCENT_CREDENTIALS_IPP
#define BINDERY_PROVIDER_IMPL_TENCENT_CREDENTIALS_IPP

#include <bindery/provider/detail/instance_role.hpp>
#include <bindery/provider/detail/profile_file.hpp>
#include <bindery/provider/tencent.hpp>
#include <bindery/provider/tencent_credentials.hpp>

namespace bindery::provider {

namespace detail {

inline constexpr std::string_view tencent_name = "tencent";

/// What the metadata service says of a role.
struct tencent_instance_keys {
    optional_text TmpSecretId{};
    optional_text TmpSecretKey{};
    optional_text Token{};
    optional_text Code{};
    optional<integer<>> ExpiredTime{};
};
BOOST_DESCRIBE_STRUCT(tencent_instance_keys, (), (TmpSecretId, TmpSecretKey, Token, Code, ExpiredTime))

inline constexpr key_names tencent_temporary{"TmpSecretId", "TmpSecretKey", "Token"};

/// What STS says.
struct tencent_session_keys {
    optional_text TmpSecretId{};
    optional_text TmpSecretKey{};
    optional_text Token{};
};
BOOST_DESCRIBE_STRUCT(tencent_session_keys, (), (TmpSecretId, TmpSecretKey, Token))
struct tencent_session {
    optional<tencent_session_keys> Credentials{};
    optional<integer<>> ExpiredTime{};
};
BOOST_DESCRIBE_STRUCT(tencent_session, (), (Credentials, ExpiredTime))

struct tencent_assume_role {
    optional_text RoleArn{};
    optional_text RoleSessionName{};
    optional<integer<>> DurationSeconds{};
    optional_text Policy{};
    optional_text ExternalId{};
    optional_text ProviderId{};
    optional_text WebIdentityToken{};
};
BOOST_DESCRIBE_STRUCT(tencent_assume_role, (),
                      (RoleArn, RoleSessionName, DurationSeconds, Policy, ExternalId, ProviderId, WebIdentityToken))

/// As the command line tool writes it.
struct tccli_profile {
    optional_text type{};
    optional_text secretId{};
    optional_text secretKey{};
    optional_text token{};
    optional<integer<>> expiresAt{};
    optional_text role_arn{};
    optional_text role_session_name{};
    static constexpr wire_exception wire_exceptions[] = {{"role_arn", "role-arn"},
                                                         {"role_session_name", "role-session-name"}};
};
BOOST_DESCRIBE_STRUCT(tccli_profile, (), (type, secretId, secretKey, token, expiresAt, role_arn, role_session_name))

inline result<credentials_step> read_tencent_instance(const std::string& where, const protocol::response& answer) {
    tencent_instance_keys found;
    const auto read = json::read(answer.body.view(), found, {.values = strictness::tolerant});
    const signing::secret key = take(found.TmpSecretKey), token = take(found.Token);
    if (!read)
        return malformed(where, read.error());
    if (found.Code && *found.Code != std::string("Success"))
        return no_use(where + " refused with the code " + shortened(found.Code->view()));
    if (!found.ExpiredTime)
        return no_use(where + ": there is no ExpiredTime");
    return take_keys(where, tencent_temporary,
                     {copy(found.TmpSecretId), key.reveal(), token.reveal(), found.ExpiredTime->value()});
}

using tencent_role = tencent_credentials::role_options;

inline std::function<result<credentials_step>(const result<protocol::response>&, surroundings&)>
tencent_session_reader(const tencent_role& how) {
    return [what = "the role " + how.arn](const result<protocol::response>& answer,
                                          surroundings&) -> result<credentials_step> {
        if (!answer)
            return no_use(what + " cannot be assumed", answer.error());
        tencent_session found;
        const auto read =
            tencent::instance().read_response(*answer, reflect::structure_of<tencent_session>, &found, {});
        tencent_session_keys taken = found.Credentials ? std::move(*found.Credentials) : tencent_session_keys{};
        const signing::secret key = take(taken.TmpSecretKey), token = take(taken.Token);
        if (!read && read.error().kind == errc::api)
            return no_use(what + " cannot be assumed", read.error());
        if (!read || !found.ExpiredTime)
            return no_use(what + " cannot be assumed: the answer, of HTTP status " + std::to_string(answer->status) +
                          ", holds no credentials that expire");
        return take_keys(what, tencent_temporary,
                         {copy(taken.TmpSecretId), key.reveal(), token.reveal(), found.ExpiredTime->value()});
    };
}

inline protocol::errand tencent_sts_errand(const tencent_role& how) {
    return {.url = how.url.empty() ? "https://" + how.host : how.url,
            .host = how.host,
            .request = {},
            .timeout = std::chrono::seconds(10),
            .then = tencent_session_reader(how)};
}

inline tencent_assume_role tencent_role_input(const tencent_role& how) {
    tencent_assume_role input{.RoleArn = how.arn, .RoleSessionName = how.session_name};
    input.DurationSeconds = integer<>(how.duration.count());
    if (!how.policy.empty())
        input.Policy = how.policy;
    if (!how.external_id.empty())
        input.ExternalId = how.external_id;
    return input;
}

inline constexpr operation tencent_assume_role_operation{
    .service = "sts", .action = "AssumeRole", .version = "2018-08-13", .host = "sts.tencentcloudapi.com"};

inline result<credentials_step> ask_for_tencent_role(const tencent_role& how, const signing::credentials& who,
                                                     surroundings& world) {
    if (how.arn.empty())
        return no_use("no role is named that should be assumed");
    const tencent_assume_role input = tencent_role_input(how);
    protocol::errand ask = tencent_sts_errand(how);
    const std::string nonce = world.nonce();
    const auto written = tencent::instance().make_writer()->write(
        {&tencent_assume_role_operation, &reflect::structure_of<tencent_assume_role>, &input, how.host, how.region, {}},
        who, {world.now(), nonce}, ask.request);
    if (!written)
        return no_use("the role " + how.arn + " cannot be assumed", written.error());
    return credentials_step(std::move(ask));
}

/// Unsigned: the token proves who asks.
inline result<credentials_step> ask_for_tencent_role_by_token(const tencent_role& how, const std::string& provider_id,
                                                              const signing::secret& token, surroundings& world) {
    tencent_assume_role input = tencent_role_input(how);
    input.ProviderId = provider_id;
    input.WebIdentityToken = std::string(token.reveal());
    protocol::errand ask = tencent_sts_errand(how);
    json::write(ask.request.body, reflect::structure_of<tencent_assume_role>, &input);
    (void)take(input.WebIdentityToken);
    protocol::fields& to = ask.request.fields;
    if (!to.add("Host", how.host) || !to.add("Content-Type", "application/json") ||
        !to.add("X-TC-Action", "AssumeRoleWithWebIdentity") ||
        !to.add("X-TC-Version", tencent_assume_role_operation.version) ||
        !to.add("X-TC-Timestamp", decimal(world.now()).view()) || !to.add("X-TC-Region", how.region) ||
        !to.add("Authorization", "SKIP"))
        return no_use("the STS host or region holds characters that no header can carry");
    return credentials_step(std::move(ask));
}

/// Keys of a profile, or the role that is to be assumed with them.
inline result<credentials_step> tencent_keys_or_role(const std::string& where, const key_names& names,
                                                     const keys& found, std::string_view arn, std::string_view session,
                                                     surroundings& world) {
    auto step = take_keys(where, names, found);
    if (!step || arn.empty())
        return step;
    tencent_role role{.arn = std::string(arn)};
    if (!session.empty())
        role.session_name = session;
    return ask_for_tencent_role(role, std::get<protocol::found_credentials>(*step).who, world);
}

inline result<std::optional<credentials_step>> read_tccli_profile(const std::string& path, std::string_view text,
                                                                  surroundings& world) {
    tccli_profile found;
    const auto read = json::read(text, found, {.values = strictness::tolerant});
    const signing::secret key = take(found.secretKey), token = take(found.token);
    if (!read)
        return malformed(path, read.error());
    if (found.type && *found.type == std::string("cvm-role"))
        return tencent_credentials::instance_role().begin(world);
    keys taken{found.secretId ? found.secretId->view() : std::string_view(), key.reveal(), token.reveal()};
    if (found.expiresAt) // got by signing in in a browser
        taken.until = found.expiresAt->value();
    if (taken.until <= world.now())
        return no_use(path + ": the credentials have expired: sign in with the tool again");
    auto step = tencent_keys_or_role(path, {"secretId", "secretKey", "token"}, taken, copy(found.role_arn),
                                     copy(found.role_session_name), world);
    if (!step)
        return std::move(step).error();
    return std::move(*step);
}

inline result<std::optional<credentials_step>> read_tencent_profile(const std::string& path, std::string_view text,
                                                                    std::string_view name, surroundings& world) {
    if (text.starts_with('{'))
        return read_tccli_profile(path, text, world);
    const std::string_view section = name.empty() ? std::string_view("default") : name;
    const auto found = ini_section::read(path, text, section);
    if (!found)
        return found.error();
    if (!*found)
        return std::nullopt;
    const ini_section& profile = **found;
    auto step = tencent_keys_or_role(path + ": " + std::string(section), {"secret_id", "secret_key", "token"},
                                     {profile["secret_id"], profile["secret_key"], profile["token"]},
                                     profile["role_arn"], profile["role_session_name"], world);
    if (!step)
        return std::move(step).error();
    return std::move(*step);
}

} // namespace detail

namespace tencent_credentials {

BINDERY_DECL protocol::credentials_source environment() {
    return detail::from_variables(detail::tencent_name,
                                  {"TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN"});
}

BINDERY_DECL protocol::credentials_source profile(profile_options where) {
    return {detail::tencent_name, [where](protocol::surroundings& world) -> result<protocol::credentials_step> {
                detail::profile_place place{{}, where.name, true};
                for (const std::string_view variable : {"TENCENTCLOUD_PROFILE", "TCCLI_PROFILE"})
                    if (place.name.empty())
                        place.name = world.variable(variable);
                if (place.name.find('/') != std::string::npos)
                    return detail::no_use("a profile's name has no slashes");
                std::string file = where.file;
                if (file.empty())
                    file = world.variable("TENCENTCLOUD_CREDENTIALS_FILE");
                place.is_asked_for = !place.name.empty() || !file.empty();
                const std::string home(world.variable("HOME"));
                if (!file.empty())
                    place.files = {file};
                else {
                    if (!home.empty())
                        place.files.push_back(home + "/.tencentcloud/credentials");
                    place.files.push_back("/etc/tencentcloud/credentials");
                    if (!home.empty())
                        place.files.push_back(home + "/.tccli/" + (place.name.empty() ? "default" : place.name) +
                                              ".credential");
                }
                return detail::find_profile(place, &detail::read_tencent_profile, world);
            }};
}

BINDERY_DECL protocol::credentials_source instance_role(instance_options how) {
    return {detail::tencent_name, [how](protocol::surroundings&) {
                return detail::ask_for_role({.url = how.url,
                                             .roles = "/latest/meta-data/cam/security-credentials/",
                                             .role = how.role,
                                             .read = &detail::read_tencent_instance});
            }};
}

BINDERY_DECL protocol::credentials_source assume_role(role_options how, protocol::credentials_source by) {
    return {detail::tencent_name, [how, by](protocol::surroundings& world) {
                return protocol::with_credentials(
                    by.begin(world), world, [how](const signing::credentials& who, protocol::surroundings& around) {
                        return detail::ask_for_tencent_role(how, who, around);
                    });
            }};
}

BINDERY_DECL protocol::credentials_source web_identity(web_identity_options how) {
    return {detail::tencent_name, [how](protocol::surroundings& world) -> result<protocol::credentials_step> {
                role_options role = how.role;
                std::string provider_id = how.provider_id, token_file = how.token_file;
                const std::string missing = detail::fill(world, {{&role.arn, "TKE_ROLE_ARN"},
                                                                 {&provider_id, "TKE_PROVIDER_ID"},
                                                                 {&token_file, "TKE_WEB_IDENTITY_TOKEN_FILE"}});
                if (!missing.empty())
                    return protocol::credentials_step(
                        protocol::no_credentials{"for a web identity there is no " + missing});
                if (const std::string_view region = world.variable("TKE_REGION"); !region.empty())
                    role.region = region;
                const auto token = detail::read_token(token_file, world);
                if (!token)
                    return token.error();
                return detail::ask_for_tencent_role_by_token(role, provider_id, *token, world);
            }};
}

BINDERY_DECL protocol::credentials_source usual() {
    return protocol::chain({environment(), profile(), instance_role(), web_identity()});
}

} // namespace tencent_credentials

} // namespace bindery::provider

#endif

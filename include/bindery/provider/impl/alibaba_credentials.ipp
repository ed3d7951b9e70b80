#ifndef BINDERY_PROVIDER_IMPL_ALIBABA_CREDENTIALS_IPP
#define BINDERY_PROVIDER_IMPL_ALIBABA_CREDENTIALS_IPP

#include <bindery/provider/alibaba.hpp>
#include <bindery/provider/alibaba_credentials.hpp>
#include <bindery/provider/detail/instance_role.hpp>
#include <bindery/provider/detail/profile_file.hpp>
#include <bindery/query.hpp>
#include <bindery/signing/utc.hpp>

#include <tuple>

namespace bindery::provider {

namespace detail {

inline constexpr std::string_view alibaba_name = "alibaba";

/// What the metadata service says of a role, and STS of a session.
struct alibaba_keys {
    optional_text AccessKeyId{};
    optional_text AccessKeySecret{};
    optional_text SecurityToken{};
    optional_text Expiration{};
    optional_text Code{};
};
BOOST_DESCRIBE_STRUCT(alibaba_keys, (), (AccessKeyId, AccessKeySecret, SecurityToken, Expiration, Code))
struct alibaba_session {
    optional<alibaba_keys> Credentials{};
};
BOOST_DESCRIBE_STRUCT(alibaba_session, (), (Credentials))

struct alibaba_assume_role {
    optional_text RoleArn{};
    optional_text RoleSessionName{};
    optional<integer<>> DurationSeconds{};
    optional_text Policy{};
    optional_text ExternalId{};
};
BOOST_DESCRIBE_STRUCT(alibaba_assume_role, (), (RoleArn, RoleSessionName, DurationSeconds, Policy, ExternalId))

/// As the command line tool writes it.
struct aliyun_profile {
    optional_text name{};
    optional_text mode{};
    optional_text access_key_id{};
    optional_text access_key_secret{};
    optional_text sts_token{};
    optional<integer<>> sts_expiration{};
    optional_text ram_role_name{};
    optional_text ram_role_arn{};
    optional_text ram_session_name{};
    optional_text source_profile{};
    optional_text external_id{};
    optional_text policy{};
    optional<integer<>> expired_seconds{};
    optional_text sts_endpoint{};
    optional_text sts_region{};
    optional<boolean> enable_vpc{};
    optional_text oidc_provider_arn{};
    optional_text oidc_token_file{};
};
BOOST_DESCRIBE_STRUCT(aliyun_profile, (),
                      (name, mode, access_key_id, access_key_secret, sts_token, sts_expiration, ram_role_name,
                       ram_role_arn, ram_session_name, source_profile, external_id, policy, expired_seconds,
                       sts_endpoint, sts_region, enable_vpc, oidc_provider_arn, oidc_token_file))
struct aliyun_configuration {
    optional_text current{};
    optional<list<aliyun_profile>> profiles{};
};
BOOST_DESCRIBE_STRUCT(aliyun_configuration, (), (current, profiles))

/// Wipes the keys of all profiles in the end, of those that nobody asked for, too.
class aliyun_profiles {
public:
    explicit aliyun_profiles(std::string_view text) : read_(json::read(text, all_, {.values = strictness::tolerant})) {}
    aliyun_profiles(const aliyun_profiles&) = delete;
    ~aliyun_profiles() {
        if (all_.profiles)
            for (aliyun_profile& each : *all_.profiles) {
                (void)take(each.access_key_secret);
                (void)take(each.sts_token);
            }
    }

    const result<void>& is_read() const noexcept { return read_; }
    std::string_view current() const noexcept { return all_.current ? all_.current->view() : "default"; }
    /// Null when there is none.
    const aliyun_profile* find(std::string_view name) const noexcept {
        if (all_.profiles)
            for (const aliyun_profile& each : *all_.profiles)
                if (each.name && each.name->view() == name)
                    return &each;
        return nullptr;
    }

private:
    aliyun_configuration all_{};
    result<void> read_;
};

inline result<credentials_step> take_alibaba_keys(const std::string& where, alibaba_keys& found) {
    const signing::secret key = take(found.AccessKeySecret), token = take(found.SecurityToken);
    const auto until = signing::parse_utc_time(found.Expiration ? found.Expiration->view() : std::string_view());
    if (!until)
        return no_use(where + ": there is no Expiration of the form 2026-01-31T23:59:59Z");
    return take_keys(where, {"AccessKeyId", "AccessKeySecret", "SecurityToken"},
                     {copy(found.AccessKeyId), key.reveal(), token.reveal(), *until});
}

inline result<credentials_step> read_alibaba_instance(const std::string& where, const protocol::response& answer) {
    alibaba_keys found;
    const auto read = json::read(answer.body.view(), found, {.values = strictness::tolerant});
    auto step = take_alibaba_keys(where, found);
    if (!read)
        return malformed(where, read.error());
    if (found.Code && *found.Code != std::string("Success"))
        return no_use(where + " refused with the code " + shortened(found.Code->view()));
    return step;
}

using alibaba_role = alibaba_credentials::role_options;

inline protocol::errand alibaba_sts_errand(const alibaba_role& how) {
    protocol::errand ask{.url = how.url.empty() ? "https://" + how.host : how.url,
                         .host = how.host,
                         .request = {},
                         .timeout = std::chrono::seconds(10),
                         .then = {}};
    ask.then = [what = "the role " + how.arn](const result<protocol::response>& answer,
                                              surroundings&) -> result<credentials_step> {
        if (!answer)
            return no_use(what + " cannot be assumed", answer.error());
        alibaba_session found;
        const auto read =
            alibaba::instance().read_response(*answer, reflect::structure_of<alibaba_session>, &found, {});
        alibaba_keys taken = found.Credentials ? std::move(*found.Credentials) : alibaba_keys{};
        auto step = take_alibaba_keys(what, taken);
        if (!read && read.error().kind == errc::api)
            return no_use(what + " cannot be assumed", read.error());
        if (!read)
            return no_use(what + " cannot be assumed: the answer, of HTTP status " + std::to_string(answer->status) +
                          ", is not one of STS");
        return step;
    };
    return ask;
}

inline constexpr operation alibaba_assume_role_operation{
    .service = "Sts", .action = "AssumeRole", .version = "2015-04-01", .host = "sts.aliyuncs.com"};

inline result<credentials_step> ask_for_alibaba_role(const alibaba_role& how, const signing::credentials& who,
                                                     surroundings& world) {
    if (how.arn.empty())
        return no_use("no role is named that should be assumed");
    alibaba_assume_role input{.RoleArn = how.arn, .RoleSessionName = how.session_name};
    input.DurationSeconds = integer<>(how.duration.count());
    if (!how.policy.empty())
        input.Policy = how.policy;
    if (!how.external_id.empty())
        input.ExternalId = how.external_id;
    protocol::errand ask = alibaba_sts_errand(how);
    const std::string nonce = world.nonce();
    const auto written = alibaba::instance().make_writer()->write(
        {&alibaba_assume_role_operation, &reflect::structure_of<alibaba_assume_role>, &input, how.host, {}, {}}, who,
        {world.now(), nonce}, ask.request);
    if (!written)
        return no_use("the role " + how.arn + " cannot be assumed", written.error());
    return credentials_step(std::move(ask));
}

/// Unsigned: the token proves who asks.
inline result<credentials_step> ask_for_alibaba_role_by_token(const alibaba_role& how, const std::string& provider_arn,
                                                              const signing::secret& token, surroundings& world) {
    const auto time = signing::utc_time(world.now());
    if (!time)
        return no_use("the clock is out of range");
    query::parameters form{{"RoleArn", how.arn},
                           {"OIDCProviderArn", provider_arn},
                           {"RoleSessionName", how.session_name},
                           {"DurationSeconds", std::to_string(how.duration.count())}};
    if (!how.policy.empty())
        form.push_back({"Policy", how.policy});
    protocol::errand ask = alibaba_sts_errand(how);
    ask.request.target = "/?" + query::encode(query::parameters{{"Action", "AssumeRoleWithOIDC"},
                                                                {"Format", "JSON"},
                                                                {"SignatureNonce", world.nonce()},
                                                                {"Timestamp", std::string(time->view())},
                                                                {"Version", "2015-04-01"}});
    if (!ask.request.fields.add("Host", how.host) ||
        !ask.request.fields.add("Content-Type", "application/x-www-form-urlencoded"))
        return no_use("the STS host holds characters that no header can carry");
    ask.request.body.append(query::encode(form));
    ask.request.body.append("&OIDCToken=");
    // Straight into the body, which does not grow any more, so that no copy of the token is left behind.
    ask.request.body.room(3 * token.reveal().size());
    bindery::detail::percent_encode(token.reveal(), ask.request.body);
    return credentials_step(std::move(ask));
}

inline std::string alibaba_sts_host(std::string_view region, bool within_vpc) {
    if (region.empty())
        return alibaba_role{}.host;
    return (within_vpc ? "sts-vpc." : "sts.") + std::string(region) + ".aliyuncs.com";
}

inline result<credentials_step> begin_aliyun_profile(const std::string& path, const aliyun_profiles& all,
                                                     const aliyun_profile& profile, int depth, surroundings& world) {
    const std::string where = path + ": " + copy(profile.name);
    const std::string mode = profile.mode && !profile.mode->empty() ? profile.mode->str() : "AK";
    const auto view = [](const optional_text& member) { return member ? member->view() : std::string_view(); };

    alibaba_role role{.arn = copy(profile.ram_role_arn)};
    if (!view(profile.ram_session_name).empty())
        role.session_name = view(profile.ram_session_name);
    if (profile.expired_seconds && profile.expired_seconds->value() > 0)
        role.duration = std::chrono::seconds(profile.expired_seconds->value());
    role.policy = copy(profile.policy);
    role.external_id = copy(profile.external_id);
    role.host = view(profile.sts_endpoint).empty()
                    ? alibaba_sts_host(view(profile.sts_region), profile.enable_vpc && profile.enable_vpc->value())
                    : std::string(view(profile.sts_endpoint));

    if (mode == "AK" || mode == "StsToken" || mode == "RamRoleArn") {
        const bool temporary = profile.sts_expiration && profile.sts_expiration->value() > 0 && mode == "StsToken";
        keys found{view(profile.access_key_id), view(profile.access_key_secret),
                   mode == "AK" ? std::string_view() : view(profile.sts_token)};
        if (temporary)
            found.until = profile.sts_expiration->value();
        if (mode == "StsToken" && found.token.empty())
            return no_use(where + ": there is no sts_token");
        auto step = take_keys(where, {"access_key_id", "access_key_secret", "sts_token"}, found);
        return !step || mode != "RamRoleArn"
                   ? std::move(step)
                   : ask_for_alibaba_role(role, std::get<protocol::found_credentials>(*step).who, world);
    }
    if (mode == "EcsRamRole")
        return alibaba_credentials::instance_role({.role = copy(profile.ram_role_name)}).begin(world);
    if (mode == "OIDC")
        return alibaba_credentials::oidc_role({.role = role,
                                               .provider_arn = copy(profile.oidc_provider_arn),
                                               .token_file = copy(profile.oidc_token_file)})
            .begin(world);
    if (mode == "ChainableRamRoleArn") {
        const aliyun_profile* const source = all.find(view(profile.source_profile));
        if (source == nullptr)
            return no_use(where + ": its source_profile is not there");
        if (depth == 0)
            return no_use(where + ": source profiles lead too far, or in a circle");
        return protocol::with_credentials(begin_aliyun_profile(path, all, *source, depth - 1, world), world,
                                          [role](const signing::credentials& who, surroundings& around) {
                                              return ask_for_alibaba_role(role, who, around);
                                          });
    }
    return no_use(where + ": profiles of the mode " + shortened(mode) + " are not understood");
}

inline result<std::optional<credentials_step>> read_aliyun_profile(const std::string& path, std::string_view text,
                                                                   std::string_view name, surroundings& world) {
    const aliyun_profiles all(text);
    if (!all.is_read())
        return malformed(path, all.is_read().error());
    const aliyun_profile* const profile = all.find(name.empty() ? all.current() : name);
    if (profile == nullptr)
        return std::nullopt;
    auto step = begin_aliyun_profile(path, all, *profile, 8, world);
    if (!step)
        return std::move(step).error();
    return std::move(*step);
}

inline result<credentials_step> begin_alibaba_section(const std::string& where, const ini_section& profile,
                                                      surroundings& world) {
    const std::string_view type = profile["type"];
    if (profile["enable"] == "false")
        return credentials_step(protocol::no_credentials{where + " is not enabled"});
    alibaba_role role{.arn = std::string(profile["role_arn"])};
    if (!profile["role_session_name"].empty())
        role.session_name = profile["role_session_name"];
    role.policy = profile["policy"];
    if (type == "access_key" || type == "sts" || type == "ram_role_arn") {
        const keys found{profile["access_key_id"], profile["access_key_secret"], profile["security_token"]};
        if (type == "sts" && found.token.empty())
            return no_use(where + ": there is no security_token");
        auto step = take_keys(where, {"access_key_id", "access_key_secret", "security_token"}, found);
        return !step || type != "ram_role_arn"
                   ? std::move(step)
                   : ask_for_alibaba_role(role, std::get<protocol::found_credentials>(*step).who, world);
    }
    if (type == "ecs_ram_role")
        return alibaba_credentials::instance_role({.role = std::string(profile["role_name"])}).begin(world);
    if (type == "oidc_role_arn")
        return alibaba_credentials::oidc_role({.role = role,
                                               .provider_arn = std::string(profile["oidc_provider_arn"]),
                                               .token_file = std::string(profile["oidc_token_file_path"])})
            .begin(world);
    return no_use(where + (type.empty() ? ": there is no type"
                                        : ": profiles of the type " + shortened(type) + " are not understood"));
}

inline result<std::optional<credentials_step>> read_alibaba_profile(const std::string& path, std::string_view text,
                                                                    std::string_view name, surroundings& world) {
    if (text.starts_with('{'))
        return read_aliyun_profile(path, text, name, world);
    const std::string_view section = name.empty() ? std::string_view("default") : name;
    const auto found = ini_section::read(path, text, section);
    if (!found)
        return found.error();
    if (!*found)
        return std::nullopt;
    auto step = begin_alibaba_section(path + ": " + std::string(section), **found, world);
    if (!step)
        return std::move(step).error();
    return std::move(*step);
}

inline bool says_true(std::string_view text) noexcept {
    return text == "1" || signing::equal_ignoring_case(text, "true");
}

} // namespace detail

namespace alibaba_credentials {

BINDERY_DECL protocol::credentials_source environment() {
    return detail::from_variables(
        detail::alibaba_name,
        {"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"});
}

BINDERY_DECL protocol::credentials_source profile(profile_options where) {
    return {detail::alibaba_name, [where](protocol::surroundings& world) {
                detail::profile_place place{{}, where.name, true};
                if (place.name.empty())
                    place.name = world.variable("ALIBABA_CLOUD_PROFILE");
                std::string file = where.file;
                if (file.empty())
                    file = world.variable("ALIBABA_CLOUD_CREDENTIALS_FILE");
                place.is_asked_for = !place.name.empty() || !file.empty();
                const std::string home(world.variable("HOME"));
                if (!file.empty())
                    place.files = {file};
                else if (!home.empty())
                    place.files = {home + "/.aliyun/config.json", home + "/.alibabacloud/credentials"};
                return detail::find_profile(place, &detail::read_alibaba_profile, world);
            }};
}

BINDERY_DECL protocol::credentials_source instance_role(instance_options how) {
    return {detail::alibaba_name, [how](protocol::surroundings& world) -> result<protocol::credentials_step> {
                if (detail::says_true(world.variable("ALIBABA_CLOUD_ECS_METADATA_DISABLED")))
                    return protocol::credentials_step(
                        protocol::no_credentials{"ALIBABA_CLOUD_ECS_METADATA_DISABLED says not to ask for a role"});
                const bool hardened = how.mode == metadata_mode::hardened ||
                                      detail::says_true(world.variable("ALIBABA_CLOUD_IMDSV1_DISABLED"));
                detail::instance_service service{
                    .url = how.url,
                    .roles = "/latest/meta-data/ram/security-credentials/",
                    .role = how.role.empty() ? std::string(world.variable("ALIBABA_CLOUD_ECS_METADATA")) : how.role,
                    .token_field = "X-aliyun-ecs-metadata-token",
                    .read = &detail::read_alibaba_instance};
                auto ask = detail::ask_instance(service, "PUT", "/latest/api/token");
                if (!ask)
                    return std::move(ask).error();
                (void)ask->request.fields.add("X-aliyun-ecs-metadata-token-ttl-seconds", "300");
                ask->then = [service, hardened](const result<protocol::response>& answer,
                                                protocol::surroundings&) -> result<protocol::credentials_step> {
                    if (!answer)
                        return protocol::credentials_step(
                            protocol::no_credentials{service.where() + " does not answer: " + answer.error().message});
                    detail::instance_service known = service;
                    if (answer->status == 200)
                        known.token = detail::without_line_end(answer->body.view());
                    if (known.token.empty() && hardened)
                        return detail::no_use(service.where() + " gives no token, with HTTP status " +
                                              std::to_string(answer->status) + ", and may not be asked without one");
                    return detail::ask_for_role(std::move(known));
                };
                return protocol::credentials_step(std::move(*ask));
            }};
}

BINDERY_DECL protocol::credentials_source assume_role(role_options how, protocol::credentials_source by) {
    return {detail::alibaba_name, [how, by](protocol::surroundings& world) {
                return protocol::with_credentials(
                    by.begin(world), world, [how](const signing::credentials& who, protocol::surroundings& around) {
                        return detail::ask_for_alibaba_role(how, who, around);
                    });
            }};
}

BINDERY_DECL protocol::credentials_source oidc_role(oidc_options how) {
    return {detail::alibaba_name, [how](protocol::surroundings& world) -> result<protocol::credentials_step> {
                role_options role = how.role;
                std::string provider_arn = how.provider_arn, token_file = how.token_file;
                const std::string missing = detail::fill(world, {{&role.arn, "ALIBABA_CLOUD_ROLE_ARN"},
                                                                 {&provider_arn, "ALIBABA_CLOUD_OIDC_PROVIDER_ARN"},
                                                                 {&token_file, "ALIBABA_CLOUD_OIDC_TOKEN_FILE"}});
                if (!missing.empty())
                    return protocol::credentials_step(
                        protocol::no_credentials{"for a role by OIDC there is no " + missing});
                const auto token = detail::read_token(token_file, world);
                if (!token)
                    return token.error();
                return detail::ask_for_alibaba_role_by_token(role, provider_arn, *token, world);
            }};
}

BINDERY_DECL protocol::credentials_source usual() {
    return protocol::chain({environment(), oidc_role(), profile(), instance_role()});
}

} // namespace alibaba_credentials

} // namespace bindery::provider

#endif

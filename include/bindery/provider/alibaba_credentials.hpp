#ifndef BINDERY_PROVIDER_ALIBABA_CREDENTIALS_HPP
#define BINDERY_PROVIDER_ALIBABA_CREDENTIALS_HPP

#include <bindery/detail/config.hpp>
#include <bindery/protocol/credentials_source.hpp>

/// Where credentials for Alibaba Cloud come from. Nothing is read or asked before the first call needs them.
namespace bindery::provider::alibaba_credentials {

/// ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.
protocol::credentials_source environment();

struct profile_options {
    std::string name{}; ///< empty: ALIBABA_CLOUD_PROFILE, else the tool's current one or "default"
    /// Empty: ALIBABA_CLOUD_CREDENTIALS_FILE, else the first that has the profile of the command line tool's
    /// ~/.aliyun/config.json and ~/.alibabacloud/credentials.
    std::string file{};
};
/// A profile in a file, of the types access_key, sts, ram_role_arn, ecs_ram_role and oidc_role_arn. Files that begin
/// with a brace are read as the command line tool writes them, in its modes AK, StsToken, RamRoleArn,
/// ChainableRamRoleArn, EcsRamRole and OIDC. Others are refused by name.
protocol::credentials_source profile(profile_options where = {});

/// How the metadata service may be asked.
enum class metadata_mode : unsigned char {
    any,     ///< with a token if it gives one, otherwise without
    hardened ///< only with a token; so also when ALIBABA_CLOUD_IMDSV1_DISABLED says true
};
struct instance_options {
    std::string role{}; ///< empty: ALIBABA_CLOUD_ECS_METADATA, else the one that is bound to the instance
    metadata_mode mode = metadata_mode::any;
    std::string url = "http://100.100.100.200";
};
/// The role of the instance that the program runs on, from its metadata service. None when
/// ALIBABA_CLOUD_ECS_METADATA_DISABLED says true.
protocol::credentials_source instance_role(instance_options how = {});

struct role_options {
    std::string arn{}; ///< "acs:ram::...:role/..."
    std::string session_name = "bindery";
    std::chrono::seconds duration{3'600}; ///< 15 minutes at least
    std::string policy{};                 ///< JSON that takes rights away; empty: none are
    std::string external_id{};
    std::string host = "sts.aliyuncs.com"; ///< of the STS service, e.g. "sts-vpc.cn-hangzhou.aliyuncs.com"
    std::string url{};                     ///< where to connect; empty: the host
};
/// A role that whoever has the credentials of `by` may assume, by STS AssumeRole.
protocol::credentials_source assume_role(role_options how, protocol::credentials_source by);

struct oidc_options {
    role_options role{};        ///< without external id; arn empty: ALIBABA_CLOUD_ROLE_ARN
    std::string provider_arn{}; ///< empty: ALIBABA_CLOUD_OIDC_PROVIDER_ARN
    std::string token_file{};   ///< read anew each time; empty: ALIBABA_CLOUD_OIDC_TOKEN_FILE
};
/// A role for whoever has a token of an identity provider, by STS AssumeRoleWithOIDC; a pod of a cluster has the
/// variables.
protocol::credentials_source oidc_role(oidc_options how = {});

/// The first of: environment, oidc_role, profile, instance_role. The vendor's own tools look in this order.
protocol::credentials_source usual();

} // namespace bindery::provider::alibaba_credentials

#ifndef BINDERY_COMPILED
#include <bindery/provider/impl/alibaba_credentials.ipp>
#endif

#endif

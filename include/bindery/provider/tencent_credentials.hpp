#ifndef BINDERY_PROVIDER_TENCENT_CREDENTIALS_HPP
#define BINDERY_PROVIDER_TENCENT_CREDENTIALS_HPP

#include <bindery/detail/config.hpp>
#include <bindery/protocol/credentials_source.hpp>

/// Where credentials for Tencent Cloud come from. Nothing is read or asked before the first call needs them.
namespace bindery::provider::tencent_credentials {

/// TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and TENCENTCLOUD_TOKEN.
protocol::credentials_source environment();

struct profile_options {
    std::string name{}; ///< empty: TENCENTCLOUD_PROFILE, TCCLI_PROFILE, "default"
    /// Empty: TENCENTCLOUD_CREDENTIALS_FILE, else the first that has the profile of ~/.tencentcloud/credentials,
    /// /etc/tencentcloud/credentials and the command line tool's ~/.tccli/<name>.credential.
    std::string file{};
};
/// A profile in a file: keys, or a role to be assumed with them (`role_arn`), or the instance's role. Files that begin
/// with a brace are read as the command line tool writes them; what it got by signing in in a browser is used until it
/// expires.
protocol::credentials_source profile(profile_options where = {});

struct instance_options {
    std::string role{}; ///< empty: the one that is bound to the instance
    std::string url = "http://metadata.tencentyun.com";
};
/// The role of the virtual machine that the program runs on, from its metadata service.
protocol::credentials_source instance_role(instance_options how = {});

struct role_options {
    std::string arn{}; ///< "qcs::cam::uin/...:roleName/..."
    std::string session_name = "bindery";
    std::chrono::seconds duration{7'200}; ///< 12 hours at most
    std::string policy{};                 ///< JSON that takes rights away; empty: none are
    std::string external_id{};
    std::string region = "ap-guangzhou";          ///< where it is asked for
    std::string host = "sts.tencentcloudapi.com"; ///< of the STS service
    std::string url{};                            ///< where to connect; empty: the host
};
/// A role that whoever has the credentials of `by` may assume, by STS AssumeRole.
protocol::credentials_source assume_role(role_options how, protocol::credentials_source by);

struct web_identity_options {
    role_options role{}; ///< without policy and external id; arn empty: TKE_ROLE_ARN; region is TKE_REGION's if set
    std::string provider_id{}; ///< empty: TKE_PROVIDER_ID
    std::string token_file{};  ///< read anew each time; empty: TKE_WEB_IDENTITY_TOKEN_FILE
};
/// A role for whoever has a token of an identity provider, by STS AssumeRoleWithWebIdentity; a pod of a cluster has the
/// variables.
protocol::credentials_source web_identity(web_identity_options how = {});

/// The first of: environment, profile, instance_role, web_identity. The vendor's own tools look in this order.
protocol::credentials_source usual();

} // namespace bindery::provider::tencent_credentials

#ifndef BINDERY_COMPILED
#include <bindery/provider/impl/tencent_credentials.ipp>
#endif

#endif

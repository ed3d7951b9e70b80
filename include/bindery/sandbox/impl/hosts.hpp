#ifndef BINDERY_SANDBOX_IMPL_HOSTS_HPP
#define BINDERY_SANDBOX_IMPL_HOSTS_HPP

#include <string>
#include <string_view>
#include <vector>

namespace bindery::detail {

/// The names that a sandbox answers to: this machine's, and for every service of a cloud its mainland, international
/// and regional hosts. A wildcard stands for one label, so each region needs its own.
inline std::vector<std::string> sandbox_hosts() {
    constexpr std::string_view tencent[] = {
        "intl",         "ap-bangkok",   "ap-beijing",      "ap-chengdu",      "ap-chongqing",
        "ap-guangzhou", "ap-hongkong",  "ap-jakarta",      "ap-mumbai",       "ap-nanjing",
        "ap-seoul",     "ap-shanghai",  "ap-shanghai-fsi", "ap-shenzhen-fsi", "ap-singapore",
        "ap-tokyo",     "eu-frankfurt", "eu-moscow",       "na-ashburn",      "na-siliconvalley",
        "na-toronto"};
    constexpr std::string_view alibaba[] = {"ap-northeast-1",   "ap-southeast-1", "ap-southeast-5", "cn-beijing",
                                            "cn-north-2-gov-1", "cn-qingdao",     "cn-shanghai",    "cn-shenzhen",
                                            "eu-central-1",     "me-central-1",   "us-east-1"};
    std::vector<std::string> names{"localhost", "127.0.0.1", "::1", "*.tencentcloudapi.com", "*.aliyuncs.com"};
    for (const std::string_view place : tencent)
        names.push_back("*." + std::string(place) + ".tencentcloudapi.com");
    for (const std::string_view place : alibaba)
        names.push_back("*." + std::string(place) + ".aliyuncs.com");
    return names;
}

} // namespace bindery::detail

#endif

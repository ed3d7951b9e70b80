#include "beast_ssl.hpp"

bool run(const std::string& body) {
    boost::asio::io_context context;
    boost::asio::ssl::context tls(boost::asio::ssl::context::tls_client);
    beast_ssl::post post(context, tls, "vod.intl.tencentcloudapi.com", body);
    post.start("vod.intl.tencentcloudapi.com");
    context.run();
    return post.done();
}

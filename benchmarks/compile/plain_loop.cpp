#include "plain_loop.hpp"

bool run(const std::string& request) {
    boost::asio::io_context context;
    boost::asio::ssl::context tls(boost::asio::ssl::context::tls_client);
    plain_loop::post post(context, tls, request);
    post.start("vod.intl.tencentcloudapi.com");
    context.run();
    return post.done();
}

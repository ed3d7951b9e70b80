// Credentials from a service of one's own, kept and got again before they expire. The service is a stand-in on this
// machine, and so is the cloud.

#include <bindery/api/tencent/vod/v20180717/ManageTask.hpp>
#include <bindery/client.hpp>
#include <bindery/client/refreshed.hpp>
#include <bindery/sandbox.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <iostream>
#include <thread>

namespace vod = bindery::api::tencent::vod::v20180717;
namespace protocol = bindery::protocol;
using tcp = boost::asio::ip::tcp;

/// The vault answers with an id and a key, a line each; they are good for an hour.
protocol::credentials_source vault(std::string url) {
    return {"tencent", [url](protocol::surroundings&) -> bindery::result<protocol::credentials_step> {
                protocol::errand ask{
                    .url = url, .host = "vault.example", .request = {}, .timeout = std::chrono::seconds(2), .then = {}};
                ask.request.method = "GET";
                ask.request.target = "/keys/video";
                if (!ask.request.fields.add("Host", ask.host))
                    return bindery::error{bindery::errc::credentials, "the vault has no proper name"};
                ask.then = [](const bindery::result<protocol::response>& answer,
                              protocol::surroundings& world) -> bindery::result<protocol::credentials_step> {
                    if (!answer)
                        return protocol::no_credentials{"the vault does not answer: " + answer.error().message};
                    const std::string_view text = answer->body.view();
                    const std::size_t end = text.find('\n');
                    if (answer->status != 200 || end == text.npos)
                        return bindery::error{bindery::errc::credentials, "the vault gives no keys"};
                    return protocol::found_credentials{{std::string(text.substr(0, end)), text.substr(end + 1)},
                                                       world.now() + 3'600};
                };
                return ask;
            }};
}

int main() {
    bindery::sandbox cloud;
    cloud.add_credentials({"AKIDvideo", std::string_view("secret")});
    const auto served = cloud.serve().value();

    boost::asio::io_context context;
    tcp::acceptor door(context, {boost::asio::ip::address_v4::loopback(), 0});
    std::thread vault_service([&] { // answers once, which has to do
        tcp::socket caller = door.accept();
        std::string request;
        boost::asio::read_until(caller, boost::asio::dynamic_buffer(request), "\r\n\r\n");
        boost::asio::write(
            caller, boost::asio::buffer(std::string("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\nAKIDvideo\nsecret")));
    });

    const std::string url = "http://127.0.0.1:" + std::to_string(door.local_endpoint().port());
    const bindery::client client{bindery::refreshed(vault(url)),
                                 {.endpoint = served.url(), .tls = {.ca_pem = served.certificate_pem()}}};
    for (int i = 0; i != 3; ++i) {
        const auto done = client.call(vod::ManageTask{.TaskId = "251000333-procedure-c27b", .OperationType = "Abort"});
        std::cout << (done ? "done" : done.error().code) << '\n'; // the sandbox has no such task
    }
    vault_service.join();
}

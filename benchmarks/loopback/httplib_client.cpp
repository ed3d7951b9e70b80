// A peer: cpp-httplib, blocking, its connection kept, sending a request made in advance.

#define CPPHTTPLIB_OPENSSL_SUPPORT
#include <httplib.h>

#include "run_load.hpp"
#include "signed_request.hpp"

int main(int argc, char** argv) {
    const loopback::settings wanted(argc, argv);
    loopback::must(wanted.in_flight == 0, "httplib_client only blocks");
    const auto request = loopback::signed_request();
    httplib::Client client((wanted.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(wanted.port));
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.enable_server_certificate_verification(false);
    httplib::Headers fields;
    std::string content_type;
    for (const auto& field : request.fields) {
        if (std::string_view(field.name) == "Content-Type")
            content_type = field.value;
        else
            fields.emplace(field.name, field.value);
    }
    const std::string body(request.body.view());
    loopback::run_blocking(wanted, [&] {
        const auto answer = client.Post("/", fields, body, content_type);
        loopback::must(answer && answer->status == 200, "httplib failed");
    });
}

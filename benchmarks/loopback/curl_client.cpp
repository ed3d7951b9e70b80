// A peer: libcurl, blocking, its connection kept, sending a request made in advance.

#include "run_load.hpp"
#include "signed_request.hpp"

#include <curl/curl.h>

namespace {

std::size_t keep(char* bytes, std::size_t size, std::size_t count, void* to) {
    static_cast<std::string*>(to)->append(bytes, size * count);
    return size * count;
}

} // namespace

int main(int argc, char** argv) {
    const loopback::settings wanted(argc, argv);
    loopback::must(wanted.in_flight == 0, "curl_client only blocks");
    curl_global_init(CURL_GLOBAL_DEFAULT);
    const auto request = loopback::signed_request();
    const std::string url =
        (wanted.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(wanted.port) + "/";
    curl_slist* fields = nullptr;
    for (const auto& field : request.fields)
        fields = curl_slist_append(fields, (std::string(field.name) + ": " + std::string(field.value)).c_str());

    CURL* const call = curl_easy_init();
    std::string answer;
    curl_easy_setopt(call, CURLOPT_URL, url.c_str());
    curl_easy_setopt(call, CURLOPT_HTTPHEADER, fields);
    curl_easy_setopt(call, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(call, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    curl_easy_setopt(call, CURLOPT_WRITEFUNCTION, &keep);
    curl_easy_setopt(call, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(call, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(call, CURLOPT_SSL_VERIFYHOST, 0L);
    loopback::run_blocking(wanted, [&] {
        answer.clear();
        loopback::must(curl_easy_perform(call) == CURLE_OK && !answer.empty(), "curl failed");
    });
    curl_easy_cleanup(call);
    curl_slist_free_all(fields);
}

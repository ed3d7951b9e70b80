// Both of two bindery_generate calls for one target; the metadata's text would allow three characters of tone.

#include <bindery/api/acme/hello/v20240101/Greet.hpp>
#include <bindery/api/tencent/bell/v20240101/Ring.hpp>
#include <bindery/validate.hpp>

#include <string>

int main() {
    const bindery::api::acme::hello::v20240101::Greet right{.Name = "Ada"};
    const bindery::api::acme::hello::v20240101::Greet wrong{.Name = std::string(51, 'a')};
    const bindery::api::tencent::bell::v20240101::Ring ring{
        .Bell = bindery::api::tencent::bell::v20240101::Bell{.Tone = "high"}};
    return bindery::validate(ring).empty() && bindery::validate(right).empty() && bindery::validate(wrong).size() == 1
               ? 0
               : 1;
}

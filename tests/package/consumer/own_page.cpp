#include <bindery/api/acme/hello/v20240101/Greet.hpp>
#include <bindery/validate.hpp>

#include <string>

int main() {
    const bindery::api::acme::hello::v20240101::Greet right{.Name = "Ada"};
    const bindery::api::acme::hello::v20240101::Greet wrong{.Name = std::string(51, 'a')};
    return bindery::validate(right).empty() && bindery::validate(wrong).size() == 1 ? 0 : 1;
}

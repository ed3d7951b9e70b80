// The page's limit, and that the member is required, are lifted from outside.

#include <bindery/api/acme/hello/v20240101/Greet.hpp>
#include <bindery/validate.hpp>

#include <string>

int main() {
    const bindery::api::acme::hello::v20240101::Greet nobody{};
    const bindery::api::acme::hello::v20240101::Greet somebody{.Name = std::string(51, 'a')};
    return bindery::validate(nobody).empty() && bindery::validate(somebody).empty() ? 0 : 1;
}

#ifndef BINDERY_PROVIDER_GATEWAYS_HPP
#define BINDERY_PROVIDER_GATEWAYS_HPP

// The server's side of every provider that comes with the library.

#include <bindery/provider/alibaba_gateway.hpp>
#include <bindery/provider/tencent_gateway.hpp>

#endif

#ifndef BINDERY_PROVIDER_ALL_HPP
#define BINDERY_PROVIDER_ALL_HPP

// Every provider that comes with the library.

#include <bindery/provider/alibaba.hpp>
#include <bindery/provider/tencent.hpp>

#endif

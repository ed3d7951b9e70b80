#ifndef BINDERY_SANDBOX_HPP
#define BINDERY_SANDBOX_HPP

// The bound operations as their pages say they behave, with no account and no network; and the operations.

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/mps/v20190612.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/provider/gateways.hpp>
#include <bindery/sandbox/sandbox.hpp>

#endif

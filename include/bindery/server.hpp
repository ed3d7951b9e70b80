#ifndef BINDERY_SERVER_HPP
#define BINDERY_SERVER_HPP

// Serves operations. An executor of one's own needs <bindery/server/listener.hpp>, handlers that are coroutines
// <bindery/server/awaitable_handler.hpp>.

#include <bindery/server/environment.hpp>
#include <bindery/server/router.hpp>
#include <bindery/server/self_signed.hpp>
#include <bindery/server/server.hpp>
#include <bindery/server/settings.hpp>

#endif

#ifndef BINDERY_SANDBOX_HPP
#define BINDERY_SANDBOX_HPP

// The bound operations as their pages say they behave, with no account and no network.

#include <bindery/sandbox/sandbox.hpp>

#endif

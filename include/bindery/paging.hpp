#ifndef BINDERY_PAGING_HPP
#define BINDERY_PAGING_HPP

// What takes more calls than one: answers that come in pages, and states that come to an end. async_paging.hpp has the
// same without blocking.

#include <bindery/client/pager.hpp>
#include <bindery/client/wait.hpp>

#endif

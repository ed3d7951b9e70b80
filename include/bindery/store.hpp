#ifndef BINDERY_STORE_HPP
#define BINDERY_STORE_HPP

// State that calls share: keys claimed once, quotas, tasks.

#include <bindery/store/concept.hpp>
#include <bindery/store/memory.hpp>
#include <bindery/store/task.hpp>

#endif

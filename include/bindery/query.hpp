#ifndef BINDERY_QUERY_HPP
#define BINDERY_QUERY_HPP

// Structures to query strings and form bodies, and back.

#include <bindery/query/parameters.hpp>
#include <bindery/query/read.hpp>
#include <bindery/query/write.hpp>

#endif

#ifndef BINDERY_JSON_HPP
#define BINDERY_JSON_HPP

// Structures to JSON and back.

#include <bindery/json/read.hpp>
#include <bindery/json/write.hpp>

#endif

#ifndef BINDERY_MODEL_HPP
#define BINDERY_MODEL_HPP

// What an operation is.

#include <bindery/model/concepts.hpp>
#include <bindery/model/operation.hpp>

#endif

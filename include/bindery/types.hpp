#ifndef BINDERY_TYPES_HPP
#define BINDERY_TYPES_HPP

// The types that members of requests and responses are made of, and the rules they may carry.

#include <bindery/types/absent.hpp>
#include <bindery/types/indirect.hpp>
#include <bindery/types/list.hpp>
#include <bindery/types/numbers.hpp>
#include <bindery/types/optional.hpp>
#include <bindery/types/required.hpp>
#include <bindery/types/rules.hpp>
#include <bindery/types/text.hpp>
#include <bindery/types/wire_exception.hpp>

#endif

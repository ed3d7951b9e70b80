#ifndef BINDERY_REFLECT_HPP
#define BINDERY_REFLECT_HPP

// What is known of a structure: its members one by one, and its table.

#include <bindery/reflect/blank.hpp>
#include <bindery/reflect/members.hpp>
#include <bindery/reflect/shape.hpp>
#include <bindery/reflect/table.hpp>

#endif

#ifndef BINDERY_DETAIL_CONFIG_HPP
#define BINDERY_DETAIL_CONFIG_HPP

// Header-only by default. With BINDERY_COMPILED the bodies that are not templates are only declared, and exactly one
// translation unit of the program includes <bindery/src.hpp> (the CMake target bindery::compiled is that unit).

#if defined(_MSVC_LANG) ? _MSVC_LANG < 202002L : __cplusplus < 202002L
#error "bindery needs C++20: compile with -std=c++20 or newer"
#endif

#ifdef BINDERY_COMPILED
#define BINDERY_DECL
#else
#define BINDERY_DECL inline
#endif

#endif

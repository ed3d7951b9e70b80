#ifndef BINDERY_VERSION_HPP
#define BINDERY_VERSION_HPP

// The one place of the version: the build and the packages read it here.

/// Major * 10000 + minor * 100 + patch, for `#if`.
#define BINDERY_VERSION 100

/// The same for people.
#define BINDERY_VERSION_STRING "0.1.0"

#endif

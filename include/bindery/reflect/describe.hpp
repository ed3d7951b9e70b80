#ifndef BINDERY_REFLECT_DESCRIBE_HPP
#define BINDERY_REFLECT_DESCRIBE_HPP

// The one header that includes Boost.Describe. A structure is described by
//     BOOST_DESCRIBE_STRUCT(name, (bases), (members))
// and everything else goes through bindery::reflect.

#include <boost/version.hpp>
#if BOOST_VERSION < 108100
#error "bindery needs Boost 1.81 or newer: on Debian 12 install libboost1.81-dev"
#endif

#include <boost/describe/bases.hpp>
#include <boost/describe/class.hpp>
#include <boost/describe/members.hpp>

#endif

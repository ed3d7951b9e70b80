#include <boost/json/value.hpp>
#include "good.hpp"
inline const char* who = "ACME";

#include <bindery/lower.hpp>
#include <boost/json.hpp>

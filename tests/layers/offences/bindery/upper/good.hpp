// Acme may be named here.
#include <bindery/lower/good.hpp>
#include <boost/json.hpp>

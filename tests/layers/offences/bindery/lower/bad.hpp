#include <bindery/lower/part.hpp>

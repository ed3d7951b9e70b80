#include <bindery/lower.hpp>

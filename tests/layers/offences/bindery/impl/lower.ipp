#include <bindery/upper/good.hpp>

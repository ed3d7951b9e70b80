#include <bindery/lower/good.hpp>
// #include <bindery/upper/good.hpp> is only a comment
#include <bindery/upper/good.hpp>
